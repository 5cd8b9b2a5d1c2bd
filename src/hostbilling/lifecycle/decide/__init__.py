"""`decide`: what a person asks for becomes facts, or is refused with reasons."""

from datetime import date

from ...decision import ReasonCode
from ...errors import check_date, check_type, not_found, refuse
from ...parties import Customer
from ...renewal import Consent
from ..account import Account
from ..book import Book
from ..commands import (
    AcceptQuote,
    AddInstrument,
    AnnouncePrice,
    ApplyCharge,
    BillWork,
    BringBack,
    CancelAccount,
    CancelOrder,
    CancelService,
    ChangeCustomer,
    ChangeService,
    Command,
    CreditInvoice,
    DeclineDebit,
    EndTransfer,
    GiveBack,
    GiveUpDebt,
    GrantCredit,
    GrantDays,
    GrantDiscount,
    KeepService,
    MoveAccount,
    PlaceHold,
    PlaceOrder,
    QuoteOrder,
    ReleaseHold,
    ReportMissing,
    SwitchRenewal,
    TakeBack,
    TopUp,
    TransferOwner,
    TransferStep,
    WithdrawFromService,
    check_command,
)
from ..facts import CustomerChanged, DiscountGranted, HoldPlaced, HoldReleased, InstrumentAdded, RenewalSwitched
from ..outcome import Outcome, Refused, accept
from .back import bring_back
from .changes import CHANGE_ENDING, change_service
from .charges import apply_charge
from .contracts import announce_price, decline_debit, grant_days, move_account
from .credits import credit_invoice
from .debts import bill_work, give_up
from .ends import cancel_account, cancel_service, keep_service, withdraw_from_service
from .money_back import give_back, take_back
from .orders import place_order
from .orders_back import cancel_order
from .owner import begin_transfer, change_of_owner, end_transfer, transfer_step
from .quotes import accept_quote, quote_order
from .reports import report_missing
from .wallet import granted, received

NO_INSTRUMENT = ReasonCode("lifecycle.no_instrument", "Tacit renewal needs a means of payment that can be charged.")
OTHER_CURRENCY = ReasonCode("lifecycle.other_currency", "{discount} is in {given}, the account in {currency}.")
PROFILE_USED = ReasonCode("lifecycle.profile_used", "{service} is billed to profile {profile}, which would be gone.")
DISCOUNTED = ReasonCode("lifecycle.discounted", "{service} has {discount} from {since} on.")
SWITCHED = ReasonCode("lifecycle.switched", "{service} renews {mode} from now on.")
NO_SWITCH = ReasonCode("lifecycle.no_switch", "{service} is {state}: nothing renews, whatever the switch says.")
HOLD_OVER = ReasonCode("lifecycle.hold_over", "{hold} would hold nothing: {until}, its last day, is before {on}.")
ACCEPTED = ReasonCode("lifecycle.accepted", "{what}.")


def decide(  # noqa: C901, PLR0911, PLR0912  # one case a command
    account: Account, command: Command, book: Book, *, on: date
) -> Outcome:
    """Return the facts a command makes on a day, or why it is refused; raises `NotFound` for unknown ids."""
    refuse(
        check_type("account", account, Account),
        check_command(command),
        check_type("book", book, Book),
        check_date("on", on),
    )
    match command:
        case PlaceOrder():
            return place_order(account, command, book, on=on)
        case QuoteOrder():
            return quote_order(account, command, book, on=on)
        case AcceptQuote():
            return accept_quote(account, command, book, on=on)
        case CancelOrder(id=id_):
            return cancel_order(account, id_, on=on)
        case SwitchRenewal():
            return _switch_renewal(account, command, on=on)
        case AddInstrument(instrument=instrument):
            said = ACCEPTED(what=f"{instrument.label} is on file")
            return accept(said, InstrumentAdded(instrument=instrument, on=on, known=on))
        case ChangeCustomer(customer=customer):
            return _change_customer(account, customer, book, on=on)
        case GrantDiscount(service_id=service_id, discount=discount):
            if discount.amount is not None and discount.amount.currency.code != account.currency:
                given = discount.amount.currency.code
                return Refused(
                    reasons=(OTHER_CURRENCY(discount=discount.text, given=given, currency=account.currency),)
                )
            said = DISCOUNTED(service=account.service(service_id).id, discount=discount.text, since=discount.since)
            return accept(said, DiscountGranted(service_id=service_id, discount=discount, on=on, known=on))
        case ChangeService():
            return change_service(account, command, book, on=on)
        case CancelService():
            return cancel_service(account, command, book, on=on)
        case KeepService():
            return keep_service(account, command, on=on)
        case BringBack():
            return bring_back(account, command, book, on=on)
        case WithdrawFromService():
            return withdraw_from_service(account, command, book, on=on)
        case GrantDays():
            return grant_days(account, command, on=on)
        case AnnouncePrice():
            return announce_price(account, command, on=on)
        case DeclineDebit(channel=channel):
            return decline_debit(account, channel, on=on)
        case CancelAccount():
            return cancel_account(account, command, book, on=on)
        case MoveAccount():
            return move_account(account, command, book, on=on)
        case TransferOwner(customer=customer):
            return begin_transfer(account, customer, book, on=on)
        case TransferStep(service_id=service_id, need=need):
            return transfer_step(account, service_id, need, on=on)
        case EndTransfer():
            return end_transfer(account, on=on)
        case PlaceHold(hold=hold):
            if hold.service_id is not None:
                account.service(hold.service_id)
            if hold.until is not None and hold.until < on:
                return Refused(reasons=(HOLD_OVER(hold=hold.id, until=hold.until, on=on),))
            said = ACCEPTED(what=f"Nothing adverse happens: {hold.why}")
            return accept(said, HoldPlaced(hold=hold, on=on, known=on))
        case ReleaseHold(id=id_):
            if all(hold.id != id_ for hold in account.holds):
                raise not_found("hold", id_, f"use the id of a hold on account {account.id}")
            return accept(ACCEPTED(what="The hold is over"), HoldReleased(hold_id=id_, on=on, known=on))
        case ReportMissing(report=report):
            return report_missing(account, report, on=on)
        case CreditInvoice(credit=credit):
            return credit_invoice(account, credit, book, on=on)
        case ApplyCharge(charge=asked):
            return apply_charge(account, asked, on=on)
        case TopUp(payment=payment):
            return received(account, payment, book, known=on)
        case GrantCredit(id=id_, amount=amount, why=why, until=until):
            return granted(account, id_, amount, why=why, until=until, on=on)
        case GiveBack(refund=refund):
            return give_back(account, refund, book, on=on)
        case TakeBack(of=of, payment=payment, reversal=reversal):
            return take_back(account, payment, reversal, book, of=of, known=on)
        case BillWork(bill=bill):
            return bill_work(account, bill, book, on=on)
        case GiveUpDebt(demand_id=demand_id, why=why):
            return give_up(account, demand_id, why, on=on)


def _change_customer(account: Account, after: Customer, book: Book, *, on: date) -> Outcome:
    before = account.customer
    if after.id != before.id:
        raise not_found("customer", after.id, f"account {account.id} belongs to {before.id}")
    kept = {profile.id for profile in after.profiles}
    lost = [each for each in account.services if each.billing is not None and each.billing not in kept]
    if lost:
        return Refused(reasons=tuple(PROFILE_USED(service=each.id, profile=each.billing) for each in lost))
    found = change_of_owner(account, after, book)
    if not found.is_edit:
        return Refused(reasons=found.reasons)
    said = ACCEPTED(what="Future documents carry the new details")
    return accept(said, CustomerChanged(customer=after, on=on, known=on))


def _switch_renewal(account: Account, command: SwitchRenewal, *, on: date) -> Outcome:
    service = account.service(command.service_id)
    if service.is_gone:
        return Refused(reasons=(NO_SWITCH(service=service.id, state=service.state),))
    if command.tacit and service.ending is not None:
        return Refused(reasons=(CHANGE_ENDING(service=service.id, ending=service.ending),))
    if command.tacit and not any(instrument.usable(on) for instrument in account.instruments):
        return Refused(reasons=(NO_INSTRUMENT(),))
    said = SWITCHED(service=service.id, mode="by itself" if command.tacit else "only if ordered")
    if service.tacit == command.tacit:
        return accept(said)
    chosen = Consent(tacit=command.tacit, on=on, channel=command.channel, service_id=service.id, shown=command.shown)
    fact = RenewalSwitched(service_id=service.id, tacit=command.tacit, consent=chosen, on=on, known=on)
    return accept(said, fact)
