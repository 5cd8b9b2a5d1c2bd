"""`apply`: what one more fact makes of an account. No policy is read here, so a replay never depends on the book."""

from collections.abc import Iterable
from typing import TypeGuard, get_args

from attrs import evolve

from ...demands import DeclineClass
from ...errors import Fault, InvalidInput, impossible, refuse
from ...payments import Wallet
from ...renewal import AccountState
from ..account import Account
from ..facts import (
    AccountOpened,
    CaseOpened,
    ChargeApplied,
    ChargeDeclined,
    CreditDecided,
    CreditGranted,
    CreditNoteIssued,
    CustomerChanged,
    DebtWrittenOff,
    DiscountGranted,
    EvidenceAdded,
    Fact,
    FeeCharged,
    HoldPlaced,
    HoldReleased,
    InstrumentAdded,
    Intended,
    InvoiceIssued,
    LotExpired,
    MissingReported,
    NoticeSent,
    OrderConfirmed,
    Ordered,
    OrderFormIssued,
    PaymentReceived,
    PaymentRefunded,
    PaymentReversed,
    ProformaIssued,
    QuoteAsked,
    QuoteIssued,
    ReceiptIssued,
    RefundDecided,
    RefundKept,
    RenewalSwitched,
    ServiceAdded,
    ServiceDeleted,
    ServicePurged,
    ServiceReactivated,
    ServiceRestored,
    ServiceSuspended,
    StepFailed,
    TopUpReceiptIssued,
    WalletApplied,
    WorkBilled,
)
from . import contracts as by_contract
from . import customer as by_customer
from . import world as by_world
from .credits import credit_decided, credit_note_issued
from .debts import debt_written_off, fee_charged, work_billed
from .money_back import payment_refunded, payment_reversed, refund_decided, refund_kept
from .quotes import order_confirmed, order_form_issued, quote_asked, quote_issued
from .wallet import credit_granted, lot_expired


def replay(facts: Iterable[Fact]) -> Account:
    """Return the account that the facts made; the first must be `AccountOpened`.

    Raises `Impossible` for a fact that cannot follow the ones before it.
    """
    given: object = facts
    if not isinstance(given, Iterable):
        raise InvalidInput(Fault("value.list", "facts", given, "is no list", "pass the facts of one account in order"))
    stream = iter(facts)
    opened = next(stream, None)
    if not isinstance(opened, AccountOpened):
        raise impossible("fact.first", "facts", type(opened).__name__, "does not open an account",
                         "begin with AccountOpened")  # fmt: skip
    account = Account(
        id=opened.id,
        customer=opened.customer,
        currency=opened.currency,
        opened_on=opened.on,
        wallet=Wallet(currency=opened.currency),
        instruments=opened.instruments,
        evidence=opened.evidence,
        state=AccountState.TRIAL if opened.trial else AccountState.PAID,
    )
    for fact in stream:
        account = apply(account, fact)
    return account


def apply(account: Account, fact: Fact) -> Account:
    """Return the account after a fact.

    A fact that answers a step, and a payment, count once, however late they come again. Other facts are what
    people said: the last one holds. Raises `NotFound` for an unknown id, `Impossible` for what cannot follow and
    `InvalidInput` for another currency; the account given is unchanged.
    """
    refuse(_check_fact(fact))
    if _was_not_done(fact):
        if _is_known(account, fact):
            return account
        account = evolve(account, intended=account.intended - {fact.key})
        return by_world.failed(account, fact.key, fact.known)
    if isinstance(fact, Intended):
        known = _is_known(account, fact)
        return account if known else evolve(account, intended=account.intended | {fact.key})
    key = getattr(fact, "key", None)
    if key is None:
        return _happened(account, fact)
    if isinstance(fact, ChargeDeclined) and fact.why is DeclineClass.NO_ANSWER:
        return account if key in account.answered else evolve(account, intended=account.intended | {key})
    if key in account.answered and not isinstance(fact, PaymentReceived):  # money is known by its own identity
        _check_same_document(account, fact)
        return account
    account = _happened(account, fact)
    return evolve(
        account,
        intended=account.intended - {key},
        answered=account.answered | {key},
        failed=tuple(pair for pair in account.failed if pair[0] != key),
    )


_KINDS = frozenset(get_args(Fact))


def _check_fact(fact: object) -> Fault | None:
    if type(fact) in _KINDS:
        return None
    return Fault("fact.type", "fact", fact, "is no fact", "pass what decide or a step made, or load_fact read")


def _was_not_done(fact: Fact) -> TypeGuard[StepFailed | ChargeDeclined]:
    """Whether a step could not even be tried: a gateway that is down has refused nothing."""
    return isinstance(fact, StepFailed) or (isinstance(fact, ChargeDeclined) and fact.why is DeclineClass.GATEWAY_DOWN)


def _is_known(account: Account, fact: StepFailed | ChargeDeclined | Intended) -> bool:
    """Whether the step is over, or failed on this day or later already: what comes late changes nothing."""
    return fact.key in account.answered or any(key == fact.key and fact.known <= day for key, day in account.failed)


def _check_same_document(account: Account, fact: Fact) -> None:
    """A step answered twice under two numbers is a number lost: say so."""
    quotes = (each.document for each in account.quotes if each.document is not None)
    calls = (*quotes, *account.confirmations, *account.proformas)
    known = (*calls, *account.invoices, *account.credit_notes, *account.receipts)
    match fact:
        case (
            QuoteIssued(quote=document)
            | OrderFormIssued(order_form=document)
            | OrderConfirmed(confirmation=document)
            | ProformaIssued(proforma=document)
            | InvoiceIssued(invoice=document)
            | CreditNoteIssued(note=document)
            | ReceiptIssued(receipt=document)
            | TopUpReceiptIssued(receipt=document)
        ) if all(document.number != each.number for each in known):
            raise impossible("document.twice", "number", document.number, "is a second number for one document",
                             "void it in the register")  # fmt: skip
        case _:
            pass


def _happened(account: Account, fact: Fact) -> Account:  # noqa: C901, PLR0911, PLR0912  # one line a kind of fact
    match fact:
        case StepFailed() | Intended():
            return account
        case CustomerChanged(customer=customer):
            return evolve(account, customer=customer)
        case ServiceAdded():
            return by_customer.service_added(account, fact)
        case EvidenceAdded():
            return by_customer.evidence_added(account, fact)
        case DiscountGranted():
            return by_customer.discount_granted(account, fact)
        case InstrumentAdded():
            return by_customer.instrument_added(account, fact)
        case RenewalSwitched():
            return by_customer.renewal_switched(account, fact)
        case HoldPlaced():
            return by_customer.hold_placed(account, fact)
        case HoldReleased():
            return by_customer.hold_released(account, fact)
        case MissingReported():
            return by_customer.missing_reported(account, fact)
        case Ordered():
            return by_customer.ordered(account, fact)
        case QuoteAsked():
            return quote_asked(account, fact)
        case QuoteIssued():
            return quote_issued(account, fact)
        case OrderFormIssued():
            return order_form_issued(account, fact)
        case OrderConfirmed():
            return order_confirmed(account, fact)
        case ProformaIssued():
            return by_world.proforma_issued(account, fact)
        case NoticeSent():
            return by_world.notice_sent(account, fact)
        case ChargeDeclined():
            return by_world.charge_declined(account, fact)
        case PaymentReceived():
            return by_world.payment_received(account, fact)
        case WalletApplied():
            return by_world.wallet_applied(account, fact)
        case ChargeApplied():
            return by_customer.charge_applied(account, fact)
        case CreditGranted():
            return credit_granted(account, fact)
        case LotExpired():
            return lot_expired(account, fact)
        case RefundDecided():
            return refund_decided(account, fact)
        case PaymentRefunded():
            return payment_refunded(account, fact)
        case RefundKept():
            return refund_kept(account, fact)
        case PaymentReversed():
            return payment_reversed(account, fact)
        case InvoiceIssued():
            return by_world.invoice_issued(account, fact)
        case CreditDecided():
            return credit_decided(account, fact)
        case ReceiptIssued(receipt=receipt) | TopUpReceiptIssued(receipt=receipt):
            return by_world.receipt_issued(account, receipt)
        case CreditNoteIssued():
            return credit_note_issued(account, fact)
        case CaseOpened():
            return account
        case WorkBilled():
            return work_billed(account, fact)
        case FeeCharged():
            return fee_charged(account, fact)
        case DebtWrittenOff():
            return debt_written_off(account, fact)
        case ServiceSuspended():
            return by_world.service_suspended(account, fact)
        case ServiceReactivated():
            return by_world.service_reactivated(account, fact)
        case ServiceRestored():
            return by_world.service_restored(account, fact)
        case ServiceDeleted():
            return by_world.service_deleted(account, fact)
        case ServicePurged():
            return by_world.service_purged(account, fact)
        case AccountOpened():
            raise impossible(
                "fact.reopened", "fact", fact.id, "opens an account that is open", "use replay for a new one"
            )
        case _:
            return by_contract.happened(account, fact)
