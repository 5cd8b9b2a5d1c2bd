"""What reminding a late debtor and collecting from it may cost at most.

Where no rule on reminders was read, a consumer is charged nothing, for charging too little can be made good: a seller
that read the law gives a row of its own. Of others what the seller asks is left as it is, with a finding.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from attrs import frozen

from ..decision import ReasonCode, warning
from ..demands import Demand
from ..errors import Fault, check_count, check_date, check_type, refuse
from ..money import Money, Rounding, add, greatest, is_negative, is_zero, least, payable, zero
from ..parties import CustomerKind, country_code
from .fees import Fee, by_size
from .principal import open_principal
from .reminder_law import ReminderRow
from .reminders import doubts, reminder_row

NO_CAP = ReasonCode("reminder.no_cap", "No rule was read on what a reminder may cost in {country}.")
NO_COSTS = ReasonCode("reminder.no_costs", "No rule was read on what collecting may cost in {country}.")
UNREAD = ReasonCode(
    "reminder.unread", "No rule was read on what a reminder may cost a consumer in {country}: nothing is charged."
)
WITHIN = ReasonCode("reminder.within", "{row}: {amount} of {wanted} asked for.")
COSTS = ReasonCode("reminder.costs", "{row}: {amount} for collecting {principal}.")
FREE = ReasonCode("reminder.free", "{row}: nothing, because {why}.")


@frozen(kw_only=True)
class Reminder:
    """One reminder of a debt: which it is, counted from 1, and what went before.

    `last_on` is the day of the one before, `charged` how many were charged for this debt. Where payments recur,
    `due_day` counts the due days of this year that had to be reminded of, this one included; None for a single one.
    `agreed` says whether the contract provides for the fee, `costs_from` on which day the time of the first reminder is
    over (`FreePeriod.costs_from`), which counts where the law prescribes such a time.
    """

    number: int
    on: date
    last_on: date | None = None
    charged: int = 0
    due_day: int | None = None
    agreed: bool = False
    costs_from: date | None = None

    def __attrs_post_init__(self) -> None:
        refuse(
            check_count("reminder.number", self.number, least=1),
            check_date("reminder.on", self.on),
            check_date("reminder.last_on", self.last_on) if self.last_on is not None else None,
            check_date("reminder.costs_from", self.costs_from) if self.costs_from is not None else None,
            check_count("reminder.charged", self.charged),
            check_count("reminder.due_day", self.due_day, least=1) if self.due_day is not None else None,
        )
        refuse(self._check_order())

    def _check_order(self) -> Fault | None:
        if self.last_on is None or self.last_on <= self.on:
            return None
        return Fault("reminder.order", "reminder.last_on", self.last_on, f"is after the reminder of {self.on}",
                     "pass the day of the one before")  # fmt: skip


def reminder_fee(
    demand: Demand,
    wanted: Money,
    *,
    reminder: Reminder,
    country: str,
    customer: CustomerKind,
    postage: Money | None = None,
    charged: Collection[str] = (),
    overlay: tuple[ReminderRow, ...] = (),
) -> Fee:
    """Return what of a wanted fee a reminder may cost by law, once for each reminder of a debt.

    `wanted` and `postage` are zero or more; the postage is lost where the law allows none besides. Where no rule was
    read a consumer is charged nothing, unless a row of `overlay` says what may be. Raises `Impossible`
    for a call, and `InvalidInput` for negative amounts or a currency other than the law's.
    """
    refuse(check_type("reminder", reminder, Reminder))
    open_principal(demand)
    ask, post = payable(wanted), payable(postage or zero(wanted.currency.code))
    refuse(_negative("wanted", ask), _negative("postage", post))
    key = f"{demand.id}/reminder {reminder.number}/fee"
    row = reminder_row(country, customer=customer, on=reminder.on, overlay=overlay)
    if key in charged:
        return Fee(key=key, amount=zero(ask.currency.code), reasons=(FREE(row=key, why="it was charged before"),))
    if row is None or (row.most is None and not row.costs):
        return _unread(key, add(ask, post), country, customer)
    findings = doubts(row, reminder.on)
    why = _why_free(row, reminder)
    if why is not None:
        return Fee(
            key=key, amount=zero(ask.currency.code), reasons=(row.cited(FREE, row=row.id, why=why),), findings=findings
        )
    amount = ask if row.most is None else least(ask, row.most)
    amount = add(amount, post) if row.plus_postage else amount
    reason = row.cited(WITHIN, row=row.id, amount=str(amount), wanted=str(add(ask, post)))
    return Fee(key=key, amount=amount, reasons=(reason,), findings=findings)


def _unread(key: str, wanted: Money, country: str, customer: CustomerKind) -> Fee:
    spared = customer is CustomerKind.CONSUMER
    finding = warning((UNREAD if spared else NO_CAP)(country=country_code(country)))
    amount = zero(wanted.currency.code) if spared else wanted
    return Fee(key=key, amount=amount, reasons=(finding.reason,), findings=(finding,))


def _why_free(row: ReminderRow, reminder: Reminder) -> str | None:
    if row.if_agreed and not reminder.agreed:
        return "the contract does not provide for it"
    if row.most is None:
        return "it is part of the costs of collecting"
    if is_zero(row.most) and not row.plus_postage:
        return row.says
    if row.first_free and reminder.number == 1:
        return "a first reminder is free"
    if row.free_days is not None and reminder.costs_from is None:
        return "it is not known when the time of the first reminder is over"
    if row.free_days is not None and reminder.costs_from is not None and reminder.on < reminder.costs_from:
        return f"the time of the first reminder ends only before {reminder.costs_from}"
    if reminder.due_day is not None and reminder.due_day <= row.free_a_year:
        return f"the reminders of {row.free_a_year} due days a year are free"
    if row.times is not None and reminder.charged >= row.times:
        return f"{row.times} were charged already"
    if reminder.last_on is not None and (reminder.on - reminder.last_on).days < row.apart:
        return f"the one before is less than {row.apart} days old"
    return None


def collection_costs(
    demand: Demand,
    *,
    country: str,
    customer: CustomerKind,
    on: date,
    costs_from: date | None,
    rounding: Rounding,
    agreed: bool = False,
    charged: Collection[str] = (),
    besides: Iterable[str] = (),
    overlay: tuple[ReminderRow, ...] = (),
) -> Fee:
    """Return what collecting a debt may cost in all, once for a debt, after the time of the first reminder.

    `costs_from` is that of `free_period`, None when no reminder was sent. Without a rule nothing is granted: costs
    have to be proved then. Raises `Impossible` for a call.
    """
    whole = open_principal(demand, besides=besides)
    key = f"{demand.id}/collection"
    row = reminder_row(country, customer=customer, on=on, overlay=overlay)
    nothing = zero(whole.currency.code)
    if row is None or not row.costs:
        return Fee(key=key, amount=nothing, reasons=(NO_COSTS(country=country_code(country)),))
    findings = doubts(row, on)
    why = next(_why_no_costs(row, whole, on=on, costs_from=costs_from, agreed=agreed, again=key in charged), None)
    if why is not None:
        return Fee(key=key, amount=nothing, reasons=(row.cited(FREE, row=row.id, why=why),), findings=findings)
    amount = greatest(
        by_size(row.costs, whole, currency=row.currency, rounding=rounding), payable(row.costs_least, row.currency)
    )
    amount = amount if row.costs_most is None else least(amount, payable(row.costs_most, row.currency))
    reason = row.cited(COSTS, row=row.id, amount=str(amount), principal=str(whole))
    return Fee(key=key, amount=amount, reasons=(reason,), findings=findings)


def _why_no_costs(
    row: ReminderRow, whole: Money, *, on: date, costs_from: date | None, agreed: bool, again: bool
) -> Iterator[str]:
    if again:
        yield "they were charged before"
    if is_zero(whole):
        yield "nothing is open"
    if row.if_agreed and not agreed:
        yield "the contract does not provide for them"
    if costs_from is None:
        yield "no first reminder was sent"
    elif on < costs_from:
        yield f"the time of the first reminder ends only before {costs_from}"


def _negative(name: str, money: Money) -> Fault | None:
    if not is_negative(money):
        return None
    return Fault("reminder.negative", name, str(money), "is below zero", "pass zero or more")
