"""Lines of a document and their totals by VAT category and rate.

VAT is computed once per category and rate on the sum of its lines (EN 16931, BR-CO-17) and shared out to the
lines, so the lines add up to the totals without a cent left over.
"""

from collections.abc import Iterable
from decimal import Decimal

from attrs import frozen

from ..money import Amounts, Money, total
from ..periods import Period
from ..vat import Treatment, VatDecision


@frozen(kw_only=True)
class Line:
    """One service for one period, with its VAT decided; `id` is the part of the demand it stands for."""

    id: str
    service_id: str
    description: str
    period: Period
    amounts: Amounts
    vat: VatDecision


@frozen(kw_only=True)
class RateTotal:
    """The sums of one VAT treatment at one rate; `rate` is None where none applies."""

    treatment: Treatment
    place: str | None
    rate: Decimal | None
    amounts: Amounts


@frozen(kw_only=True)
class Totals:
    """The sums of a document, in all and by rate."""

    amounts: Amounts
    by_rate: tuple[RateTotal, ...]


VatKey = tuple[Treatment, str | None, Decimal | None]


def vat_key(decision: VatDecision) -> VatKey:
    """Return what two lines must share to stand in one VAT total."""
    return (decision.treatment, decision.place, decision.rate)


def totals(lines: tuple[Line, ...], *, currency: str) -> Totals:
    """Return the sums of the lines; they do not depend on the order of the lines.

    Rates come in the order treatment, place, rate.
    """
    groups: dict[VatKey, list[Amounts]] = {}
    for line in lines:
        groups.setdefault(vat_key(line.vat), []).append(line.amounts)
    by_rate = [
        RateTotal(treatment=treatment, place=place, rate=rate, amounts=_sum(groups[treatment, place, rate], currency))
        for treatment, place, rate in sorted(groups, key=_order)
    ]
    return Totals(amounts=_sum([line.amounts for line in lines], currency), by_rate=tuple(by_rate))


def _order(key: VatKey) -> tuple[str, str, Decimal]:
    treatment, place, rate = key
    return (treatment.value, place or "", Decimal(-1) if rate is None else rate)


def _sum(amounts: Iterable[Amounts], currency: str) -> Amounts:
    rows = list(amounts)

    def column(values: Iterable[Money]) -> Money:
        return total(values, currency=currency)

    return Amounts(
        net=column(row.net for row in rows),
        vat=column(row.vat for row in rows),
        gross=column(row.gross for row in rows),
    )
