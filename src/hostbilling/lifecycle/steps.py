"""Steps: what the host is asked to do in the world.

A step is an intent, never a fact. It has a stable key, so that doing it twice can be prevented, and makes the
fact that answers it: `done(...)` when it happened, `failed(...)` when it could not. Steps hold no document
numbers: the host allocates them in the transaction that issues the document.
"""

from datetime import date

from attrs import evolve, frozen

from ..decision import Reason
from ..demands import DeclineClass, Demand
from ..documents import DraftInvoice, DraftProforma
from ..money import Money
from ..parties import Contact
from ..payments import Payment
from .facts import (
    ChargeDeclined,
    Intended,
    InvoiceIssued,
    NoticeSent,
    PaymentReceived,
    ProformaIssued,
    ServiceDeleted,
    ServicePurged,
    ServiceReactivated,
    ServiceSuspended,
    StepFailed,
    WalletApplied,
)


@frozen(kw_only=True)
class _Step:
    key: str
    on: date
    reasons: tuple[Reason, ...] = ()

    def intended(self) -> Intended:
        """Return the fact that the step was stored to be performed."""
        return Intended(key=self.key, on=self.on, known=self.on)

    def failed(self, *, why: str, known: date) -> StepFailed:
        """Return the fact that the step could not be performed; it will be planned again."""
        return StepFailed(key=self.key, why=why, on=known, known=known)


@frozen(kw_only=True)
class IssueProforma(_Step):
    """Give the call a number from the proforma series and mail it."""

    draft: DraftProforma
    demand: Demand
    to: Contact

    def done(self, *, number: str, known: date) -> ProformaIssued:
        """Return the fact that the call was issued, on the day it was planned for."""
        return ProformaIssued(
            key=self.key,
            demand=evolve(self.demand, document=number),
            proforma=self.draft.issue(number=number, issued_on=self.on),
            on=self.on,
            known=known,
        )


@frozen(kw_only=True)
class IssueInvoice(_Step):
    """Give the invoice a number from the invoice series, dated `draft.supplied_on` if it allows, and mail it."""

    draft: DraftInvoice
    to: Contact

    def done(self, *, number: str, issued_on: date, known: date) -> InvoiceIssued:
        """Return the fact that the invoice was issued under its number and date."""
        return InvoiceIssued(
            key=self.key, invoice=self.draft.issue(number=number, issued_on=issued_on), on=known, known=known
        )


@frozen(kw_only=True)
class SendNotice(_Step):
    """Mail a notice: which document, how much, until when, and what follows otherwise.

    `template` names the stage. `deadline` is the last day to pay; `then` and `then_on` what comes next and
    its first possible day.
    """

    template: str
    to: Contact
    demand_id: str
    part_id: str
    service_id: str
    document: str | None
    amount: Money
    deadline: date
    then: str | None
    then_on: date | None

    def done(self, *, known: date) -> NoticeSent:
        """Return the fact that the notice really went out, on the day it did."""
        return NoticeSent(
            key=self.key, demand_id=self.demand_id, part_id=self.part_id, stage=self.template, on=known, known=known
        )


@frozen(kw_only=True)
class ChargeInstrument(_Step):
    """Charge a stored means of payment; an unknown outcome leaves the step unanswered and is never retried blindly."""

    stage: str
    instrument_id: str
    demand_id: str
    amount: Money

    def paid(self, payment: Payment, *, known: date) -> PaymentReceived:
        """Return the fact that the charge went through."""
        return PaymentReceived(
            key=self.key, payment=payment, demand_id=self.demand_id, on=payment.received_on, known=known
        )

    def declined(self, why: DeclineClass, *, known: date) -> ChargeDeclined:
        """Return the fact that the charge was refused."""
        return ChargeDeclined(
            key=self.key,
            demand_id=self.demand_id,
            stage=self.stage,
            why=why,
            instrument_id=self.instrument_id,
            on=known,
            known=known,
        )


@frozen(kw_only=True)
class ApplyWallet(_Step):
    """Pay what a demand still misses from the wallet."""

    demand_id: str
    amount: Money

    def done(self, *, known: date) -> WalletApplied:
        """Return the fact that the wallet paid."""
        return WalletApplied(key=self.key, demand_id=self.demand_id, on=self.on, known=known)


@frozen(kw_only=True)
class SuspendService(_Step):
    """Stop the service, keep everything."""

    service_id: str
    stage: str

    def done(self, *, known: date) -> ServiceSuspended:
        """Return the fact that it stopped."""
        return ServiceSuspended(key=self.key, service_id=self.service_id, stage=self.stage, on=known, known=known)


@frozen(kw_only=True)
class ReactivateService(_Step):
    """Let the service work again; it was promised within a day of the payment."""

    service_id: str

    def done(self, *, known: date) -> ServiceReactivated:
        """Return the fact that it works."""
        return ServiceReactivated(key=self.key, service_id=self.service_id, on=known, known=known)


@frozen(kw_only=True)
class DeleteService(_Step):
    """Take the service off the account; keep its data recoverable."""

    service_id: str
    stage: str

    def done(self, *, known: date) -> ServiceDeleted:
        """Return the fact that it is gone."""
        return ServiceDeleted(key=self.key, service_id=self.service_id, stage=self.stage, on=known, known=known)


@frozen(kw_only=True)
class PurgeService(_Step):
    """Remove the data for good."""

    service_id: str

    def done(self, *, known: date) -> ServicePurged:
        """Return the fact that nothing is left."""
        return ServicePurged(key=self.key, service_id=self.service_id, on=known, known=known)


Step = (
    IssueProforma
    | IssueInvoice
    | SendNotice
    | ChargeInstrument
    | ApplyWallet
    | SuspendService
    | ReactivateService
    | DeleteService
    | PurgeService
)
"""Everything a plan can ask for."""


@frozen(kw_only=True)
class Blockage:
    """Something whose day has come and that may not be done yet, with the reasons."""

    service_id: str
    what: str
    reasons: tuple[Reason, ...]

    def __str__(self) -> str:
        return f"{self.what} of {self.service_id}: " + " ".join(map(str, self.reasons))
