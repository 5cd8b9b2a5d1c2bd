"""The sums of a document, in all and by VAT category and rate, as EN 16931 names them (BT-106 to BT-117).

Every sum is made of amounts that were rounded before, so each equation of the standard holds to the last cent; the
official validators would let some of them be off by up to 1.00. Where prices include VAT, or VAT was rounded line by
line, VAT and the rate's product can differ by cents that no amounts could make meet: those are shown as a finding,
at most one a rate.
"""

from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from ..decision import Finding, LegalRef, ReasonCode, Severity
from ..errors import check_type, each_of, refuse
from ..money import Amounts, Money, Rounding, add, negate, share, subtract, zero
from ..vat import Category, Treatment
from .adjustments import DocumentAdjustment
from .lines import Line, VatKey, vat_key
from .prepaid import Prepaid

CENTS_APART = ReasonCode(
    "documents.cents_apart",
    "VAT at {rate} % ({place}) is {vat}, the rate's product of {net} is {product}: prices that include VAT, or VAT"
    " rounded line by line, cannot meet it.",
    law=(LegalRef(citation="EN 16931-1, BR-CO-17"),),
)


@frozen(kw_only=True)
class RateTotal:
    """The sums of one VAT treatment at one rate; `rate` is None where none applies."""

    treatment: Treatment
    place: str | None
    rate: Decimal | None
    amounts: Amounts
    category: Category = Category.STANDARD
    vatex: str | None = None

    @property
    def code(self) -> str:
        """The category code of EN 16931 (BT-118): Z for a rate of zero."""
        return "Z" if self.category is Category.STANDARD and self.rate == 0 else self.category.value


@frozen(kw_only=True)
class Totals:
    """The sums of a document, in all and by rate.

    `lines` is BT-106, `allowances` BT-107, `charges` BT-108, `prepaid` BT-113, `cash_rounding` BT-114; `amounts` are
    net, VAT and gross of the document (BT-109, BT-110, BT-112).
    """

    amounts: Amounts
    by_rate: tuple[RateTotal, ...]
    lines: Money
    allowances: Money
    charges: Money
    prepaid: Money
    cash_rounding: Money
    findings: tuple[Finding, ...] = ()

    @property
    def payable(self) -> Money:
        """What is left to pay (BT-115)."""
        return add(subtract(self.amounts.gross, self.prepaid), self.cash_rounding)


def totals(
    lines: tuple[Line, ...],
    *,
    currency: str,
    adjustments: tuple[DocumentAdjustment, ...] = (),
    prepaid: tuple[Prepaid, ...] = (),
    cash_rounding: Money | None = None,
    rounding: Rounding = Rounding.HALF_UP,
) -> Totals:
    """Return the sums of lines and adjustments; they do not depend on the order of the lines.

    Rates come in the order treatment, place, rate. `rounding` is how the product of a rate is rounded, to compare.
    """
    lines = each_of("lines", lines, Line)
    adjustments, prepaid = each_of("adjustments", adjustments, DocumentAdjustment), each_of("prepaid", prepaid, Prepaid)
    refuse(
        check_type("cash_rounding", cash_rounding, Money) if cash_rounding is not None else None,
        check_type("rounding", rounding, Rounding),
    )
    rows: list[Line | DocumentAdjustment] = [*lines, *adjustments]
    groups: dict[VatKey, list[Line | DocumentAdjustment]] = {}
    for row in rows:
        groups.setdefault(vat_key(row.vat), []).append(row)
    nothing = zero(currency)
    by_rate = tuple(_rate_total(key, groups[key]) for key in sorted(groups, key=_order))
    amounts = _sum([each.amounts for each in by_rate]) if by_rate else Amounts(net=nothing, vat=nothing, gross=nothing)
    return Totals(
        amounts=amounts,
        by_rate=by_rate,
        lines=add(nothing, *(line.amounts.net for line in lines)) if adjustments else amounts.net,
        allowances=negate(add(nothing, *(each.amounts.net for each in adjustments if not each.charge)))
        if adjustments
        else nothing,
        charges=add(nothing, *(each.amounts.net for each in adjustments if each.charge)) if adjustments else nothing,
        prepaid=add(nothing, *(each.amount for each in prepaid)) if prepaid else nothing,
        cash_rounding=nothing if cash_rounding is None else add(nothing, cash_rounding),
        findings=tuple(found for row in by_rate if (found := _cents_apart(row, rounding))),
    )


def _rate_total(key: VatKey, rows: list[Line | DocumentAdjustment]) -> RateTotal:
    treatment, place, rate = key
    return RateTotal(
        treatment=treatment,
        place=place,
        rate=rate,
        amounts=_sum([row.amounts for row in rows]),
        category=rows[0].vat.category,
        vatex=rows[0].vat.vatex,
    )


def _order(key: VatKey) -> tuple[str, str, Decimal]:
    treatment, place, rate = key
    return (treatment.value, place or "", Decimal(-1) if rate is None else rate)


def _sum(rows: list[Amounts]) -> Amounts:
    if len(rows) == 1:
        return rows[0]
    net, vat = add(*(row.net for row in rows)), add(*(row.vat for row in rows))
    return Amounts(net=net, vat=vat, gross=add(net, vat))


def _cents_apart(row: RateTotal, rounding: Rounding) -> Finding | None:
    if row.rate is None:
        return None
    product = share(row.amounts.net, Fraction(row.rate) / 100, rounding=rounding)
    if product == row.amounts.vat:
        return None
    found = CENTS_APART(
        rate=row.rate, place=row.place or "-", vat=row.amounts.vat, net=row.amounts.net, product=product
    )
    return Finding(reason=found, severity=Severity.NOTE)
