"""What an account must be shown now: asked at sign-in, answered from the account alone.

In the order in which a page should show them: what stops the account first, what only deserves a line last.
"""

from collections.abc import Iterator
from datetime import date
from enum import Enum

from attrs import frozen

from ..decision import Reason, ReasonCode
from ..demands import Instrument
from ..errors import check_date, check_type, refuse
from ..money import Money, is_negative, is_zero
from ..renewal import AccountState, sign_in
from ..services import ServiceState
from .account import Account
from .pending_charges import PendingCharge, pending_charges


class Shown(Enum):
    """What it is about, and so which page or banner."""

    REACTIVATION = "reactivation"
    """The account was cancelled: offer the way back."""
    PENDING_CHARGE = "pending_charge"
    """A charge was refused: review the card, then apply the charge."""
    WALLET_BELOW_ZERO = "wallet_below_zero"
    """Money went back that had been spent."""
    SUSPENDED = "suspended"
    WAITING_FOR_PAYMENT = "waiting_for_payment"
    """An order or a renewal is validated once the money is here."""
    OVERDUE = "overdue"
    INSTRUMENT_ENDS = "instrument_ends"
    """A card or a mandate ends before what renews with it."""
    INSTRUMENT_MISSING = "instrument_missing"
    """Nothing is on file to charge for what renews by itself."""


@frozen(kw_only=True)
class Prompt:
    """One thing to show: what, why, and on what it rests; `charge` where one can be applied."""

    shown: Shown
    reasons: tuple[Reason, ...]
    subject: str
    amount: Money | None = None
    charge: PendingCharge | None = None


CHARGE_REFUSED = ReasonCode("shown.charge_refused", "{amount} for {demand} could not be charged on {on}: {follow_up}.")
OWES = ReasonCode("shown.owes", "The wallet stands at {balance}: what comes in settles that first.")
OFF = ReasonCode("shown.off", "{service} is switched off since {since}.")
WAITS = ReasonCode("shown.waits", "{demand} waits for a payment of {amount} until {due}.")
LATE = ReasonCode("shown.late", "{demand} should have been paid by {due}: {amount} are missing.")
ENDS = ReasonCode("shown.ends", "{instrument} can be charged until {until}, and {service} renews on {on}.")
MISSING = ReasonCode("shown.missing", "Nothing is on file to charge, and {service} renews by itself on {on}.")


def shown_now(account: Account, *, on: date) -> tuple[Prompt, ...]:
    """Return what the owner of an account must be shown on a day, the most urgent first.

    An account all of whose services are gone is a cancelled one. An order is shown from its call
    on: run the plan after it. Empty when there is nothing to say.
    """
    refuse(check_type("account", account, Account), check_date("on", on))
    return (
        *_way_back(account, on=on),
        *_pending(account, on=on),
        *_debt(account),
        *_suspended(account),
        *_asked(account, on=on),
        *_ending(account, on=on),
    )


def _way_back(account: Account, *, on: date) -> Iterator[Prompt]:
    if account.services and all(service.is_gone for service in account.services):
        ends = [end for each in account.services if (end := each.coverage.end) is not None]
        found = sign_in(AccountState.CANCELLED_PAID, paid_until=max(ends, default=None), on=on)
        yield Prompt(shown=Shown.REACTIVATION, reasons=found.reasons, subject=account.id)


def _pending(account: Account, *, on: date) -> Iterator[Prompt]:
    for charge in pending_charges(account, on=on):
        said = CHARGE_REFUSED(
            amount=charge.amount, demand=charge.document or charge.demand_id, on=charge.last.on,
            follow_up=charge.then.value,
        )  # fmt: skip
        yield Prompt(
            shown=Shown.PENDING_CHARGE, reasons=(said,), subject=charge.demand_id, amount=charge.amount, charge=charge
        )


def _debt(account: Account) -> Iterator[Prompt]:
    balance = account.wallet.balance
    if is_negative(balance):
        yield Prompt(
            shown=Shown.WALLET_BELOW_ZERO, reasons=(OWES(balance=balance),), subject=account.id, amount=balance
        )


def _suspended(account: Account) -> Iterator[Prompt]:
    for service in account.services:
        if service.state is ServiceState.SUSPENDED and service.changed_on is not None:
            said = OFF(service=service.name, since=service.changed_on)
            yield Prompt(shown=Shown.SUSPENDED, reasons=(said,), subject=service.id)


def _asked(account: Account, *, on: date) -> Iterator[Prompt]:
    charged = {charge.demand_id for charge in pending_charges(account, on=on)}
    for demand in account.demands:
        if is_zero(demand.missing) or demand.document is None or demand.id in charged:
            continue
        late = demand.is_overdue(on)
        said = (LATE if late else WAITS)(demand=demand.document, due=demand.due_on, amount=demand.missing)
        shown = Shown.OVERDUE if late else Shown.WAITING_FOR_PAYMENT
        yield Prompt(shown=shown, reasons=(said,), subject=demand.id, amount=demand.missing)


def _ending(account: Account, *, on: date) -> Iterator[Prompt]:
    """What renews by itself and cannot be charged by then: its instrument will have ended, or none is there."""
    renewing = sorted(
        (end, service.id, service.name)
        for service in account.services
        if service.tacit and service.renews and (end := service.ends_on) >= on
    )
    last = _lasts_longest(account, on=on)
    if last is None and renewing:
        said = tuple(MISSING(service=name, on=end) for end, _, name in renewing)
        yield Prompt(shown=Shown.INSTRUMENT_MISSING, reasons=said, subject=account.id)
    if last is not None and (late := [each for each in renewing if last.charged_until < each[0]]):
        said = tuple(
            ENDS(instrument=last.label, until=last.charged_until, service=name, on=end) for end, _, name in late
        )
        yield Prompt(shown=Shown.INSTRUMENT_ENDS, reasons=said, subject=last.id)


def _lasts_longest(account: Account, *, on: date) -> Instrument | None:
    kept = [each for each in account.instruments if each.revoked_on is None or on < each.revoked_on]
    return max(kept, key=lambda each: each.charged_until, default=None)
