"""`decide`: services end by a cancellation or a withdrawal, and are kept after all."""

from collections.abc import Iterable
from datetime import date

from attrs import evolve

from ...decision import Reason, ReasonCode
from ...errors import Impossible
from ...money import is_zero, total
from ...periods import PlainCalendar
from ...renewal import (
    AccountEvent,
    Cancellation,
    NotCancelled,
    Refund,
    RefundPolicy,
    Request,
    When,
    cancel,
    next_state,
    termination_refund,
    withdrawal_refund,
)
from ...renewal.law import Ending, customer_class, withdrawal
from ...services import Service
from ..account import Account
from ..apply.giving_back import line_credits
from ..book import Book
from ..commands import CancelAccount, CancelService, KeepService, WithdrawFromService
from ..contracts import LineCredit
from ..facts import AccountMoved, CancellationTakenBack, Fact, ServiceCancelled
from ..outcome import Accepted, Outcome, Refused, accept, accept_all
from ..plan.law import released
from .by_law import free_by_law, with_law
from .money_back import registry_year

ENDS = ReasonCode("lifecycle.ends", "{service} ends on {ending}, the first day without it.")
KEPT = ReasonCode("lifecycle.kept", "{service} goes on: the cancellation for {ending} is taken back.")
NOT_ENDING = ReasonCode("lifecycle.not_ending", "{service} was not cancelled: it goes on anyway.")
GONE = ReasonCode("lifecycle.gone", "{service} is {state}: nothing is left to end.")
ENDED = ReasonCode("lifecycle.ended", "{service} ended on {ending}: it is too late to keep it.")
NOT_YET = ReasonCode("lifecycle.not_yet", "{day} is after {on}: it counts once it has come.")
CANCELLED_BEFORE = ReasonCode("lifecycle.cancelled_before", "{service} was cancelled before: it ends on {ending}.")
TAKEN_BACK = ReasonCode(
    "lifecycle.cancellation_taken_back",
    "{request} ended {what} before and was taken back: who wants to end it again says so under another id.",
)
WITHDRAWN = ReasonCode("lifecycle.withdrawn", "{service}: {amount} {currency}, VAT included, go back by {pay_by}.")
CLOSED = ReasonCode("lifecycle.closed", "The account is {state} already.")
ACCOUNT_ENDS = ReasonCode("lifecycle.account_ends", "The account is cancelled, and {count} services with it.")
NOTHING_BOUGHT = ReasonCode("lifecycle.nothing_bought", "Nothing was bought for {service} that can be given back.")


def cancel_service(account: Account, command: CancelService, book: Book, *, on: date) -> Outcome:
    """End a service as asked, as its policy and the law let it; one that ends no earlier changes nothing."""
    service = account.service(command.service_id)
    if service.is_gone or service.coverage.end is None:
        return Refused(reasons=(GONE(service=service.id, state=service.state),))
    arrived = max(command.request.declared_on, command.request.received_on or date.min)
    if arrived > on:
        return Refused(reasons=(NOT_YET(day=arrived, on=on),))
    policy = book.policy(service.product_id, contract=service.policy).renewal
    lawful = with_law(policy.cancel, service, account, book, on=on)
    counts_on = lawful.counts_on(command.request)
    by_law = None if counts_on is None else free_by_law(lawful, service, account, book, counts_on=counts_on)
    found = cancel(
        command.request,
        service=service,
        policy=lawful,
        by_law=by_law,
        by_silence=[each.line.line_id for each in account.bought if each.by_silence],
        free_since=_free_since(service, account, book, on=on),
    )
    if isinstance(found, NotCancelled):
        return Refused(reasons=found.reasons)
    if (command.request.id, service.id) in account.ended_by:
        return accept(_known(command.request.id, service))
    if service.ending is not None and service.ending <= found.ends_on:
        return accept(CANCELLED_BEFORE(service=service.id, ending=service.ending))
    kept = [line for line in account.lines_of(service.id) if line.line_id not in found.undone]
    release = released(service, account, book, on=on)
    back_from, back_policy = _given_back(found, policy.refund, by_law if release is None else None)
    refund = termination_refund(
        kept,
        ends_on=back_from,
        policy=back_policy,
        currency=account.currency,
        rounding=book.rounding,
        release=release,
    )
    fact = ServiceCancelled(
        request_id=command.request.id,
        service_id=service.id,
        ends_on=found.ends_on,
        cut_from=back_from,
        undone=found.undone,
        given_back=refund.credits,
        credits=_credits(account, found, refund, command.request.id),
        to_refund=bool(found.undone) or refund.pay_by is not None,
        pay_by=refund.pay_by,
        on=on,
        known=on,
    )
    asked = evolve(command.request, when=When.AT_DATE, at=found.ends_on)
    added = [
        cancel_service(account, CancelService(service_id=each.id, request=_again(asked, each)), book, on=on)
        for each in _added_to(service, account)
    ]
    given_back = bool(found.undone or refund.credits)
    lost = registry_year(service, book, until=service.ends_on) if given_back else ()
    return accept_all((*found.reasons, *refund.reasons, *lost), *_facts_of(added), fact)


def _known(request_id: str, service: Service) -> Reason:
    """What became of a request that was accepted before: one id ends a service once."""
    if service.ending is None:
        return TAKEN_BACK(request=request_id, what=service.id)
    return CANCELLED_BEFORE(service=service.id, ending=service.ending)


def _given_back(found: Cancellation, policy: RefundPolicy, by_law: Ending | None) -> tuple[date, RefundPolicy]:
    """From when prepaid days go back, and by which policy: what law does not bind the customer for is not owed."""
    if policy is RefundPolicy.NONE and by_law is not None and by_law.free_from < found.term_end:
        return max(found.ends_on, by_law.free_from), RefundPolicy.PRORATA
    return found.ends_on, policy


def cancel_account(account: Account, command: CancelAccount, book: Book, *, on: date) -> Outcome:
    """End every service of an account, each as its contract lets it, and the account; or nothing, if one cannot end."""
    try:
        next_state(account.state, AccountEvent.CANCELLED)
    except Impossible:
        return Refused(reasons=(CLOSED(state=account.state),))
    if (command.request.id, account.id) in account.ended_by:
        return accept(TAKEN_BACK(request=command.request.id, what="the account"))
    facts: list[Fact] = []
    reasons: list[Reason] = []
    for service in account.services:
        if service.is_gone:
            continue
        if service.coverage.end is None:
            facts.append(_never_begun(service, command.request.id, on=on))
            continue
        if any(service in _added_to(parent, account) for parent in account.services if not parent.is_gone):
            continue  # it ends with what it was added to
        request = _again(command.request, service)
        found = cancel_service(account, CancelService(service_id=service.id, request=request), book, on=on)
        if isinstance(found, Refused):
            return found
        facts += found.facts
        reasons += found.reasons
    moved = AccountMoved(
        event=AccountEvent.CANCELLED, why=command.request.why, request_id=command.request.id, on=on, known=on
    )
    return accept_all((*reasons, ACCOUNT_ENDS(count=len(facts))), *facts, moved)


def _never_begun(service: Service, request_id: str, *, on: date) -> ServiceCancelled:
    """What was ordered and not paid is not asked for any more."""
    id_ = f"{request_id}/{service.id}"
    return ServiceCancelled(request_id=id_, service_id=service.id, ends_on=on, cut_from=on, on=on, known=on)


def _free_since(service: Service, account: Account, book: Book, *, on: date) -> date | None:
    """The first day of a right to leave at any time: not told of the renewal, or told of a higher price."""
    days = [
        news.announcement.sent_on
        for news in account.price_news
        if news.service_id == service.id and news.announcement.leave_by is not None and on <= news.announcement.leave_by
    ]
    release = released(service, account, book, on=on)
    days.append(None if release is None else release.since)
    return min((day for day in days if day is not None), default=None)


def _credits(account: Account, found: Cancellation, refund: Refund, id_: str) -> tuple[LineCredit, ...]:
    why = f"{found.service_id} cancelled"
    whole = (each for each in account.bought if each.line.line_id in found.undone)
    undone = (
        LineCredit(id=f"{id_}/{each.line.line_id}", line_id=each.line.line_id, gross=each.gross, why=why)
        for each in whole
        if not is_zero(each.gross)
    )
    return (*undone, *line_credits(account, refund.credits, id_=id_, why=why))


def keep_service(account: Account, command: KeepService, *, on: date) -> Outcome:
    """Let a service go on that was cancelled and has not ended, and what was added to it and ended with it."""
    service = account.service(command.service_id)
    if service.is_gone:
        return Refused(reasons=(GONE(service=service.id, state=service.state),))
    if service.ending is None:
        return accept(NOT_ENDING(service=service.id))
    if service.ending <= on:
        return Refused(reasons=(ENDED(service=service.id, ending=service.ending),))
    said = KEPT(service=service.id, ending=service.ending)
    added = (each.id for each in account.services if each.parent == service.id and each.ending == service.ending)
    kept = [CancellationTakenBack(service_id=id_, on=on, known=on) for id_ in (service.id, *added)]
    return accept(said, *kept)


def withdraw_from_service(account: Account, command: WithdrawFromService, book: Book, *, on: date) -> Outcome:
    """Give back what a consumer bought within the time to withdraw; older periods of the service stay."""
    service = account.service(command.service_id)
    own = [each for each in account.bought if each.service_id == service.id and not each.by_silence]
    if not own or service.is_gone:
        return Refused(reasons=(NOTHING_BOUGHT(service=service.id),))
    if command.sent_on > on:
        return Refused(reasons=(NOT_YET(day=command.sent_on, on=on),))
    customer = account.customer
    rights = {
        each.concluded: withdrawal(
            each.concluded,
            country=customer.address.country,
            customer=customer_class(customer.kind),
            informed_on=command.informed_on,
            calendar=book.adverse_days or PlainCalendar(),
        )
        for each in own
    }
    last = rights[max(rights)]
    lines = [each.line for each in own if _may(rights[each.concluded].last_day, command.sent_on)]
    refund = withdrawal_refund(
        lines,
        right=last,
        withdrawn_on=command.sent_on,
        begun_at_request=command.begun_at_request,
        currency=account.currency,
        rounding=book.rounding,
        performed=command.performed,
    )
    if refund.ends_on is None:
        return Refused(reasons=(*last.reasons, *refund.reasons))
    if (command.id, service.id) in account.ended_by:
        return accept(_known(command.id, service))
    if service.ending is not None and not refund.credits:
        return accept(CANCELLED_BEFORE(service=service.id, ending=service.ending))
    left = service.coverage.cut(refund.ends_on, lines=[line.line_id for line in lines])
    ends_on = max(left.end or command.sent_on, refund.ends_on)
    credits_ = line_credits(account, refund.credits, id_=command.id, why=f"{service.id} withdrawn from")
    amount = total((each.gross for each in credits_), currency=account.currency)
    fact = ServiceCancelled(
        request_id=command.id,
        service_id=service.id,
        ends_on=ends_on,
        cut_from=refund.ends_on,
        given_back=refund.credits,
        credits=credits_,
        to_refund=True,
        pay_by=refund.pay_by,
        on=on,
        known=on,
    )
    added = [
        withdraw_from_service(account, evolve(command, id=f"{command.id}/{each.id}", service_id=each.id), book, on=on)
        for each in _added_to(service, account)
    ]
    said = WITHDRAWN(service=service.id, amount=amount.amount, currency=account.currency, pay_by=refund.pay_by)
    lost = registry_year(service, book, until=service.ends_on) if refund.credits else ()
    reasons = (*last.reasons, *refund.reasons, said, ENDS(service=service.id, ending=ends_on), *lost)
    return accept_all(reasons, *_facts_of(added), fact)


def _added_to(service: Service, account: Account) -> tuple[Service, ...]:
    """What was added to a service and still runs: it ends with it, by the same right."""
    return tuple(
        each
        for each in account.services
        if each.parent == service.id and each.ending is None and not each.is_gone and each.coverage.end is not None
    )


def _again(request: Request, service: Service) -> Request:
    return evolve(request, id=f"{request.id}/{service.id}")


def _facts_of(outcomes: Iterable[Outcome]) -> tuple[Fact, ...]:
    return tuple(fact for outcome in outcomes if isinstance(outcome, Accepted) for fact in outcome.facts)


def _may(last_day: date | None, sent_on: date) -> bool:
    return last_day is not None and sent_on <= last_day
