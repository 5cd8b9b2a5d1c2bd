"""Drafts of credit notes that never give back more than is left, at the invoice's rates and tax point.

Amounts are parted among lines in proportion to what is left of them; VAT of a category is worked out once, then held
within what is left of it. However many notes there are, the last one empties every line to the cent.
"""

from collections.abc import Iterable, Sequence

from attrs import evolve

from ..errors import Fault, InvalidInput, check_type, each_of, impossible, refuse
from ..money import (
    Amounts,
    Money,
    Rounding,
    add,
    allocate,
    at_least,
    greatest,
    is_zero,
    least,
    net_from_gross,
    payable,
    subtract,
    total,
    zero,
)
from .credit_notes import CreditNote, DraftCreditNote, Extent
from .creditable import Creditable, creditable, unknown_line
from .lines import Line, VatKey, vat_key
from .models import Invoice
from .national import national_part
from .units import ONE


def credit_in_full(invoice: Invoice, *, reason: str, notes: Iterable[CreditNote] = (), id: str = "") -> DraftCreditNote:  # noqa: A002
    """Return the draft that gives back all that is left; with the earlier `notes` it nets the invoice to zero.

    `id` is the host's own id of the credit, the invoice's when not given.
    Raises `Impossible` when nothing is left.
    """
    left = creditable(invoice, notes=notes)
    open_ = [_line(each, each.left) for each in left if not _is_nothing(each.left)]
    return _draft(invoice, open_, left, reason=reason, extent=Extent.FULL, id=id)


def credit_lines(
    invoice: Invoice,
    line_ids: Sequence[str],
    *,
    reason: str,
    notes: Iterable[CreditNote] = (),
    id: str = "",  # noqa: A002
) -> DraftCreditNote:
    """Return the draft that gives back what is left of some lines.

    Raises `NotFound` for a line the invoice does not have, `Impossible` when nothing is left of one.
    """
    left = creditable(invoice, notes=notes)
    chosen = _chosen(invoice, left, line_ids)
    for each in chosen:
        if _is_nothing(each.left):
            raise impossible(
                "credit.nothing_left", "line_ids", each.line.id, "was given back already", "leave that line out"
            )
    lines = [_line(each, each.left) for each in chosen]
    return _draft(invoice, lines, left, reason=reason, extent=Extent.LINES, id=id)


def credit_amount(
    invoice: Invoice,
    gross: Money,
    *,
    reason: str,
    rounding: Rounding,
    line_ids: Sequence[str] | None = None,
    notes: Iterable[CreditNote] = (),
    id: str = "",  # noqa: A002
) -> DraftCreditNote:
    """Return the draft that gives back an amount, VAT included, of all lines or of some.

    Raises `InvalidInput` for nothing or less, `Impossible` for more than is left.
    """
    refuse(check_type("gross", gross, Money), check_type("rounding", rounding, Rounding))
    asked = payable(gross)
    if asked.amount <= 0:
        raise InvalidInput(Fault("credit.amount", "gross", gross, "is not above zero", "give what to pay back"))
    left = creditable(invoice, notes=notes)
    currency = invoice.content.currency
    if asked.currency.code != currency:
        refuse(Fault("credit.currency", "gross", gross, f"is not in {currency}", "give it in the invoice's currency"))
    chosen = [
        each for each in (left if line_ids is None else _chosen(invoice, left, line_ids)) if each.left.gross.amount > 0
    ]
    bound = least(*(total([each.left.gross for each in some], currency=currency) for some in (left, chosen)))
    if not at_least(bound, asked):
        raise impossible(
            "credit.above_invoice", "gross", asked, f"is more than the {bound} that is left", "ask for less"
        )
    parts = dict(
        zip(
            (each.line.id for each in chosen), allocate(asked, [each.left.gross.amount for each in chosen]), strict=True
        )
    )
    lines: dict[str, Line] = {}
    for group in _categories(chosen):
        for each, amounts in zip(group, _taxed(group, [parts[x.line.id] for x in group], rounding), strict=True):
            lines[each.line.id] = _line(each, amounts)
    credited = [lines[each.line.id] for each in chosen if not _is_nothing(lines[each.line.id].amounts)]
    return _draft(invoice, credited, left, reason=reason, extent=Extent.AMOUNT, id=id)


def _chosen(invoice: Invoice, left: Sequence[Creditable], line_ids: Sequence[str]) -> list[Creditable]:
    by_id = {each.line.id: each for each in left}
    named = each_of("line_ids", line_ids, str)
    if not named:
        refuse(Fault("credit.no_line", "line_ids", line_ids, "names no line", "name one, or give all of it back"))
    for line_id in named:
        if line_id not in by_id:
            raise unknown_line(line_id, invoice)
    return [by_id[line_id] for line_id in dict.fromkeys(named)]


def _categories(chosen: Iterable[Creditable]) -> list[list[Creditable]]:
    groups: dict[VatKey, list[Creditable]] = {}
    for each in chosen:
        groups.setdefault(vat_key(each.line.vat), []).append(each)
    return list(groups.values())


def _taxed(group: Sequence[Creditable], parts: Sequence[Money], rounding: Rounding) -> list[Amounts]:
    """Return the parts of one category with their VAT: the rate's, held within what is left of each line."""
    currency = parts[0].currency.code
    nothing, rate = zero(currency), group[0].line.vat.rate
    lows = [greatest(nothing, subtract(part, each.left.net)) for each, part in zip(group, parts, strict=True)]
    highs = [least(part, each.left.vat) for each, part in zip(group, parts, strict=True)]
    whole = total(parts, currency=currency)
    wanted = nothing if rate is None else net_from_gross(whole, rate=rate, rounding=rounding).vat
    vat = least(greatest(wanted, total(lows, currency=currency)), total(highs, currency=currency))
    shares = [nothing] * len(parts) if is_zero(whole) else list(allocate(vat, [part.amount for part in parts]))
    held = [least(greatest(share, low), high) for share, low, high in zip(shares, lows, highs, strict=True)]
    held = _evened(held, lows, highs, subtract(vat, total(held, currency=currency)))
    return [Amounts(net=subtract(part, vat), vat=vat, gross=part) for part, vat in zip(parts, held, strict=True)]


def _evened(held: list[Money], lows: list[Money], highs: list[Money], missing: Money) -> list[Money]:
    """Return the shares with what is missing (or too much, below zero) taken where there is room, in their order."""
    found: list[Money] = []
    for share, low, high in zip(held, lows, highs, strict=True):
        step = least(greatest(missing, subtract(low, share)), subtract(high, share))
        found.append(add(share, step))
        missing = subtract(missing, step)
    return found


def _is_nothing(amounts: Amounts) -> bool:
    return is_zero(amounts.net) and is_zero(amounts.vat)


def _line(each: Creditable, amounts: Amounts) -> Line:
    """The line as credited: with its price and quantity if nothing of it is missing."""
    if amounts == each.line.amounts:
        return each.line
    return evolve(each.line, amounts=amounts, quantity=1, unit=ONE, unit_price=None, adjustments=())


def _draft(
    invoice: Invoice,
    lines: list[Line],
    left: Sequence[Creditable],
    *,
    reason: str,
    extent: Extent,
    id: str,  # noqa: A002
) -> DraftCreditNote:
    if not lines:
        raise impossible(
            "credit.nothing_left", "invoice", invoice.number, "was given back already", "check its credit notes"
        )
    content = invoice.content
    open_ = total([each.left.vat for each in left], currency=content.currency)
    credited = total([line.amounts.vat for line in lines], currency=content.currency)
    before = subtract(content.totals.amounts.vat, open_)
    return DraftCreditNote(
        demand_id=id or content.demand_id,
        seller=content.seller,
        customer=content.customer,
        currency=content.currency,
        lines=lines,
        particulars=content.particulars,
        cut_over=content.cut_over,
        rounding=content.rounding,
        national_vat=national_part(content, before=before, credited=credited),
        invoice_number=invoice.number,
        invoice_issued_on=invoice.issued_on,
        supplied_on=content.supplied_on,
        reason=reason,
        extent=extent,
    )
