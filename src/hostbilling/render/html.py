"""Documents and pages as HTML: one self-contained string, no script, readable on paper."""

from collections.abc import Iterable

from ..documents import Invoice, Line, Proforma, RateTotal
from ..money import Money
from ..parties import Customer, Seller
from .escaping import said

_STYLE = """
body { font: 15px/1.45 system-ui, sans-serif; color: #111827; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-top: 2.2rem; } h3 { font-size: 1rem; }
table { border-collapse: collapse; width: 100%; margin: .6rem 0; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid #e5e7eb; vertical-align: top; }
th.n, td.n { text-align: right; white-space: nowrap; }
td.d { white-space: nowrap; }
tr.sum td { font-weight: 600; border-top: 2px solid #111827; }
.document { border: 1px solid #d1d5db; border-radius: 6px; padding: 1rem 1.4rem; margin: 1rem 0; break-inside: avoid; }
.parties { display: grid; grid-template-columns: 1fr 1fr; gap: 1.5rem; }
.note { color: #4b5563; font-size: .9rem; } svg { max-width: 100%; height: auto; }
details > summary { cursor: pointer; }
"""


def page(title: str, body: str) -> str:
    """Return a whole HTML page around a body that is HTML already."""
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{said(title)}</title><style>{_STYLE}</style></head><body>{body}</body></html>\n"
    )


def document_html(document: Proforma | Invoice) -> str:
    """Return an issued document as an HTML section, with the reasons for its VAT under each line."""
    content = document.content
    name, facts_of, notes = _described(document)
    facts = "".join(f"<tr><th>{said(label)}</th><td>{said(str(value))}</td></tr>" for label, value in facts_of)
    return (
        f'<section class="document" id="{said(document.number)}"><h3>{name} {said(document.number)}</h3>'
        f'<div class="parties">{_party("From", content.seller)}{_party("To", content.customer)}</div>'
        f"<table>{facts}</table>{_lines(content.lines)}{_totals(content.totals.by_rate, content.totals.amounts.gross)}"
        f"{''.join(f'<p class=note>{said(note)}</p>' for note in notes)}{_reasons(content.lines)}</section>"
    )


def _described(document: Proforma | Invoice) -> tuple[str, list[tuple[str, object]], list[str]]:
    issued = ("Issued", document.issued_on)
    match document:
        case Proforma(content=content):
            facts: list[tuple[str, object]] = [issued, ("Payable until", content.due_on)]
            return "Proforma", facts, ["This is a call for payment, not a tax document."]
        case Invoice(content=content):
            facts = [
                issued,
                ("Supplied", content.supplied_on),
                ("Due", document.due_on),
                ("Paid for proforma", content.proforma_number),
            ]
            return "Invoice", facts, ["Paid. This invoice confirms the payment.", *map(str, document.notes)]


def money_text(money: Money) -> str:
    """Return an amount with its currency code, thousands parted by commas."""
    return f"{money.amount:,} {money.currency.code}"


def _party(label: str, party: Seller | Customer) -> str:
    vat_id = f"<br>VAT id {said(party.vat_id.number)}" if party.vat_id else ""
    who = f"{said(party.name)}<br>{said(str(party.address))}{vat_id}"
    return f'<div><span class="note">{label}</span><br>{who}</div>'


def _lines(lines: Iterable[Line]) -> str:
    rows = "".join(
        f"<tr><td>{said(line.description)}</td><td>{said(str(line.period))}</td>"
        f'<td class="n">{money_text(line.amounts.net)}</td><td class="n">{_rate(line)}</td>'
        f'<td class="n">{money_text(line.amounts.gross)}</td></tr>'
        for line in lines
    )
    head = (
        '<tr><th>Service</th><th>Period</th><th class="n">Net</th><th class="n">VAT</th><th class="n">Gross</th></tr>'
    )
    return f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"


def _rate(line: Line) -> str:
    return (
        _treatment(line.vat.treatment.value) if line.vat.rate is None else f"{line.vat.rate} % {line.vat.place or ''}"
    )


def _treatment(name: str) -> str:
    return name.replace("_", " ")


def _totals(rows: Iterable[RateTotal], gross: Money) -> str:
    body = "".join(
        f"<tr><td>{said(_treatment(row.treatment.value))}{'' if row.rate is None else f', {row.rate} %'}"
        f" ({said(row.place or 'no place')})</td>"
        f'<td class="n">{money_text(row.amounts.net)}</td><td class="n">{money_text(row.amounts.vat)}</td>'
        f'<td class="n">{money_text(row.amounts.gross)}</td></tr>'
        for row in rows
    )
    head = '<tr><th>VAT</th><th class="n">Net</th><th class="n">VAT</th><th class="n">Gross</th></tr>'
    total = f'<tr class="sum"><td>Total</td><td></td><td></td><td class="n">{money_text(gross)}</td></tr>'
    return f"<table><thead>{head}</thead><tbody>{body}{total}</tbody></table>"


def _reasons(lines: Iterable[Line]) -> str:
    texts = dict.fromkeys(line.vat.explain() for line in lines)
    paragraphs = "".join(f"<p>{said(text).replace(chr(10), '<br>')}</p>" for text in texts)
    return f'<details class="note"><summary>Why this VAT</summary>{paragraphs}</details>'
