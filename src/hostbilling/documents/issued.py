"""What an issued document adds to its draft: a number, a date, and that nothing in it changes any more."""

from datetime import date

from attrs import frozen

from ..errors import check_declared, check_text, refuse


@frozen(kw_only=True)
class Issued:
    """Base of every issued document."""

    number: str
    issued_on: date

    def __attrs_post_init__(self) -> None:
        name = type(self).__name__.lower()
        refuse(check_text(f"{name}.number", self.number), *check_declared(name, self))
