"""The standing of an account by thresholds: a function of what is open on a day.

Of several thresholds met the most severe holds; with none met, or nothing open, the account is clear. The answer says
when time alone changes it, so that a host looks again on that day and not every night.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from attrs import frozen

from ..decision import Decision, ReasonCode
from ..demands import Condition
from ..errors import check_date, check_text, check_type, check_unique, not_found, refuse
from .conditions import Debtor, counted_since

REACHED = ReasonCode("dunning.reached", "{standing}: {found}.")
CLEAR = ReasonCode("dunning.clear", "Clear on {on}: no threshold is reached, {count} demands are open.")
CHANGES = ReasonCode("dunning.changes", "With nothing paid or asked for it becomes {standing} on {on}.")


@frozen(kw_only=True)
class Threshold:
    """A standing by name, and the condition that brings an account into it."""

    name: str
    when: Condition

    def __attrs_post_init__(self) -> None:
        refuse(check_text("threshold.name", self.name), check_type("threshold.when", self.when, Condition))


@frozen(kw_only=True)
class AccountStanding(Decision):
    """Where an account stands; `name` is None when it is clear.

    `changes_on` is the first day on which time alone brings another standing, `becomes`; None when none does.
    """

    name: str | None
    changes_on: date | None
    becomes: str | None

    @property
    def is_clear(self) -> bool:
        """Whether no threshold is met."""
        return self.name is None


def account_standing(thresholds: Sequence[Threshold], debtor: Debtor, *, on: date) -> AccountStanding:
    """Return the standing on a day, after the payments of that day.

    `thresholds` are in order of severity, the mildest first. Raises `InvalidInput` when two have one name.

    >>> from hostbilling.money import zero
    >>> from hostbilling.parties import CustomerKind
    >>> nobody = Debtor(demands=(), credit=zero("EUR"), customer=CustomerKind.CONSUMER)
    >>> late = Threshold(name="late", when=Condition(age=30))
    >>> account_standing([late], nobody, on=date(2026, 12, 19)).is_clear
    True
    """
    refuse(check_unique("thresholds", [threshold.name for threshold in thresholds]), check_date("on", on))
    met = _most_severe(thresholds, debtor, on)
    now = None if met is None else met.name
    reasons = [
        CLEAR(on=on, count=len(debtor.open_on(on)))
        if met is None
        else REACHED(standing=met.name, found=debtor.found(met.when, on=on))
    ]
    for day in sorted({day for day in _turning_points(thresholds, debtor) if day > on}):
        later = _most_severe(thresholds, debtor, day)
        becomes = None if later is None else later.name
        if becomes != now:
            reasons.append(CHANGES(standing=becomes or "clear", on=day))
            return AccountStanding(name=now, changes_on=day, becomes=becomes, reasons=tuple(reasons))
    return AccountStanding(name=now, changes_on=None, becomes=None, reasons=tuple(reasons))


def passed_over(thresholds: Sequence[Threshold], *, before: str | None, now: str | None) -> tuple[str, ...]:
    """Return the standings between two that an account never was in, when it got worse; None is clear.

    A host that acts on every standing acts on these first, or notes that nobody was warned.
    Raises `NotFound` for a standing that no threshold names.

    >>> levels = [Threshold(name=name, when=Condition(age=age)) for name, age in (("late", 7), ("off", 14))]
    >>> passed_over(levels, before=None, now="off"), passed_over(levels, before="off", now="late")
    (('late',), ())
    """
    names = [threshold.name for threshold in thresholds]
    first, last = (_place(names, name) for name in (before, now))
    return tuple(names[first + 1 : max(last, first + 1)])


def _place(names: list[str], name: str | None) -> int:
    if name is None:
        return -1
    if name not in names:
        raise not_found("threshold", name, f"use one of {', '.join(names)}")
    return names.index(name)


def _most_severe(thresholds: Sequence[Threshold], debtor: Debtor, on: date) -> Threshold | None:
    return next((each for each in reversed(thresholds) if debtor.meets(each.when, on=on)), None)


def _turning_points(thresholds: Sequence[Threshold], debtor: Debtor) -> Iterator[date]:
    """The days on which a demand is issued, becomes overdue or of an age, or an instrument lapses."""
    for demand in debtor.demands:
        yield demand.issued_on
        yield from _later(demand.due_on, 1)
        for threshold in thresholds:
            if threshold.when.age is not None:
                yield from _later(counted_since(threshold.when, demand), threshold.when.age)
    for instrument in debtor.instruments:
        yield from _later(instrument.usable_until, 1)
        if instrument.revoked_on is not None:
            yield instrument.revoked_on


def _later(day: date, days: int) -> Iterator[date]:
    # A card without end is stored as usable until the last day there is.
    if day.toordinal() + days <= date.max.toordinal():
        yield day + timedelta(days=days)
