"""Documents as plain text, for mail and for a terminal: the same words as the HTML, in lines of a given width."""

from collections.abc import Iterator
from textwrap import wrap

from ..documents import Document
from ..errors import check_count, refuse
from ..i18n import labelled
from .view import Row, Sum, Table, View
from .viewing import view

_INDENT = "  "
_NARROWEST = 30


def document_text(document: Document, *, language: str | None = None, width: int = 78) -> str:
    """Return an issued document as plain text, in the buyer's language or in another; ends with a newline.

    A `width` below 30 is taken as 30. Words that are longer than a line are broken.
    """
    refuse(check_count("width", width))
    shown = view(document, language=language)
    return "\n".join(_lines(shown, max(width, _NARROWEST))).rstrip() + "\n"


def _lines(shown: View, width: int) -> Iterator[str]:
    title = wrap(f"{shown.name} {shown.number}", width)
    yield from title
    yield "=" * max(map(len, title))
    for label, party in shown.parties:
        yield from (
            "",
            labelled(label, "", shown.language).rstrip(),
            *(part for line in party for part in _indented(line, width)),
        )
    yield ""
    for label, value in shown.facts:
        yield from wrap(labelled(label, value, shown.language), width, subsequent_indent=_INDENT)
    for table in shown.tables:
        yield from _table(table, width, shown.language)
    yield ""
    yield from _sums(shown.sums, width)
    for note in shown.notes:
        yield from ("", *wrap(note, width))
    if shown.signature:
        yield from ("", "", "_" * _NARROWEST, shown.signature)
    if shown.foot:
        yield from ("", *(part for line in shown.foot for part in wrap(line, width)))


def _table(table: Table, width: int, language: str) -> Iterator[str]:
    yield from ("", table.caption, "-" * len(table.caption))
    for row in table.rows:
        yield from _row(row, table, width, language)


def _row(row: Row, table: Table, width: int, language: str) -> Iterator[str]:
    yield from wrap(row.cells[0], width)
    for detail in row.details:
        yield from _indented(detail, width)
    others = zip(table.columns[1:], row.cells[1:], strict=True)
    pairs = [labelled(column.label, cell, language) for column, cell in others if cell]
    yield from _indented("; ".join(pairs), width)


def _indented(text: str, width: int) -> list[str]:
    return wrap(text, width, initial_indent=_INDENT, subsequent_indent=_INDENT)


def _sums(sums: tuple[Sum, ...], width: int) -> Iterator[str]:
    right = max((len(each.value) for each in sums), default=0)
    for each in sums:
        *above, last = wrap(each.label, max(width - right - 2, 1)) or [""]
        yield from above
        yield f"{last.ljust(width - right - 2)}  {each.value.rjust(right)}"
