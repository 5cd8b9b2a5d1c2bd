"""`forecast`: the whole future of an account as a value, under an assumption.

It runs `plan` and `apply` over the coming days with a world in which every mail arrives and every act
succeeds, so what it says is what the nightly run would do, by construction.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from attrs import frozen

from ..demands import DeclineClass
from ..errors import Fault, check_date, refuse
from ..money import is_zero
from ..payments import Payment
from .account import Account
from .apply import apply
from .book import Book
from .facts import Fact, PaymentReceived
from .plan import plan
from .steps import (
    ApplyWallet,
    ChargeInstrument,
    DeleteService,
    IssueInvoice,
    IssueProforma,
    PurgeService,
    ReactivateService,
    SendNotice,
    Step,
    SuspendService,
)

_UNNUMBERED = "not issued yet"


@frozen(kw_only=True)
class NeverPays:
    """Nobody pays and every charge is refused."""


@frozen(kw_only=True)
class PaysOn:
    """The customer pays everything asked for on a day, and charges from then on go through."""

    day: date


@frozen(kw_only=True)
class CardDeclines:
    """The first `times` charges are refused for lack of funds, later ones go through; nobody pays by hand."""

    times: int


Assumption = NeverPays | PaysOn | CardDeclines
"""What the customer is assumed to do."""


@frozen(kw_only=True)
class Forecast:
    """The facts that would come true, in order, and the account after them."""

    facts: tuple[Fact, ...]
    account: Account

    def __str__(self) -> str:
        return "\n".join(f"{fact.on} {type(fact).__name__}" for fact in self.facts)


def forecast(account: Account, book: Book, *, on: date, assuming: Assumption, until: date) -> Forecast:
    """Return every coming fact from `on` up to, not including, `until`.

    Documents of the future carry no number; their places in the series are not reserved.
    """
    refuse(
        check_date("on", on),
        check_date("until", until),
        Fault("forecast.until", "until", until, f"is not after {on}", "give a later day") if until <= on else None,
    )
    facts: list[Fact] = []

    def happen(new: Iterable[Fact]) -> None:
        nonlocal account
        for fact in new:
            account = apply(account, fact)
            facts.append(fact)

    refusals = 0

    def accepted(day: date) -> bool:
        nonlocal refusals
        refusals += 1
        return _accepts(assuming, day=day, attempt=refusals)

    day = on
    while day < until:
        if isinstance(assuming, PaysOn) and day == assuming.day:
            happen(_payments(account, day=day))
        while steps := plan(account, book, on=day).steps:
            happen([_performed(step, accepted, day, len(facts)) for step in steps])
        day += timedelta(days=1)
    return Forecast(facts=tuple(facts), account=account)


def _accepts(assuming: Assumption, *, day: date, attempt: int) -> bool:
    match assuming:
        case NeverPays():
            return False
        case PaysOn(day=from_day):
            return day >= from_day
        case CardDeclines(times=times):
            return attempt > times


def _payments(account: Account, *, day: date) -> list[Fact]:
    return [
        PaymentReceived(
            payment=Payment(channel="forecast", external_id=demand.id, amount=demand.missing, received_on=day),
            demand_id=demand.id,
            on=day,
            known=day,
        )
        for demand in account.demands
        if not is_zero(demand.missing)
    ]


def _performed(step: Step, accepted: Callable[[date], bool], day: date, count: int) -> Fact:
    match step:
        case IssueProforma():
            return step.done(number=f"{_UNNUMBERED} {count}", known=day)
        case IssueInvoice():
            return step.done(number=f"{_UNNUMBERED} {count}", issued_on=step.draft.supplied_on, known=day)
        case ChargeInstrument() if accepted(day):
            payment = Payment(channel="forecast", external_id=step.key, amount=step.amount, received_on=day)
            return step.paid(payment, known=day)
        case ChargeInstrument():
            return step.declined(DeclineClass.INSUFFICIENT_FUNDS, known=day)
        case SendNotice() | ApplyWallet() | SuspendService() | ReactivateService() | DeleteService() | PurgeService():
            return step.done(known=day)
