"""What becomes of a proforma: paid, overdue, or withdrawn with its services, in part or as a whole."""

from collections.abc import Collection, Sequence
from datetime import date
from enum import Enum

from attrs import evolve, field, frozen

from ..errors import check_date, check_type, each_of, not_found, refuse
from ..money import Amounts, Money, as_payable, total
from ..vat import RoundingUnit
from .adjustments import DocumentAdjustment
from .lines import Line, VatKey, vat_key
from .models import DraftProforma, Proforma
from .refs import Kind, Ref
from .sharing import with_vat


class ProformaState(Enum):
    """Where a proforma stands."""

    OPEN = "open"
    OVERDUE = "overdue"
    """From the day after its due date."""
    PAID = "paid"
    VOID = "void"
    """Deleted with the unpaid service."""


def proforma_state(
    proforma: Proforma, *, on: date, paid_on: date | None = None, withdrawn_on: date | None = None
) -> ProformaState:
    """Return where a proforma stands on a day, given when it was paid or withdrawn, if it was."""
    known = [("paid_on", paid_on), ("withdrawn_on", withdrawn_on)]
    refuse(
        check_type("proforma", proforma, Proforma),
        check_date("on", on),
        *(check_date(name, day) for name, day in known if day is not None),
    )
    if paid_on is not None and paid_on <= on:
        return ProformaState.PAID
    if withdrawn_on is not None and withdrawn_on <= on:
        return ProformaState.VOID
    return ProformaState.OVERDUE if on > proforma.content.due_on else ProformaState.OPEN


@frozen(kw_only=True)
class Withdrawal:
    """What is left of a proforma without some of its lines.

    `rest` replaces it and is None when nothing is left; `withdrawn` are the lines that went; `released` is money held
    for them, which goes to the wallet or back.
    """

    rest: DraftProforma | None
    withdrawn: tuple[Line, ...]
    released: Money = field(converter=as_payable)


def withdraw(
    proforma: Proforma, line_ids: Collection[str], *, due_on: date, held: Sequence[tuple[str, Money]] = ()
) -> Withdrawal:
    """Return the proforma without some of its lines; the others keep their prices, VAT is worked out on what is left.

    `held` is money already received, by line. Raises `NotFound` for a line that is not on it.
    """
    refuse(check_type("proforma", proforma, Proforma))
    line_ids = each_of("line_ids", line_ids, str)
    content = proforma.content
    known = {line.id for line in content.lines}
    for line_id in line_ids:
        if line_id not in known:
            raise not_found("line", line_id, f"proforma {proforma.number} has {', '.join(sorted(known))}")
    gone = tuple(line for line in content.lines if line.id in set(line_ids))
    kept = [line for line in content.lines if line not in gone]
    held_for = [money for line_id, money in each_of("held", held, tuple) if line_id in set(line_ids)]
    return Withdrawal(
        rest=call_again(proforma, kept, due_on=due_on) if kept else None,
        withdrawn=gone,
        released=total(held_for, currency=content.currency),
    )


def call_again(proforma: Proforma, lines: Sequence[Line], *, due_on: date) -> DraftProforma:
    """Return the draft that replaces a proforma and asks for some of its lines, and follows it in the chain.

    Each line keeps its price; VAT of a category is worked out on the lines that are left and on its part of what the
    document had taken off or put on.
    """
    refuse(check_type("proforma", proforma, Proforma))
    lines = each_of("lines", lines, Line)
    content = proforma.content
    bearing: list[Line | DocumentAdjustment] = [*lines, *content.adjustments]
    rows: dict[VatKey, list[Line | DocumentAdjustment]] = {}
    for row in bearing:
        rows.setdefault(vat_key(row.vat), []).append(row)
    amounts = {key: _worked_out(group, content) for key, group in rows.items()}
    replaced = Ref(kind=Kind.PROFORMA, number=proforma.number, on=proforma.issued_on)
    return evolve(
        content,
        lines=[evolve(line, amounts=amounts[vat_key(line.vat)].pop(0)) for line in lines],
        adjustments=tuple(evolve(each, amounts=amounts[vat_key(each.vat)].pop(0)) for each in content.adjustments),
        due_on=due_on,
        follows=(*content.follows, replaced),
    )


def _worked_out(rows: Sequence[Line | DocumentAdjustment], content: DraftProforma) -> list[Amounts]:
    gross = content.lines[0].price_has_vat
    prices = [row.amounts.gross if gross else row.amounts.net for row in rows]
    rate = rows[0].vat.rate
    return with_vat(prices, rate, gross=gross, rounding=content.rounding, unit=RoundingUnit.PER_DOCUMENT)
