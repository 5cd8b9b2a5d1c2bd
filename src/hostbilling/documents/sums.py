"""Every equation that EN 16931 puts between the sums of a document, held to the last cent.

The official rules let a VAT base or a VAT amount be off by up to 1.00; these do not. A document of ours cannot break
them, except where prices include VAT or VAT was rounded by line; one that was loaded or changed by hand can.
"""

from collections.abc import Iterator

from ..decision import Finding, LegalRef, ReasonCode, Severity
from ..errors import check_type, refuse
from ..money import Money, Rounding, add, is_negative, is_zero, rounded, subtract, times, total
from .adjustments import DocumentAdjustment
from .contents import Content
from .lines import Line, vat_key
from .totals import RateTotal, Totals

UNEQUAL = ReasonCode(
    "documents.unequal", "{rule}: {what} is {found}, not {wanted}.", law=(LegalRef(citation="EN 16931-1"),)
)
NEGATIVE = ReasonCode("documents.negative", "{what} is {found}: give money back with a credit note.")
OVERPAID = ReasonCode(
    "documents.overpaid",
    "{prepaid} were paid before, more than the {gross} of the document: name what was used for it.",
)


def check_sums(content: Content) -> tuple[Finding, ...]:
    """Return a finding for every equation that does not hold, and the cents that cannot meet; none is all right."""
    refuse(check_type("content", content, Content))
    totals = content.totals
    return (*_totals(content, totals), *_by_rate(content, totals), *_lines(content), *totals.findings)


def _totals(content: Content, sums: Totals) -> Iterator[Finding]:
    net, vat, gross = sums.amounts.net, sums.amounts.vat, sums.amounts.gross
    currency = content.currency
    lines = total([line.amounts.net for line in content.lines], currency=currency)
    yield from _equal("BR-CO-10", "sum of lines", sums.lines, lines)
    yield from _equal("BR-CO-13", "net", net, add(subtract(sums.lines, sums.allowances), sums.charges))
    yield from _equal("BR-CO-14", "VAT", vat, total([row.amounts.vat for row in sums.by_rate], currency=currency))
    yield from _equal("BR-CO-15", "gross", gross, add(net, vat))
    yield from _equal("BR-CO-16", "amount to pay", sums.payable, add(subtract(gross, sums.prepaid), sums.cash_rounding))
    if is_negative(gross):
        yield Finding(reason=NEGATIVE(what="The sum", found=gross), severity=Severity.VIOLATION)
    elif is_negative(sums.payable):
        yield Finding(reason=OVERPAID(prepaid=sums.prepaid, gross=gross), severity=Severity.WARNING)


def _by_rate(content: Content, sums: Totals) -> Iterator[Finding]:
    for row in sums.by_rate:
        rows: list[Line | DocumentAdjustment] = [*content.lines, *content.adjustments]
        own = [each for each in rows if vat_key(each.vat) == (row.treatment, row.place, row.rate)]
        base = total([each.amounts.net for each in own], currency=content.currency)
        yield from _equal(f"BR-{row.code}-08", f"base of {_named(row)}", row.amounts.net, base)
        if not row.rate and not is_zero(row.amounts.vat):
            yield from _equal(f"BR-{row.code}-09", f"VAT of {_named(row)}", row.amounts.vat, subtract(base, base))


def _lines(content: Content) -> Iterator[Finding]:
    for line in content.lines:
        amount = _asked(line, content.rounding)
        if amount is not None:
            stands = line.amounts.gross if line.price_has_vat else line.amounts.net
            yield from _equal("R120", f"line {line.id}", stands, amount)


def _asked(line: Line, rounding: Rounding) -> Money | None:
    if line.unit_price is None:
        return None
    sold = rounded(times(line.unit_price, line.quantity), rounding=rounding)
    return add(sold, *(each.effect for each in line.adjustments))


def _equal(rule: str, what: str, found: Money, wanted: Money) -> Iterator[Finding]:
    if found != wanted:
        reason = UNEQUAL(rule=rule, what=what, found=found, wanted=wanted)
        yield Finding(reason=reason, severity=Severity.VIOLATION)


def _named(row: RateTotal) -> str:
    rate = "" if row.rate is None else f" {row.rate} %"
    return f"{row.treatment.value.replace('_', ' ')}{rate} ({row.place or '-'})"
