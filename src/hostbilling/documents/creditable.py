"""How much of an invoice can still be given back, line by line.

What a document as a whole had taken off or put on belongs to its lines in proportion, and so do lines that gave
something back: what counts is, for each line, what was really paid for it.
"""

from collections.abc import Iterable, Sequence

from attrs import frozen

from ..errors import NotFound, check_type, each_of, impossible, not_found, refuse
from ..money import Amounts, Money, add, allocate, is_negative, is_zero, payable, subtract, total, zero
from .credit_notes import CreditNote
from .lines import Line, VatKey, vat_key
from .models import DraftInvoice, Invoice


@frozen(kw_only=True)
class Creditable:
    """What is left of a line: net, VAT and gross that no credit note has given back."""

    line: Line
    left: Amounts


def creditable(invoice: Invoice, *, notes: Iterable[CreditNote] = ()) -> tuple[Creditable, ...]:
    """Return what is left of each line after the credit notes, in the order of the invoice.

    Raises `Impossible` when the notes together give back more of a line than was paid for it, and `NotFound` for a
    note of another invoice or of a line it does not have.
    """
    refuse(check_type("invoice", invoice, Invoice))
    paid = paid_for(invoice.content)
    left = dict(paid)
    for note in each_of("notes", notes, CreditNote):
        if note.content.invoice_number != invoice.number:
            raise not_found("invoice", note.content.invoice_number, f"pass the credit notes of {invoice.number} only")
        for line in note.content.lines:
            if line.id not in left:
                raise unknown_line(line.id, invoice)
            left[line.id] = _less(left[line.id], line.amounts)
    for id_, amounts in left.items():
        if not _within(amounts, paid[id_]):
            raise impossible(
                "credit.above_invoice", "notes", id_, "gives back more than was paid for it",
                "draft credit notes with all earlier ones passed as notes",
            )  # fmt: skip
    return tuple(Creditable(line=line, left=left[line.id]) for line in invoice.content.lines)


def unknown_line(line_id: str, invoice: Invoice) -> NotFound:
    """Return the error for a line that an invoice does not have."""
    return not_found("line", line_id, f"invoice {invoice.number} has {', '.join(x.id for x in invoice.content.lines)}")


def _less(one: Amounts, other: Amounts) -> Amounts:
    return Amounts(
        net=subtract(one.net, other.net), vat=subtract(one.vat, other.vat), gross=subtract(one.gross, other.gross)
    )


def _within(left: Amounts, paid: Amounts) -> bool:
    """Tell whether nothing that is left has turned its sign or outgrown what was paid."""
    pairs = [(left.net, paid.net), (left.vat, paid.vat), (left.gross, paid.gross)]
    return all(0 <= rest.amount <= whole.amount or whole.amount <= rest.amount <= 0 for rest, whole in pairs)


def paid_for(content: DraftInvoice) -> dict[str, Amounts]:
    """Return by line what was really paid for it, so that they add up to the totals in every VAT category."""
    groups: dict[VatKey, list[Line]] = {}
    for line in content.lines:
        groups.setdefault(vat_key(line.vat), []).append(line)
    paid = {line.id: line.amounts for line in content.lines}
    for key, lines in groups.items():
        extras = [each.amounts for each in content.adjustments if vat_key(each.vat) == key]
        givers = [line for line in lines if is_negative(line.amounts.net)]
        if extras or givers:
            paid.update(_borne(lines, givers, extras, content.currency))
    return paid


def _borne(lines: list[Line], givers: list[Line], extras: list[Amounts], currency: str) -> dict[str, Amounts]:
    """Return what lines of one category come to once they bear what the others gave and the document's own part."""
    takers = [line for line in lines if line not in givers]
    net = total([each.net for each in extras] + [line.amounts.net for line in givers], currency=currency)
    vat = total([each.vat for each in extras] + [line.amounts.vat for line in givers], currency=currency)
    nets, vats = [line.amounts.net for line in takers], [line.amounts.vat for line in takers]
    if (
        not takers
        or is_negative(total([net, *nets], currency=currency))
        or is_negative(total([vat, *vats], currency=currency))
    ):
        # A category that gives back as a whole: its lines stay, the first bears the document's part.
        first = _plus(lines[0].amounts, _total(extras, currency))
        return {line.id: first if line is lines[0] else line.amounts for line in lines}
    shares = zip(
        takers, _spread(net, nets), _spread(vat, vats if any(each.amount for each in vats) else nets), strict=True
    )
    nothing = zero(currency)
    borne = {line.id: Amounts(net=nothing, vat=nothing, gross=nothing) for line in givers}
    for line, of_net, of_vat in shares:
        borne[line.id] = _plus(line.amounts, Amounts(net=of_net, vat=of_vat, gross=add(of_net, of_vat)))
    return borne


def _spread(money: Money, weights: Sequence[Money]) -> tuple[Money, ...]:
    numbers = [weight.amount for weight in weights]
    if not any(numbers):
        numbers = [payable(1, money.currency.code).amount] * len(numbers)
    if is_zero(money):
        return tuple(money for _ in numbers)
    return allocate(money, numbers)


def _plus(one: Amounts, other: Amounts) -> Amounts:
    return Amounts(net=add(one.net, other.net), vat=add(one.vat, other.vat), gross=add(one.gross, other.gross))


def _total(rows: Sequence[Amounts], currency: str) -> Amounts:
    nothing = zero(currency)
    whole = Amounts(net=nothing, vat=nothing, gross=nothing)
    for row in rows:
        whole = _plus(whole, row)
    return whole
