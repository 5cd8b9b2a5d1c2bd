"""What a document shows, in the buyer's language and in the order of the page; HTML and plain text print it."""

from attrs import evolve, frozen


@frozen(kw_only=True)
class Column:
    """A column by its heading; numbers stand to the right."""

    label: str
    numeric: bool = False


@frozen(kw_only=True)
class Row:
    """The cells of a row, and what stands in small print under the first."""

    cells: tuple[str, ...]
    details: tuple[str, ...] = ()


@frozen(kw_only=True)
class Table:
    """A table with its heading, which is also its caption."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def without_empty(self) -> "Table":
        """Return the table without the columns in which no row has anything to say; the first always stays."""
        kept = [place for place in range(len(self.columns)) if not place or any(row.cells[place] for row in self.rows)]
        return evolve(
            self,
            columns=tuple(self.columns[place] for place in kept),
            rows=tuple(evolve(row, cells=tuple(row.cells[place] for place in kept)) for row in self.rows),
        )


@frozen(kw_only=True)
class Sum:
    """One of the sums under the tables; a `strong` one is what the reader looks for."""

    label: str
    value: str
    strong: bool = False


@frozen(kw_only=True)
class View:
    """A document, ready to be printed.

    `parties` are the lines of seller and customer, each under its label; `explanation` is why VAT is as it is, in
    English; `signature` is the label of a line to sign on, empty where there is none.
    """

    language: str
    name: str
    number: str
    parties: tuple[tuple[str, tuple[str, ...]], ...]
    facts: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    sums: tuple[Sum, ...] = ()
    notes: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()
    explanation: tuple[str, ...] = ()
    signature: str = ""
