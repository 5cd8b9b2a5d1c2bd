"""The consumer's right to withdraw from a distance contract (Directive 2011/83/EU, articles 9 to 16, 11a)."""

from datetime import date
from enum import Enum

from attrs import frozen

from ...decision import Certainty, Decision, LegalRef, ReasonCode, warning
from ...errors import check_date, check_type, refuse
from ...periods import Term, WorkingDays, deadline
from ...union import is_member
from .lookup import jurisdiction, rules
from .model import CustomerClass, Needs, Safeguard

_ART_9 = (LegalRef(citation="Directive 2011/83/EU art. 9"), LegalRef(citation="Regulation 1182/71 art. 3"))
_ART_10 = (LegalRef(citation="Directive 2011/83/EU art. 10"),)
_SOFATUTOR = (LegalRef(citation="CJEU C-565/22 Sofatutor"),)
_NEW_CONTRACT = (LegalRef(citation="Directive 2011/83/EU art. 6, 9", certainty=Certainty.SECONDARY),)

FOURTEEN = ReasonCode("law.withdrawal", "14 days from {event}: until {last_day}.", _ART_9)
LATE = ReasonCode("law.withdrawal_late", "Told of the right only on {event}: 14 days from then.", _ART_10)
NEVER = ReasonCode("law.withdrawal_untold", "Not told of the right: 12 months more, until {last_day}.", _ART_10)
NO_RIGHT = ReasonCode("law.no_withdrawal", "No right of withdrawal for a {customer} in {country}.", _ART_9)
UNREAD = ReasonCode("law.withdrawal_unread", "The right of withdrawal in {country} was not read: it is unknown.")
NEW_RIGHT = ReasonCode("law.withdrawal_again", "{event}: price and renewal were not clear at the start.", _SOFATUTOR)
ONE_RIGHT = ReasonCode("law.withdrawal_once", "{event}: made clear at the start, so there is no new right.", _SOFATUTOR)
ORDERED = ReasonCode("law.withdrawal_ordered", "{event}: an order is a new distance contract.", _NEW_CONTRACT)
_FOURTEEN_DAYS, _YEAR_MORE = Term.days(14), Term.months(12)


class Event(Enum):
    """What continues a contract that once gave a right of withdrawal."""

    TACIT_RENEWAL = "tacit_renewal"
    TRIAL_CONVERTED = "trial_converted"
    ORDERED_RENEWAL = "ordered_renewal"


@frozen(kw_only=True)
class Withdrawal(Decision):
    """The right to withdraw; without one, or where it is unknown, the days are None.

    `counted_to` is the last day before it moved to a working day, `last_day` the last on which a withdrawal sent
    counts.
    """

    counted_to: date | None
    last_day: date | None


def withdrawal(
    concluded: date, *, country: str, customer: CustomerClass, informed_on: date | None, calendar: WorkingDays
) -> Withdrawal:
    """Return the last day to withdraw from a contract for services made at a distance.

    `informed_on` is the day the consumer was told of the right (the conclusion, if all went well), None when that
    never happened. `calendar` knows the holidays where the consumer lives.

    >>> from hostbilling.periods import PlainCalendar
    >>> day = date(2026, 5, 2)
    >>> consumer = CustomerClass.CONSUMER
    >>> found = withdrawal(day, country="SK", customer=consumer, informed_on=day, calendar=PlainCalendar())
    >>> print(found.counted_to, found.last_day)
    2026-05-16 2026-05-18
    """
    refuse(
        check_date("concluded", concluded),
        check_type("customer", customer, CustomerClass),
        check_date("informed_on", informed_on) if informed_on is not None else None,
    )
    place = jurisdiction(country)
    if not is_member(place, on=concluded):
        why = UNREAD(country=place)
        return Withdrawal(reasons=(why,), findings=(warning(why),), counted_to=None, last_day=None)
    if customer is not CustomerClass.CONSUMER:
        return Withdrawal(reasons=(NO_RIGHT(customer=customer, country=place),), counted_to=None, last_day=None)
    first = deadline(concluded, _FOURTEEN_DAYS, calendar=calendar)
    lengthened = deadline(first.last_day, _YEAR_MORE, calendar=calendar)
    if informed_on is not None and informed_on <= concluded:
        found, why = first, FOURTEEN(event=concluded, last_day=first.last_day)
    elif informed_on is not None and informed_on <= lengthened.last_day:
        found, why = deadline(informed_on, _FOURTEEN_DAYS, calendar=calendar), LATE(event=informed_on)
    else:
        found, why = lengthened, NEVER(last_day=lengthened.last_day)
    return Withdrawal(reasons=(why, *found.reasons), counted_to=found.counted_to, last_day=found.last_day)


@frozen(kw_only=True)
class NewRight(Decision):
    """Whether something opens a right of withdrawal again."""

    opens: bool


def opens_right(event: Event, *, clear_at_start: bool) -> NewRight:
    """Tell whether an event opens a new right of withdrawal.

    `clear_at_start`: the price after it, and that it would come, were made clear when the contract was concluded.

    >>> opens_right(Event.TACIT_RENEWAL, clear_at_start=True).opens
    False
    """
    match event:
        case Event.ORDERED_RENEWAL:
            return NewRight(reasons=(ORDERED(event=event),), opens=True)
        case Event.TACIT_RENEWAL | Event.TRIAL_CONVERTED:
            why = ONE_RIGHT if clear_at_start else NEW_RIGHT
            return NewRight(reasons=(why(event=event),), opens=not clear_at_start)


def function_required(*, country: str, on: date, online: bool) -> bool:
    """Tell whether a contract with a right of withdrawal must offer an online function for it.

    >>> function_required(country="DE", on=date(2026, 6, 19), online=True)
    True
    """
    rows = rules(country, customer=CustomerClass.CONSUMER, on=on)
    return online and any(isinstance(row, Needs) and row.safeguard is Safeguard.WITHDRAWAL_FUNCTION for row in rows)
