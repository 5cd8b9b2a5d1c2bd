"""Documents and pages as HTML: one self-contained string, no script, readable on paper and by a screen reader."""

from ..documents import Document
from ..money import Money
from .escaping import said
from .view import Row, Sum, Table, View
from .viewing import view

_STYLE = """
body { font: 15px/1.45 system-ui, sans-serif; color: #111827; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-top: 2.2rem; } h3 { font-size: 1.15rem; margin: 0 0 .8rem; }
table { border-collapse: collapse; width: 100%; margin: .6rem 0; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid #e5e7eb; vertical-align: top; }
th.n, td.n { text-align: right; white-space: nowrap; }
td.d { white-space: nowrap; }
tr.sum td { font-weight: 600; border-top: 2px solid #111827; }
.note { color: #4b5563; font-size: .9rem; } svg { max-width: 100%; height: auto; }
details > summary { cursor: pointer; }
.document { border: 1px solid #d1d5db; border-radius: 6px; padding: 1.2rem 1.4rem; margin: 1rem 0; }
.document { overflow-wrap: break-word; }
.document address { font-style: normal; min-width: 0; }
.document td.n { white-space: normal; }
.document .wide { overflow-x: auto; position: relative; }
.document .wide:focus { outline: 2px solid #1d4ed8; }
.document .lines { font-size: .87rem; }
.document .lines th, .document .lines td { padding: .25rem .4rem; }
.document .lines th { overflow-wrap: normal; white-space: normal; }
.document .lines td:first-child:nth-last-child(n+6) { min-width: 11rem; }
.document .lines caption { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
.document caption { text-align: left; font-weight: 600; padding: .4rem 0; }
.document small { display: block; color: #4b5563; }
.parties { display: grid; grid-template-columns: 1fr 1fr; gap: 1.5rem; margin-bottom: .8rem; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1.2rem; margin: .6rem 0; }
.facts dt { color: #4b5563; } .facts dd { margin: 0; }
.sums { margin: .6rem 0 .6rem auto; width: auto; max-width: 100%; }
.sums th { font-weight: 400; } .sums tr.strong > * { font-weight: 700; border-top: 2px solid #111827; }
.sign { margin-top: 3.5rem; border-top: 1px solid #111827; width: 18rem; max-width: 100%; padding-top: .2rem; }
.foot { border-top: 1px solid #d1d5db; margin-top: 1.2rem; padding-top: .4rem; }
@media screen and (max-width: 40rem) {
.parties { grid-template-columns: 1fr; }
.document .lines, .document .lines tbody, .document .lines tr { display: block; }
.document .lines thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
.document .lines tr { border-bottom: 1px solid #e5e7eb; padding: .4rem 0; }
.document .lines td { display: flex; gap: 1rem; justify-content: space-between; border: 0; padding: .1rem 0; }
.document .lines td:first-child { display: block; } .document .lines td:empty { display: none; }
.document .lines td[data-label]::before { content: attr(data-label); color: #4b5563; }
.document .wide table { font-size: .85rem; } .document .wide th, .document .wide td { padding: .2rem .25rem; }
}
@page { size: A4; margin: 13mm 12mm; }
@media print {
body { font: 9pt/1.3 system-ui, sans-serif; margin: 0; padding: 0; max-width: none; }
h1 { font-size: 15pt; margin: 0 0 3mm; } .note { font-size: 8pt; } .parties { margin-bottom: 2mm; }
.facts { margin: 1mm 0; grid-template-columns: repeat(2, max-content 1fr); }
.document { border: 0; padding: 0; margin: 0; } .document + .document { break-before: page; }
.document .wide { overflow: visible; } .document th, .document td { padding: .5mm 1.5mm; }
.document .lines { font-size: 8pt; line-height: 1.2; } .document .lines small { font-size: 7pt; line-height: 1.15; }
.document .lines th, .document .lines td { padding: .4mm 1mm; }
.document .lines th:first-child:nth-last-child(n+6) ~ th { width: 1%; }
.document .wide + .wide { float: left; width: 57%; } .sums { float: right; max-width: 42%; } .sums ~ * { clear: both; }
thead { display: table-header-group; } tr, .parties, .sums, .sign { break-inside: avoid; }
details { display: none; }
}
"""

_STRONG = ' class="strong"'
_AS = {name: f' role="{name}"' for name in ("table", "rowgroup", "row", "columnheader", "cell")}
"""A table whose rows are laid out as blocks on a narrow screen is one to a screen reader only if it says so."""


def page(title: str, body: str, *, language: str = "en") -> str:
    """Return a whole HTML page around a body that is HTML already."""
    return (
        f'<!DOCTYPE html>\n<html lang="{said(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{said(title)}</title><style>{_STYLE}</style></head><body>{body}</body></html>\n"
    )


def document_page(document: Document, *, language: str | None = None) -> str:
    """Return an issued document as a whole page, to send or to print, in the buyer's language or in another."""
    shown = view(document, language=language)
    return page(f"{shown.name} {shown.number}", f"<main>{_section(shown, level=1)}</main>", language=shown.language)


def document_html(document: Document, *, language: str | None = None, explained: bool = True) -> str:
    """Return an issued document as a section of a page; `explained` adds the reasons for its VAT, in English."""
    return _section(view(document, language=language), level=3, explained=explained)


def money_text(money: Money) -> str:
    """Return an amount with its currency code, thousands parted by commas: for pages that are not a document."""
    return f"{money.amount:,} {money.currency.code}"


def _section(shown: View, *, level: int, explained: bool = False) -> str:
    number = said(shown.number)
    return "".join(
        [
            f'<section class="document" id="{number}" lang="{said(shown.language)}">',
            f"<h{level}>{said(shown.name)} {number}</h{level}>",
            f'<div class="parties">{"".join(_party(label, lines) for label, lines in shown.parties)}</div>',
            _facts(shown),
            *(_table(table, lines=place == 0) for place, table in enumerate(shown.tables)),
            _sums(shown.sums),
            *(f"<p>{said(note)}</p>" for note in shown.notes),
            f'<p class="sign">{said(shown.signature)}</p>' if shown.signature else "",
            _foot(shown),
            _why(shown) if explained else "",
            "</section>",
        ]
    )


def _party(label: str, lines: tuple[str, ...]) -> str:
    return f'<address><span class="note">{said(label)}</span><br>{"<br>".join(map(said, lines))}</address>'


def _facts(shown: View) -> str:
    rows = "".join(f"<dt>{said(label)}</dt><dd>{said(value)}</dd>" for label, value in shown.facts)
    return f'<dl class="facts">{rows}</dl>'


def _table(table: Table, *, lines: bool) -> str:
    classes = [' class="n"' if column.numeric else "" for column in table.columns]
    labels = [said(column.label) for column in table.columns]
    heads = "".join(
        f'<th scope="col"{_AS["columnheader"]}{kind}>{label}</th>' for label, kind in zip(labels, classes, strict=True)
    )
    rows = "".join(_row(row, classes, labels) for row in table.rows)
    caption = said(table.caption)
    kind = ' class="lines"' if lines else ""
    group, row = _AS["rowgroup"], _AS["row"]
    html = (
        f"<table{kind}{_AS['table']}><caption>{caption}</caption><thead{group}><tr{row}>{heads}</tr></thead>"
        f"<tbody{group}>{rows}</tbody></table>"
    )
    # Reached by the keyboard, since it may be wider than a narrow screen.
    return f'<div class="wide" role="region" tabindex="0" aria-label="{caption}">{html}</div>'


def _row(row: Row, classes: list[str], labels: list[str]) -> str:
    small = "".join(f"<small>{said(each)}</small>" for each in row.details)
    others = "".join(
        f'<td{kind}{_AS["cell"]} data-label="{label}">{said(cell)}</td>'
        for cell, kind, label in list(zip(row.cells, classes, labels, strict=True))[1:]
    )
    return f"<tr{_AS['row']}><td{_AS['cell']}>{said(row.cells[0])}{small}</td>{others}</tr>"


def _sums(sums: tuple[Sum, ...]) -> str:
    if not sums:
        return ""
    rows = "".join(
        f"<tr{_STRONG if each.strong else ''}>"
        f'<th scope="row">{said(each.label)}</th><td class="n">{said(each.value)}</td></tr>'
        for each in sums
    )
    return f'<table class="sums"><tbody>{rows}</tbody></table>'


def _foot(shown: View) -> str:
    return f'<p class="note foot">{"<br>".join(map(said, shown.foot))}</p>' if shown.foot else ""


def _why(shown: View) -> str:
    if not shown.explanation:
        return ""
    paragraphs = "".join(f"<p>{said(text).replace(chr(10), '<br>')}</p>" for text in shown.explanation)
    return f'<details class="note" lang="en"><summary>Why this VAT</summary>{paragraphs}</details>'
