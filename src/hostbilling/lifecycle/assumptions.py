"""What a forecast assumes of the customer. A host may write its own: anything with these two methods."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Protocol

from attrs import frozen

from ..errors import Fault, check_count, check_date, refuse
from ..money import is_zero, split
from ..payments import Payment
from .account import Account
from .facts import Fact, HoldPlaced, HoldReleased, PaymentReceived
from .holds import Hold


class Assumption(Protocol):
    """What comes in by itself, and what a card gateway answers."""

    def before_night(self, account: Account, day: date) -> Iterator[Fact]:
        """Yield the facts of a day that are known before its night runs."""
        ...

    def accepts(self, *, day: date, attempt: int) -> bool:
        """Tell whether a charge goes through; `attempt` counts the charges of the forecast from 1."""
        ...


def check_assumption(field: str, value: object) -> Fault | None:
    """Fault unless `value` has the two methods of an assumption."""
    methods = (getattr(value, name, None) for name in ("before_night", "accepts"))
    if not isinstance(value, type) and all(map(callable, methods)):
        return None
    return Fault("assumption.type", field, value, "assumes nothing", "pass NeverPays(), PaysOn(day=...) or your own")


class _Silent:
    """Nothing comes in."""

    def before_night(self, account: Account, day: date) -> Iterator[Fact]:
        """Yield nothing."""
        del account, day
        return iter(())

    def accepts(self, *, day: date, attempt: int) -> bool:
        """Refuse every charge."""
        del day, attempt
        return False


@frozen(kw_only=True)
class NeverPays(_Silent):
    """Nobody pays and every charge is refused."""


@frozen(kw_only=True)
class PaysOn(_Silent):
    """The customer pays everything asked for on a day, and charges from then on go through."""

    day: date

    def __attrs_post_init__(self) -> None:
        refuse(check_date("day", self.day))

    def before_night(self, account: Account, day: date) -> Iterator[Fact]:
        """Yield the payments, on the day."""
        if day == self.day:
            yield from _payments(account, day=day, parts=1)

    def accepts(self, *, day: date, attempt: int) -> bool:
        """Accept from the day on."""
        del attempt
        return day >= self.day


@frozen(kw_only=True)
class PaysHalfOn(_Silent):
    """The customer pays half of everything asked for on a day, and never the rest."""

    day: date

    def __attrs_post_init__(self) -> None:
        refuse(check_date("day", self.day))

    def before_night(self, account: Account, day: date) -> Iterator[Fact]:
        """Yield the payments, on the day."""
        if day == self.day:
            yield from _payments(account, day=day, parts=2)


@frozen(kw_only=True)
class CardDeclines(_Silent):
    """The first `times` charges are refused for lack of funds, later ones go through; nobody pays by hand."""

    times: int

    def __attrs_post_init__(self) -> None:
        refuse(check_count("times", self.times))

    def accepts(self, *, day: date, attempt: int) -> bool:
        """Accept after so many attempts."""
        del day
        return attempt > self.times


@frozen(kw_only=True)
class HeldBetween(_Silent):
    """A person holds everything adverse from `start` up to, not including, `until`; nobody pays."""

    start: date
    until: date

    def __attrs_post_init__(self) -> None:
        refuse(check_date("start", self.start), check_date("until", self.until))
        refuse(
            Fault("hold.until", "until", self.until, f"is not after {self.start}", "give a later day")
            if self.until <= self.start
            else None,
        )

    def before_night(self, account: Account, day: date) -> Iterator[Fact]:
        """Yield the hold on its first day, or the first that is forecast, and its release."""
        hold = Hold(id="forecast", why="assumed", until=self.until - timedelta(days=1))
        if self.start <= day < self.until and all(known.id != hold.id for known in account.holds):
            yield HoldPlaced(hold=hold, on=day, known=day)
        if day == self.until:
            yield HoldReleased(hold_id=hold.id, on=day, known=day)


def _payments(account: Account, *, day: date, parts: int) -> Iterator[Fact]:
    for demand in account.demands:
        if not is_zero(demand.missing):
            amount = split(demand.missing, parts)[0]
            payment = Payment(channel="forecast", external_id=f"{demand.id}, {day}", amount=amount, received_on=day)
            yield PaymentReceived(payment=payment, demand_id=demand.id, on=day, known=day)
