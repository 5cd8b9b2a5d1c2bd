"""Law switched on: what must be told before a service renews by silence, and what holds the renewal back."""

from collections.abc import Iterable, Iterator
from datetime import date

from ...decision import Reason, ReasonCode
from ...demands import Action, Demand
from ...parties import Role
from ...periods import Term
from ...renewal.law import (
    Contract,
    Duty,
    NextTerm,
    Obligations,
    Release,
    customer_class,
    exceeds,
    limits,
    obligations,
    release,
)
from ...services import Service
from ..account import Account
from ..book import Book
from ..steps import ApplyWallet, Blockage, ChargeInstrument, Step, TellCustomer, TellPrice
from .quote import buyer_of

TELL = ReasonCode("lifecycle.tell", "{service} renews by silence on {ends}: {rule} asks for a message {window}.")
UNTOLD = ReasonCode(
    "lifecycle.untold", "{service} does not renew by silence: {rule} asks for a message {window}, and none was sent."
)
TOO_LONG = ReasonCode(
    "lifecycle.too_long", "{service} may not be bound for {term} by silence, only for {longest}: the customer is asked."
)
NEW_PRICE = ReasonCode("lifecycle.new_price", "{service} costs {price} from {effective}: the customer is told before.")


def contract_of(service: Service, account: Account, book: Book, *, ends: date) -> Contract:
    """Return what the law asks about the contract of a service, for the renewal of the term that ends on a day."""
    policies = book.policy(service.product_id, contract=service.policy)
    calendar = book.adverse_days
    charges = [each.day_from(ends, calendar=calendar) for each in policies.tacit.stages if each.action is Action.CHARGE]
    renewed = sum(each.by_silence and each.service_id == service.id for each in account.bought)
    return Contract(
        tacit=service.tacit,
        concluded=service.concluded_on,
        term=service.term,
        ends=ends,
        notice=policies.renewal.cancel.notice,
        charge_on=min(charges, default=None),
        fee_change_on=_dearer_from(service, account, ends),
        renewals=renewed,
    )


def _dearer_from(service: Service, account: Account, ends: date) -> date | None:
    known = (each.announcement.effective for each in account.price_news if each.service_id == service.id)
    return max((day for day in known if day <= ends), default=None)


def obligations_of(service: Service, account: Account, book: Book, *, ends: date, on: date) -> Obligations | None:
    """Return the messages the law asks for before a term that ends on a day renews; None where law is switched off."""
    if book.law is None:
        return None
    customer = account.customer
    return obligations(
        contract_of(service, account, book, ends=ends),
        country=customer.address.country,
        customer=customer_class(customer.kind),
        on=on,
        announced=book.law.announced,
        overlay=book.law.overlay,
    )


def _duties(service: Service, account: Account, book: Book, *, on: date) -> tuple[Duty, ...]:
    if not service.tacit or not service.renews:
        return ()
    found = obligations_of(service, account, book, ends=service.ends_on, on=on)
    return () if found is None else found.duties


def _told(service: Service, account: Account, rule: str, ends: date) -> tuple[date, ...]:
    return tuple(
        each.on for each in account.told if (each.service_id, each.rule, each.ends) == (service.id, rule, ends)
    )


def messages(account: Account, book: Book, *, on: date) -> Iterator[Step]:
    """Yield what the law wants told on a day, as early as it counts, and the new prices nobody was told of yet."""
    for service in account.services:
        for duty in _duties(service, account, book, on=on):
            sent = _told(service, account, duty.rule, service.ends_on)
            if not duty.met_by(sent) and _first_day(duty, service, book) <= on <= duty.latest:
                yield TellCustomer(
                    key=f"{service.id}/{service.ends_on}/{duty.rule}/{duty.latest}",
                    on=on,
                    service_id=service.id,
                    rule=duty.rule,
                    what=duty.what,
                    to=buyer_of([service.id], account).recipient(Role.CONTACT),
                    ends=service.ends_on,
                    by=duty.latest,
                    refuse_by=duty.names,
                    medium=duty.medium,
                    reasons=(
                        TELL(service=service.id, ends=service.ends_on, rule=duty.rule, window=str(duty.window)),
                        duty.reason,
                    ),
                )
    for news in account.price_news:
        if news.announcement.sent_on is None:
            price, effective = news.announcement.price, news.announcement.effective
            yield TellPrice(
                key=f"{news.id}/told",
                on=on,
                service_id=news.service_id,
                news_id=news.id,
                to=buyer_of([news.service_id], account).recipient(Role.CONTACT),
                price=price,
                effective=effective,
                leave_by=news.announcement.leave_by,
                reasons=(NEW_PRICE(service=news.service_id, price=price, effective=effective),),
            )


def _first_day(duty: Duty, service: Service, book: Book) -> date:
    """Without a first day in the law, the message goes out with the call, or on its last day if that comes before."""
    policy = book.policy(service.product_id, contract=service.policy)
    return duty.earliest or min(duty.latest, policy.tacit.issue_day(service.ends_on, calendar=book.adverse_days))


def held_back_by_law(demand: Demand, account: Account, book: Book, *, on: date) -> tuple[Reason, ...]:
    """Return why a demand may not be paid without the customer's doing: messages the law asks for were not sent.

    What the customer ordered is no renewal by silence.
    """
    if book.law is None or not account.renews_by_silence(demand):
        return ()
    services = (account.service(part.service_id) for part in demand.open_parts)
    return tuple(reason for service in services for reason in untold(service, account, book, on=on))


def untold(service: Service, account: Account, book: Book, *, on: date) -> Iterator[Reason]:
    """Yield the messages the law asks for before a service renews by silence, and that were not sent in time."""
    if (longest := _longest(service, account, book, on=on)) is not None:
        yield TOO_LONG(service=service.id, term=service.term, longest=longest)
    for duty in _duties(service, account, book, on=on):
        if not duty.met_by(_told(service, account, duty.rule, service.ends_on)):
            yield UNTOLD(service=service.id, rule=duty.rule, window=str(duty.window))


def _longest(service: Service, account: Account, book: Book, *, on: date) -> Term | None:
    """The longest term silence may bind for, where the service's is longer; None where it may be renewed so.

    Where law lets silence renew indefinitely only, a term no longer than the notice that ends it binds no more.
    """
    if book.law is None or not service.tacit:
        return None
    customer = account.customer
    found = limits(
        customer.address.country,
        customer=customer_class(customer.kind),
        on=on,
        concluded=service.concluded_on,
        announced=book.law.announced,
        overlay=book.law.overlay,
    )
    longest = found.notice_after if found.next_term is NextTerm.INDEFINITE else found.renewal
    return longest if longest is not None and exceeds(service.term, longest, from_=service.ends_on) else None


def lawful(steps: Iterable[Step | Blockage], account: Account, book: Book, *, on: date) -> Iterator[Step | Blockage]:
    """Yield the steps, those that would renew a service by silence against the law as what is held back."""
    for step in steps:
        if isinstance(step, (ChargeInstrument, ApplyWallet)):
            demand = account.demand(step.demand_id)
            reasons = held_back_by_law(demand, account, book, on=on)
            if reasons:
                yield Blockage(service_id=demand.open_parts[0].service_id, what="tacit renewal", reasons=reasons)
                continue
        yield step


def released(service: Service, account: Account, book: Book, *, on: date) -> Release | None:
    """Return the right to leave of a customer whose running term came by silence and who was not told of it in time."""
    running = [each for each in account.bought if each.service_id == service.id and each.by_silence]
    if not running:
        return None
    renewed_on = max(each.line.period.start for each in running)
    found = obligations_of(service, account, book, ends=renewed_on, on=on)
    for duty in () if found is None else found.duties:
        sent = _told(service, account, duty.rule, renewed_on)
        right = release(duty.if_missed, window=duty.window, sent=sent, renewed_on=renewed_on)
        if right is not None:
            return right
    return None
