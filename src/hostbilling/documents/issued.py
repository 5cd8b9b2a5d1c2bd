"""What an issued document adds to its draft: a number, a date, and that nothing in it changes any more."""

from datetime import date

from attrs import frozen

from ..errors import check_date, check_declared, check_text, impossible, refuse


def refuse_past(field: str, issued_on: date, *, last: date, what: str) -> None:
    """Raise `Impossible` for a document that is issued after its last day."""
    refuse(check_date(field, issued_on))
    if issued_on > last:
        raise impossible("document.past", field, issued_on, f"is after {what}, {last}",
                         f"draft it anew with a later {what}")  # fmt: skip


@frozen(kw_only=True)
class Issued:
    """Base of every issued document."""

    number: str
    issued_on: date

    def __attrs_post_init__(self) -> None:
        name = type(self).__name__.lower()
        refuse(check_text(f"{name}.number", self.number), *check_declared(name, self))
