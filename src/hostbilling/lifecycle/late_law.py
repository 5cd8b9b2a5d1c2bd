"""What a seller knows and chooses of the law on late payment, beyond the tables that are shipped."""

from collections.abc import Iterable
from datetime import date

from attrs import field, frozen

from ..dunning import LateRow, LateTerms, ReminderRow, late_terms
from ..dunning.late_table import ROWS
from ..errors import Fault, check_type, refuse
from ..parties import CustomerKind


def _ids(value: Iterable[str]) -> frozenset[str]:
    return frozenset(value)


@frozen(kw_only=True)
class LateLaw:
    """The choices and rows of a seller for debts that are paid late.

    `options` are ids of rows the creditor chose where the law of a country leaves it a choice. `rows` on late payment
    and `reminders` on their costs are the seller's own, each with its source: they go before the shipped ones. A row
    on reminders is what lets a consumer be charged for one where no rule was read. Raises `InvalidInput` for an option
    that is no row.
    """

    options: frozenset[str] = field(default=frozenset[str](), converter=_ids)
    rows: tuple[LateRow, ...] = ()
    reminders: tuple[ReminderRow, ...] = ()

    def __attrs_post_init__(self) -> None:
        refuse(
            *(check_type("late_law.rows", row, LateRow) for row in self.rows),
            *(check_type("late_law.reminders", row, ReminderRow) for row in self.reminders),
        )
        known = {row.id for row in (*ROWS, *self.rows)}
        refuse(*(_unknown(option) for option in sorted(self.options - known)))

    def terms(self, country: str, *, customer: CustomerKind, on: date) -> LateTerms:
        """Return the rule for a debtor in a country on the day its debt falls due, by the option chosen there."""
        rows = [row for row in (*self.rows, *ROWS) if row.country == country and row.applies(customer, on=on)]
        option = next((row.id for row in rows if row.id in self.options), None)
        return late_terms(country, customer=customer, on=on, option=option, overlay=self.rows)


def _unknown(option: str) -> Fault:
    return Fault("late_law.option", "late_law.options", option, "is no row on late payment",
                 "use the id of a row of the table or of your own")  # fmt: skip


AS_SHIPPED = LateLaw()
"""No choice and no row besides those of the tables."""
