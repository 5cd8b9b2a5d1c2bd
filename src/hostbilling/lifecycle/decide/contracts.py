"""`decide`: days given away, new prices, no more automatic debit, and the account as a whole."""

from datetime import date

from ...decision import ReasonCode
from ...errors import Impossible
from ...periods import Period
from ...renewal import AccountEvent, AccountState, Announcement, Cancelled, Consent, next_state, way_back
from ...renewal.law import Channel
from ...services import Grant
from ..account import Account
from ..book import Book
from ..commands import AnnouncePrice, GrantDays, MoveAccount
from ..contracts import PriceNews
from ..facts import AccountMoved, CancellationTakenBack, DaysGranted, PriceChangeDecided, RenewalSwitched
from ..outcome import Outcome, Refused, accept
from .changes import CHANGE_OPEN, CHANGE_PAST

GRANTED = ReasonCode("lifecycle.granted", "{service} gets {period} as {cause}.")
GRANTED_BEFORE = ReasonCode("lifecycle.granted_before", "{grant} was granted before: nothing is added.")
NEVER_COVERED = ReasonCode("lifecycle.never_covered", "{service} is {state}: there is nothing to lengthen.")
PRICE_NEWS = ReasonCode("lifecycle.price_news", "{service} costs {price} from {effective}, once the customer was told.")
PRICE_CURRENCY = ReasonCode("lifecycle.price_currency", "{price} is no price for an account in {currency}.")
NO_DEBIT = ReasonCode("lifecycle.no_debit", "Nothing is debited any more: {count} services renew only if ordered.")
NOT_SURE = ReasonCode("lifecycle.not_sure", "The customer has not confirmed it yet: nothing changes.")
MOVED = ReasonCode("lifecycle.moved", "The account is {state} now.")
NO_MOVE = ReasonCode("lifecycle.no_move", "An account that is {state} cannot be {event}.")


def grant_days(account: Account, command: GrantDays, *, on: date) -> Outcome:
    """Lengthen a service by a term from the end of its validity, or give it its first days."""
    service = account.service(command.service_id)
    if any(grant.line_id == command.id for each in account.services for grant in each.coverage.grants):
        return accept(GRANTED_BEFORE(grant=command.id))
    if service.is_gone:
        return Refused(reasons=(NEVER_COVERED(service=service.id, state=service.state),))
    change = next((c for c in account.changes if c.service_id == service.id and not c.waits_for_renewal), None)
    if change is not None:
        return Refused(reasons=(CHANGE_OPEN(service=service.id, change=change.id),))
    period = Period.of(on, command.term) if service.coverage.end is None else service.next_period(command.term)
    grant = Grant(line_id=command.id, period=period, cause=command.cause)
    said = GRANTED(service=service.id, period=str(period), cause=command.cause)
    return accept(said, DaysGranted(service_id=service.id, grant=grant, on=on, known=on))


def announce_price(account: Account, command: AnnouncePrice, *, on: date) -> Outcome:
    """Give one contract a new price, of which the customer is told tonight."""
    service = account.service(command.service_id)
    if command.price.currency.code != account.currency:
        return Refused(reasons=(PRICE_CURRENCY(price=command.price, currency=account.currency),))
    if command.effective < on:
        return Refused(reasons=(CHANGE_PAST(effective=command.effective, on=on),))
    announcement = Announcement(price=command.price, effective=command.effective, leave_by=command.leave_by)
    news = PriceNews(id=command.id, service_id=service.id, term=service.term, announcement=announcement)
    said = PRICE_NEWS(service=service.id, price=command.price, effective=command.effective)
    if any(each.id == news.id for each in account.price_news):
        return accept(said)
    return accept(said, PriceChangeDecided(news=news, on=on, known=on))


def decline_debit(account: Account, channel: Channel, *, on: date) -> Outcome:
    """Switch tacit renewal off for every service of the account."""
    tacit = [service.id for service in account.services if service.tacit]
    declined = Consent(tacit=False, on=on, channel=channel)
    facts = [RenewalSwitched(service_id=id_, tacit=False, consent=declined, on=on, known=on) for id_ in tacit]
    return accept(NO_DEBIT(count=len(tacit)), *facts)


def move_account(account: Account, command: MoveAccount, book: Book, *, on: date) -> Outcome:
    """Bring a cancelled account back, or ask for it: services that have not ended go on, no day is added."""
    if not command.confirmed:
        return Refused(reasons=(NOT_SURE(),))
    try:
        after = next_state(account.state, command.event)
    except Impossible:
        return Refused(reasons=(NO_MOVE(state=account.state, event=command.event),))
    if command.event is AccountEvent.REACTIVATED and not command.by_support:
        trial = account.state is AccountState.CANCELLED_TRIAL
        way = way_back(Cancelled.FROM_TRIAL if trial else Cancelled.FROM_PAID, policy=dict(book.ways_back))
        if not way.immediate:
            return Refused(reasons=way.reasons)
    kept = [
        CancellationTakenBack(service_id=service.id, on=on, known=on)
        for service in account.services
        if command.event is AccountEvent.REACTIVATED and service.ending is not None and not service.is_gone
    ]
    moved = AccountMoved(event=command.event, why=command.why, on=on, known=on)
    return accept(MOVED(state=after), moved, *kept)
