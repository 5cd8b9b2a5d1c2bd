"""What becomes of a proforma: paid, overdue, or withdrawn with its services, in part or as a whole."""

from collections.abc import Collection, Sequence
from datetime import date
from enum import Enum

from attrs import evolve, field, frozen

from ..errors import not_found
from ..money import Money, payable, total
from .lines import Line
from .models import DraftProforma, Proforma
from .refs import Kind, Ref


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
    if paid_on is not None and paid_on <= on:
        return ProformaState.PAID
    if withdrawn_on is not None and withdrawn_on <= on:
        return ProformaState.VOID
    return ProformaState.OVERDUE if on > proforma.content.due_on else ProformaState.OPEN


def _payable(money: Money) -> Money:
    return payable(money)


@frozen(kw_only=True)
class Withdrawal:
    """What is left of a proforma without some of its lines.

    `rest` replaces it and is None when nothing is left; `withdrawn` are the lines that went; `released` is money held
    for them, which goes to the wallet or back.
    """

    rest: DraftProforma | None
    withdrawn: tuple[Line, ...]
    released: Money = field(converter=_payable)


def withdraw(
    proforma: Proforma, line_ids: Collection[str], *, due_on: date, held: Sequence[tuple[str, Money]] = ()
) -> Withdrawal:
    """Return the proforma without some of its lines; the others keep their amounts.

    `held` is money already received, by line. Raises `NotFound` for a line that is not on it.
    """
    content = proforma.content
    known = {line.id for line in content.lines}
    for line_id in line_ids:
        if line_id not in known:
            raise not_found("line", line_id, f"proforma {proforma.number} has {', '.join(sorted(known))}")
    gone = tuple(line for line in content.lines if line.id in set(line_ids))
    kept = [line for line in content.lines if line not in gone]
    held_for = [money for line_id, money in held if line_id in set(line_ids)]
    replaced = Ref(kind=Kind.PROFORMA, number=proforma.number, on=proforma.issued_on)
    return Withdrawal(
        rest=evolve(content, lines=kept, due_on=due_on, follows=(*content.follows, replaced)) if kept else None,
        withdrawn=gone,
        released=total(held_for, currency=content.currency),
    )
