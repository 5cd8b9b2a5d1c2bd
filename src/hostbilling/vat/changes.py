"""What changed between a proforma and its payment, or after an invoice was paid.

A rate may change, a VAT id may be confirmed or fall away. The seller's policy says whether the customer still pays the
amount he was asked for, and whether a VAT id given too late is corrected.
Law: Directive 2006/112/EC, articles 65 and 93; Implementing Regulation 282/2011, article 25.
"""

from enum import Enum

from attrs import frozen

from ..decision import Reason, ReasonCode
from ..errors import check_type, refuse
from ..money import Amounts, Rounding
from . import law
from .amounts import check_decided, compute
from .model import Treatment, VatDecision

# fmt: off
UNCHANGED = ReasonCode("vat.change.none", "The VAT is that of the proforma.", (law.PAYMENT_ON_ACCOUNT,))
RATE_CHANGED = ReasonCode("vat.change.rate",
    "The payment decides: the rate was {before} when the amount was asked for and is {after} now.",
    (law.PAYMENT_ON_ACCOUNT, law.RATE_IN_FORCE))
TREATMENT_CHANGED = ReasonCode("vat.change.treatment",
    "The payment decides: the treatment was {before} when the amount was asked for and is {after} now.",
    (law.PAYMENT_ON_ACCOUNT, law.TIME_OF_CIRCUMSTANCES))
GROSS_KEPT = ReasonCode("vat.change.gross_kept", "The customer pays what was asked for; net and VAT are divided anew.")
REQUOTED = ReasonCode("vat.change.requoted", "The net price stays; the amount to pay is {gross}.")
LATE_ID_KEPT = ReasonCode("vat.change.late_id_kept",
    "The VAT id was given after the tax point: the VAT paid is not returned, later orders go without it.",
    (law.TIME_OF_CIRCUMSTANCES,))
LATE_ID_CORRECTED = ReasonCode("vat.change.late_id_corrected",
    "The VAT id was given late: by the seller's policy the invoice is credited and issued anew.",
    (law.CORRECTION, law.TIME_OF_CIRCUMSTANCES))
# fmt: on


class OnChange(Enum):
    """What stays when VAT changed since the proforma."""

    KEEP_GROSS = "keep_gross"
    """The customer pays the amount he was asked for."""
    REQUOTE = "requote"
    """The net price stays, and the customer is asked again."""


class OnLateId(Enum):
    """What happens when a VAT id is given after an invoice with VAT was paid."""

    KEEP = "keep"
    """No refund; the id counts for later orders (the default)."""
    CORRECT = "correct"
    """The seller credits the invoice and issues it anew, where national law allows it."""


@frozen(kw_only=True)
class Repriced:
    """The amounts under the decision at payment, whether the customer must be asked again, and why."""

    amounts: Amounts
    must_ask_again: bool
    reasons: tuple[Reason, ...]


def reprice(asked: Amounts, *, before: VatDecision, now: VatDecision, policy: OnChange, rounding: Rounding) -> Repriced:
    """Return the amounts of a proforma line under the VAT that applies when it is paid.

    >>> OnChange.KEEP_GROSS.value
    'keep_gross'
    """
    refuse(
        check_type("asked", asked, Amounts),
        check_decided("before", before),
        check_decided("now", now),
        check_type("policy", policy, OnChange),
    )
    if (before.treatment, before.rate) == (now.treatment, now.rate):
        return Repriced(amounts=asked, must_ask_again=False, reasons=(UNCHANGED(),))
    changed = _change(before, now)
    if policy is OnChange.KEEP_GROSS:
        kept = compute(now, gross=asked.gross, rounding=rounding)
        return Repriced(amounts=kept, must_ask_again=False, reasons=(changed, GROSS_KEPT()))
    new = compute(now, net=asked.net, rounding=rounding)
    asks = new.gross != asked.gross
    return Repriced(amounts=new, must_ask_again=asks, reasons=(changed, REQUOTED(gross=str(new.gross))))


def _change(before: VatDecision, now: VatDecision) -> Reason:
    if before.treatment is now.treatment:
        return RATE_CHANGED(before=f"{before.rate} %", after=f"{now.rate} %")
    return TREATMENT_CHANGED(before=before.treatment, after=now.treatment)


@frozen(kw_only=True)
class LateId:
    """Whether an invoice is corrected because of a VAT id that came late, and why."""

    corrects: bool
    reason: Reason


def late_id(invoiced: VatDecision, *, with_id: VatDecision, policy: OnLateId = OnLateId.KEEP) -> LateId:
    """Return what a VAT id given after payment does to the invoice.

    `invoiced` is the decision the invoice was made with, `with_id` the one that the same supply would get with the id.
    Nothing is corrected where the id would not have changed the treatment.
    """
    refuse(
        check_decided("invoiced", invoiced), check_decided("with_id", with_id), check_type("policy", policy, OnLateId)
    )
    gains = invoiced.treatment is Treatment.STANDARD and with_id.treatment is Treatment.REVERSE_CHARGE
    if gains and policy is OnLateId.CORRECT:
        return LateId(corrects=True, reason=LATE_ID_CORRECTED())
    return LateId(corrects=False, reason=LATE_ID_KEPT() if gains else UNCHANGED())
