"""The two dates of every fact."""

from datetime import date

from attrs import frozen

from ...errors import Fault, check_date, refuse


@frozen(kw_only=True)
class Dated:
    """`on`: when it took effect; `known`: when it was recorded, never before."""

    on: date
    known: date

    def __attrs_post_init__(self) -> None:
        refuse(check_date("fact.on", self.on), check_date("fact.known", self.known))
        refuse(
            Fault(
                "fact.future", "fact.on", self.on, f"is after it was known, {self.known}", "record it when it happened"
            )
            if self.on > self.known
            else None
        )
