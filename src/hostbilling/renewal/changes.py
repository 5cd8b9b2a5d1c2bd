"""Changes in mid-term: another plan, quantity, term or anchor, and add-ons that end with their parent.

A quote credits what was really paid for the days that are left and charges the same days anew, both by real days. The
day of the change belongs to the new plan. On another day one asks for another quote.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import evolve

from ..decision import Reason, ReasonCode
from ..demands import Kind
from ..errors import check_count, check_date, check_text, check_type, refuse
from ..money import Money, Rounding, at_least, exact, is_zero, subtract, times
from ..periods import Cycle, Period, Term, in_month_of
from ..periods.terms import check_day_of_month
from ..proration import Prorated, prorate
from .ledger import Credit, credits_from, days_left, sum_of
from .quotes import (
    CAREFUL,
    Blocked,
    Change,
    ChangePolicy,
    Effect,
    OpenRenewal,
    Quote,
    Running,
    Surplus,
    check_price,
    open_lines,
)

CREDITED = ReasonCode("change.credited", "{amount} {currency} back for {days}, of what was paid.")
CHARGED = ReasonCode("change.charged", "{amount} {currency} for {days}.")
FORFEITED = ReasonCode("change.forfeited", "{amount} {currency} is not given back, by policy.")
AT_RENEWAL = ReasonCode("change.at_renewal", "By policy a {change} waits for the renewal on {effective}.")
MERGED = ReasonCode("change.merged", "The open call {part} gives way to one for the new plan.")
NOT_COVERED = ReasonCode("change.not_covered", "{service} is paid until {end}: on {on} there is no term to change.")
RENEWAL_OPEN = ReasonCode("change.renewal_open", "The renewal {part} is open: pay it or withdraw it first.")
RENEWAL_OWED = ReasonCode("change.renewal_owed", "The renewal {part} is owed: it is paid or credited first.")


def plan_change(
    running: Running, *, price: Money, on: date, rounding: Rounding, policy: ChangePolicy = CAREFUL
) -> Quote | Blocked:
    """Quote another plan, at `price` for the same term, from a day on; the end of validity stays.

    >>> from hostbilling.money import payable
    >>> from hostbilling.renewal import PaidLine
    >>> march = PaidLine(line_id="1", period=Period(date(2026, 3, 1), date(2026, 4, 1)), paid=payable("31", "EUR"))
    >>> running = Running(service_id="vps-1", term=Term.months(1), anchor_day=1, price=march.paid,
    ...                   lines=(march,))
    >>> asked = {"on": date(2026, 3, 21), "rounding": Rounding.HALF_UP}
    >>> found = plan_change(running, price=payable("62", "EUR"), **asked)
    >>> print(found.credit, found.charge, found.due, found.new_end)
    11.00 EUR 22.00 EUR 11.00 EUR 2026-04-01
    """
    change = Change.DOWNGRADE if at_least(running.price, price) else Change.UPGRADE
    blocked = _check(running, price, on, policy)
    if blocked is not None:
        return blocked
    if (policy.upgrade if change is Change.UPGRADE else policy.downgrade) is Effect.AT_RENEWAL:
        return _at_renewal(running, change, running.term, price, policy)
    charges = _charges(days_left(running.lines, on), price, _cycle(running, running.term), rounding)
    return _now(running, change, tuple(charges), price=price, on=on, rounding=rounding, policy=policy)


def quantity_change(
    running: Running, *, each: Money, quantity: int, on: date, rounding: Rounding, policy: ChangePolicy = CAREFUL
) -> Quote | Blocked:
    """Quote another number of the same thing, at a price `each` for one term; at least one."""
    refuse(check_count("quantity", quantity, least=1))
    return plan_change(running, price=times(each, quantity), on=on, rounding=rounding, policy=policy)


def term_change(
    running: Running, *, term: Term, price: Money, on: date, rounding: Rounding, policy: ChangePolicy = CAREFUL
) -> Quote | Blocked:
    """Quote another term, at `price` for one of it; made now, a whole new term starts on the day.

    All days left of the old terms are credited, so none is paid for twice.
    """
    refuse(check_type("term", term, Term))
    blocked = _check(running, price, on, policy)
    if blocked is not None:
        return blocked
    if policy.term is Effect.AT_RENEWAL:
        return _at_renewal(running, Change.TERM, term, price, policy)
    whole = Period.of(on, term)
    charges = (prorate(price, part=whole, whole=whole, rounding=rounding),)
    quote = _now(running, Change.TERM, charges, price=price, on=on, rounding=rounding, policy=policy)
    return evolve(quote, term=term, anchor_day=on.day, new_end=whole.end)


def anchor_change(
    running: Running, *, anchor_day: int, on: date, rounding: Rounding, policy: ChangePolicy = CAREFUL
) -> Quote | Blocked:
    """Quote another day of the month for the periods to begin on: the days from the end to it are charged.

    What is paid already stays as it is; only the days up to the new anchor cost their share of the term they lie in.

    >>> from hostbilling.money import payable
    >>> from hostbilling.renewal import PaidLine
    >>> may = PaidLine(line_id="1", period=Period(date(2016, 5, 1), date(2016, 6, 1)), paid=payable("249.95", "EUR"))
    >>> running = Running(service_id="vps-1", term=Term.months(1), anchor_day=1, price=may.paid, lines=(may,))
    >>> found = anchor_change(running, anchor_day=15, on=date(2016, 5, 10), rounding=Rounding.HALF_UP)
    >>> print(found.due, found.charges[0])
    112.88 EUR 14/31 of 2016-05-15 to 2016-06-14
    """
    refuse(check_day_of_month("anchor_day", anchor_day))
    blocked = _check(running, running.price, on, policy)
    if blocked is not None:
        return blocked
    cycle = Cycle(in_month_of(running.end, anchor_day), Term.months(1))
    new_end = cycle.on_or_after(running.end)
    stub = (Period(running.end, new_end),) if new_end > running.end else ()
    charges = tuple(_charges(stub, running.price, Cycle(new_end, running.term, anchor_day), rounding))
    quote = _quote(running, Change.ANCHOR, (), charges, price=running.price, on=on, policy=policy)
    return evolve(quote, anchor_day=anchor_day, new_end=new_end)


def add_on(
    parent: Running, *, service_id: str, term: Term, price: Money, on: date, rounding: Rounding
) -> Quote | Blocked:
    """Quote something that is added on a day and ends with its parent, at `price` for one `term` of it.

    Only the days that the parent has left are charged; an open renewal of the parent is no obstacle.
    """
    refuse(check_text("service_id", service_id), check_type("term", term, Term))
    alone = evolve(parent, renewal=None)
    blocked = _check(alone, price, on, CAREFUL)
    if blocked is not None:
        return blocked
    charges = tuple(_charges(days_left(parent.lines, on), price, _cycle(parent, term), rounding))
    quote = _quote(alone, Change.ADD_ON, (), charges, price=price, on=on, policy=CAREFUL)
    return evolve(quote, service_id=service_id, term=term, made_from=())


# ------------------------------------------------------------------------------------- how quotes are made


def _check(running: Running, price: Money, on: date, policy: ChangePolicy) -> Blocked | None:
    refuse(check_date("on", on), check_price("price", price))
    against: list[Reason] = []
    if not days_left(running.lines, on):
        against.append(NOT_COVERED(service=running.service_id, end=running.end, on=on))
    if running.renewal is not None and running.renewal_kind is Kind.DEBT:
        against.append(RENEWAL_OWED(part=running.renewal.id))
    elif running.renewal is not None and policy.open_renewal is OpenRenewal.BLOCK:
        against.append(RENEWAL_OPEN(part=running.renewal.id))
    return Blocked(reasons=tuple(against)) if against else None


def _cycle(running: Running, term: Term) -> Cycle:
    return Cycle(running.end, term, running.anchor_day)


def _charges(days: Iterable[Period], price: Money, cycle: Cycle, rounding: Rounding) -> Iterator[Prorated]:
    for covered in days:
        for part in covered.split(*cycle.dates(covered.start, covered.end)):
            yield prorate(price, part=part, whole=cycle.containing(part.start), rounding=rounding)


def _now(
    running: Running,
    change: Change,
    charges: tuple[Prorated, ...],
    *,
    price: Money,
    on: date,
    rounding: Rounding,
    policy: ChangePolicy,
) -> Quote:
    found = credits_from(running.lines, on, rounding=rounding)
    given = found
    if policy.surplus is Surplus.FORFEIT:
        given = _capped(found, sum_of((each.amount for each in charges), like=price))
    quote = _quote(running, change, given, charges, price=price, on=on, policy=policy)
    forfeited = subtract(sum_of((each.amount for each in found), like=price), quote.credit)
    if is_zero(forfeited):
        return quote
    why = FORFEITED(amount=forfeited.amount, currency=forfeited.currency.code)
    return evolve(quote, reasons=(*quote.reasons, why))


def _capped(found: tuple[Credit, ...], limit: Money) -> tuple[Credit, ...]:
    capped: list[Credit] = []
    for each in found:
        capped.append(each.at_most(limit))
        limit = subtract(limit, capped[-1].amount)
    return tuple(capped)


def _at_renewal(running: Running, change: Change, term: Term, price: Money, policy: ChangePolicy) -> Quote:
    quote = _quote(running, change, (), (), price=price, on=running.end, policy=policy)
    waits = AT_RENEWAL(change=change.value, effective=running.end)
    return evolve(quote, term=term, reasons=(waits, *quote.reasons))


def _quote(
    running: Running,
    change: Change,
    given: tuple[Credit, ...],
    charges: tuple[Prorated, ...],
    *,
    price: Money,
    on: date,
    policy: ChangePolicy,
) -> Quote:
    replaces = running.renewal.id if running.renewal is not None else None
    currency = price.currency.code
    return Quote(
        reasons=(
            *(CREDITED(amount=each.amount.amount, currency=currency, days=str(each.days)) for each in given),
            *(CHARGED(amount=each.amount.amount, currency=currency, days=str(each)) for each in charges),
            *((MERGED(part=replaces),) if replaces else ()),
        ),
        change=change,
        service_id=running.service_id,
        effective=on,
        credits=given,
        charges=charges,
        surplus=policy.surplus,
        term=running.term,
        anchor_day=running.anchor_day,
        price=exact(price),
        new_end=running.end,
        replaces=replaces,
        made_from=open_lines(running.lines, on),
    )
