"""The parts that all documents with prices share: lines, VAT by rate, sums, mentions."""

from collections.abc import Iterator
from datetime import date

from ..documents import (
    Content,
    DraftCreditNote,
    DraftInvoice,
    Line,
    LineKind,
    PaidBy,
    RateTotal,
    identity,
)
from ..i18n import Word, amount, country, day, labelled, percent, quantity, say, unit
from ..money import is_zero, negate, total
from ..periods import Period
from ..vat import Treatment, mention
from .view import Column, Row, Sum, Table

_TREATMENTS = {
    Treatment.STANDARD: Word.STANDARD,
    Treatment.REVERSE_CHARGE: Word.REVERSE_CHARGE,
    Treatment.EXEMPT_SMALL_BUSINESS: Word.EXEMPT_SMALL_BUSINESS,
    Treatment.OUTSIDE_SCOPE: Word.OUTSIDE_SCOPE,
    Treatment.NOT_A_SUPPLY: Word.NOT_A_SUPPLY,
}
_KINDS = {
    LineKind.SETUP: Word.SETUP,
    LineKind.CALL_OUT: Word.CALL_OUT,
    LineKind.USAGE: Word.USAGE,
    LineKind.FEE: Word.FEE,
}
_PAID = {
    PaidBy.PAYMENT: Word.PAID_PAYMENT,
    PaidBy.WALLET: Word.PAID_WALLET,
    PaidBy.DEPOSIT: Word.PAID_DEPOSIT,
    PaidBy.CREDIT_NOTE: Word.PAID_CREDIT_NOTE,
}


def period(value: Period, language: str) -> str:
    """Return a period by its first and last day."""
    first, last = _whole(day(value.start, language)), _whole(day(value.last_day, language))
    return first if value.days == 1 else f"{first}\N{NO-BREAK SPACE}\N{EN DASH} {last}"


def _whole(text: str) -> str:
    """Return text that no line break falls into."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def lines(content: Content, *, issued_on: date, language: str) -> Table:
    """Return the table of the lines."""
    with_vat = any(line.price_has_vat for line in content.lines)
    unit_price = Word.UNIT_PRICE_VAT if with_vat else Word.UNIT_PRICE
    text = [Word.DESCRIPTION, Word.PERIOD]
    numbers = [Word.QUANTITY, unit_price, Word.NET, Word.VAT, Word.GROSS]
    return Table(
        caption=say(Word.DESCRIPTION, language),
        columns=(
            *(Column(label=say(word, language)) for word in text),
            *(Column(label=say(word, language), numeric=True) for word in numbers),
        ),
        rows=tuple(_line(line, content, issued_on=issued_on, language=language) for line in content.lines),
    ).without_empty()


def _line(line: Line, content: Content, *, issued_on: date, language: str) -> Row:
    return Row(
        cells=(
            say(Word.ADVANCE_FOR, language, what=line.description)
            if line.kind is LineKind.ADVANCE
            else line.description,
            period(line.period, language),
            _whole(f"{quantity(line.quantity, language)} {unit(line.unit, language)}"),
            "" if line.unit_price is None else amount(line.unit_price, language),
            amount(line.amounts.net, language),
            say(_TREATMENTS[line.vat.treatment], language)
            if line.vat.rate is None
            else percent(line.vat.rate, language),
            amount(line.amounts.gross, language),
        ),
        details=tuple(_details(line, content, issued_on=issued_on, language=language)),
    )


def _details(line: Line, content: Content, *, issued_on: date, language: str) -> Iterator[str]:
    if line.kind in _KINDS:
        yield say(_KINDS[line.kind], language)
    known = identity(line, cut_over=content.cut_over, document_date=issued_on)
    shown = [
        (Word.SERVER, known.server),
        (Word.EQUIPMENT, known.equipment_id),
        (Word.REFERENCE, known.reference),
        (Word.CONTRACT, known.contract_id),
        (Word.ORDER_LINE, line.order_line),
    ]
    named = [labelled(say(word, language), text, language) for word, text in shown if text]
    if named:
        yield " \N{MIDDLE DOT} ".join(named)
    for each in line.adjustments:
        word = Word.CHARGE if each.charge else Word.ALLOWANCE
        of = "" if each.percent is None else f" {percent(each.percent, language)}"
        yield labelled(f"{say(word, language)}{of} ({each.reason})", amount(each.effect, language), language)


def vat_table(content: Content, language: str) -> Table:
    """Return the table of VAT by category and rate."""
    columns = [Word.VAT, Word.NET, Word.VAT, Word.GROSS]
    return Table(
        caption=say(Word.VAT_SUMMARY, language),
        columns=tuple(Column(label=say(word, language), numeric=place > 0) for place, word in enumerate(columns)),
        rows=tuple(
            Row(
                cells=(
                    _rate(row, language),
                    amount(row.amounts.net, language),
                    amount(row.amounts.vat, language),
                    amount(row.amounts.gross, language),
                )
            )
            for row in content.totals.by_rate
        ),
    )


def _rate(row: RateTotal, language: str) -> str:
    where = f" ({country(row.place, language)})" if row.place else ""
    what = say(_TREATMENTS[row.treatment], language) if row.rate is None else percent(row.rate, language)
    return f"{what}{where}"


def sums(content: Content, language: str) -> tuple[Sum, ...]:
    """Return the sums: of the lines where something changes it, in all, what was paid, what is left to pay."""
    return tuple(_sums(content, language))


def _sums(content: Content, language: str) -> Iterator[Sum]:
    found = content.totals
    if content.adjustments:
        yield Sum(label=say(Word.SUM_OF_LINES, language), value=amount(found.lines, language))
        yield from _adjustments(content, language)
    yield Sum(label=say(Word.NET, language), value=amount(found.amounts.net, language))
    yield Sum(label=say(Word.VAT, language), value=amount(found.amounts.vat, language))
    if content.national_vat is not None:
        money = content.national_vat.amount
        yield Sum(label=say(Word.VAT_IN, language, currency=money.currency.code), value=amount(money, language))
    gives_back = isinstance(content, DraftCreditNote) and not content.is_advance
    final = Word.CREDITED if gives_back else Word.TOTAL
    yield Sum(label=say(final, language), value=amount(found.amounts.gross, language), strong=True)
    for paid in content.prepaid:
        yield Sum(
            label=_named(say(_PAID[paid.by], language), "" if paid.by is PaidBy.WALLET else paid.reference),
            value=amount(negate(paid.amount), language),
        )
    if not is_zero(found.cash_rounding):
        yield Sum(label=say(Word.ROUNDING, language), value=amount(found.cash_rounding, language))
    if isinstance(content, DraftInvoice):
        yield Sum(label=say(Word.TO_PAY, language), value=amount(content.to_pay, language), strong=True)
    elif content.prepaid or not is_zero(found.cash_rounding):
        yield Sum(label=say(Word.TO_PAY, language), value=amount(found.payable, language), strong=True)


def _adjustments(content: Content, language: str) -> Iterator[Sum]:
    """Yield what the whole document had taken off or put on, the parts of one together."""
    for charge, reason in dict.fromkeys((each.charge, each.reason) for each in content.adjustments):
        parts = [each.amounts.net for each in content.adjustments if (each.charge, each.reason) == (charge, reason)]
        word = Word.CHARGE if charge else Word.ALLOWANCE
        whole = total(parts, currency=content.currency)
        yield Sum(label=_named(say(word, language), reason), value=amount(whole, language))


def _named(label: str, more: str) -> str:
    return f"{label} ({more})" if more else label


def mentions(content: Content, *, issued_on: date, language: str) -> tuple[str, ...]:
    """Return what has to be said about VAT, each once, in the buyer's language where it is known."""
    state = content.seller.address.country
    found = (mention(line.vat, language=language, seller_country=state, on=issued_on) for line in content.lines)
    return tuple(dict.fromkeys(each.text for each in found if each is not None))


def cents(content: Content, language: str) -> tuple[str, ...]:
    """Return a sentence for each rate whose cents cannot meet."""
    apart = {(facts["rate"], facts["place"]) for facts in (dict(each.reason.facts) for each in content.totals.findings)}
    return tuple(
        say(Word.NOTE_CENTS, language, rate=percent(row.rate, language))
        for row in content.totals.by_rate
        if row.rate is not None and (row.rate, row.place or "-") in apart
    )


def explanation(content: Content) -> tuple[str, ...]:
    """Return why VAT is as it is on the lines, each text once."""
    return tuple(dict.fromkeys(line.vat.explain() for line in content.lines if line.vat.explain()))
