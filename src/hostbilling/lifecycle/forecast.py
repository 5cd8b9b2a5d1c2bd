"""`forecast`: the whole future of an account as a value, under an assumption.

It runs `plan` and `apply` over the coming days with a world in which every mail arrives and every act
succeeds, so what it says is what the nightly run would do, by construction.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from attrs import frozen

from ..demands import DeclineClass
from ..errors import Fault, check_date, check_type, refuse
from ..payments import Payment
from .account import Account
from .apply import apply
from .assumptions import Assumption, check_assumption
from .book import Book
from .facts import Fact
from .plan import plan
from .steps import (
    Blockage,
    ChargeInstrument,
    IssueCreditNote,
    IssueInvoice,
    IssueOrderConfirmation,
    IssueOrderForm,
    IssueProforma,
    IssueQuote,
    IssueReceipt,
    IssueTopUpReceipt,
    RefundPayment,
    Step,
)

_UNNUMBERED = "not issued yet"


@frozen(kw_only=True)
class Forecast:
    """The facts that would come true, in order, and the account after them.

    `steps` are what was planned on the way, each with its day and reasons; `blocked` what was held back, by day.
    """

    facts: tuple[Fact, ...]
    account: Account
    steps: tuple[Step, ...] = ()
    blocked: tuple[tuple[date, Blockage], ...] = ()

    def explain(self) -> str:
        """Return every step with its day and the reasons for it, one a line."""
        return "\n".join(
            f"{step.on} {type(step).__name__}: {' '.join(map(str, step.reasons))}".rstrip(": ") for step in self.steps
        )

    def __str__(self) -> str:
        return "\n".join(f"{fact.on} {type(fact).__name__}" for fact in self.facts)


def forecast(account: Account, book: Book, *, on: date, assuming: Assumption, until: date) -> Forecast:
    """Return every coming fact from `on` up to, not including, `until`.

    Documents of the future carry no number; their places in the series are not reserved.
    """
    refuse(
        check_type("account", account, Account),
        check_type("book", book, Book),
        check_date("on", on),
        check_date("until", until),
        check_assumption("assuming", assuming),
    )
    refuse(
        Fault("forecast.until", "until", until, f"is not after {on}", "give a later day") if until <= on else None,
    )
    facts: list[Fact] = []
    steps: list[Step] = []
    blocked: list[tuple[date, Blockage]] = []
    attempts = 0

    def happen(new: Iterable[Fact]) -> None:
        nonlocal account
        for fact in new:
            account = apply(account, fact)
            facts.append(fact)

    def accepted(day: date) -> bool:
        nonlocal attempts
        attempts += 1
        return assuming.accepts(day=day, attempt=attempts)

    day = on
    while day < until:
        happen(assuming.before_night(account, day))
        while True:
            planned = plan(account, book, on=day)
            if not planned.steps:
                blocked.extend((day, blockage) for blockage in planned.blocked)
                break
            steps.extend(planned.steps)
            numbered = enumerate(planned.steps, start=len(facts))
            happen([_performed(step, accepted, day, count) for count, step in numbered])
        day += timedelta(days=1)
    return Forecast(facts=tuple(facts), account=account, steps=tuple(steps), blocked=tuple(blocked))


def _performed(step: Step, accepted: Callable[[date], bool], day: date, count: int) -> Fact:
    match step:
        case IssueProforma() | IssueQuote() | IssueOrderForm() | IssueOrderConfirmation():
            return step.done(number=f"{_UNNUMBERED} {count}", known=day)
        case IssueInvoice():
            return step.done(number=f"{_UNNUMBERED} {count}", issued_on=step.draft.supplied_on, known=day)
        case IssueCreditNote() | IssueReceipt() | IssueTopUpReceipt():
            return step.done(number=f"{_UNNUMBERED} {count}", issued_on=day, known=day)
        case ChargeInstrument() if accepted(day):
            payment = Payment(channel="forecast", external_id=step.key, amount=step.amount, received_on=day)
            return step.paid(payment, known=day)
        case ChargeInstrument():
            return step.declined(DeclineClass.INSUFFICIENT_FUNDS, known=day)
        case RefundPayment():
            return step.done(external_id=step.key, known=day)
        case _:
            return step.done(known=day)
