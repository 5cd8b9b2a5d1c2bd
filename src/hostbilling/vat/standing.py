"""Who the customer is: a business, a body without VAT id, or a consumer.

Law: Directive 2006/112/EC, articles 9 to 13 and 43; Implementing Regulation 282/2011, articles 17 to 19 and 25.
Only what held at the tax point counts, and a checksum is never a confirmation.
"""

from datetime import timedelta
from enum import Enum

from ..parties import CustomerKind, VatIdStatus
from ..union import is_member
from . import reasons as why
from .model import Problem
from .party import GivenId
from .places import Located
from .seller import Outage
from .working import Case, Stop, words


class Standing(Enum):
    """What the customer counts as in the place rules."""

    BUSINESS = "business"
    LEGAL_PERSON = "legal_person"
    """A body that is no business and has no VAT id: placed by its address."""
    CONSUMER = "consumer"


_BUSINESS, _LEGAL_PERSON, _CONSUMER = Standing.BUSINESS, Standing.LEGAL_PERSON, Standing.CONSUMER


def assess(case: Case, *, electronic: bool) -> Standing:
    """Return what the customer counts as; raises `Stop` where its VAT id has to be settled first.

    `electronic` says that a seller may treat whoever gave no VAT id as a consumer, whatever else he knows.
    """
    customer = case.customer
    if customer.kind is CustomerKind.CONSUMER:
        if customer.vat_id is not None:
            case.note(why.ID_OF_CONSUMER)
        return _CONSUMER
    if customer.vat.private_use:
        case.proofs.add("customer.vat.private_use")
        case.because(why.PRIVATE_USE)
        return _CONSUMER
    if case.address is None:
        raise Stop(Problem.NEEDS_EVIDENCE, why.NO_COUNTRY(), ("customer.country",))
    if case.address.state is None:
        return _outside(case, case.address)
    if case.address.state in (case.seat.state, case.supply.establishment):
        return _at_home(case, case.address.state)
    return _elsewhere(case, electronic=electronic)


def _outside(case: Case, address: Located) -> Standing:
    vat_id = case.customer.vat_id
    proven = bool(case.customer.vat.business_proof)
    if vat_id is not None and vat_id.status is VatIdStatus.VALID:
        proven = True
        case.proofs.add("customer.vat_id")
        if is_member(vat_id.state, on=case.on):
            _confirmed(case, vat_id)
            if vat_id.state not in address.written:
                case.warn(why.ID_ELSEWHERE, id_state=vat_id.state, address=address.place)
    if not proven and case.customer.kind is not CustomerKind.BUSINESS:
        case.because(why.LEGAL_PERSON)
        return _LEGAL_PERSON
    if case.customer.vat.business_proof:
        case.proofs.add("customer.vat.business_proof")
    if not proven:
        case.unproven = True
        case.warn(why.STATUS_UNPROVEN)
    case.because(why.BUSINESS_OUTSIDE)
    return _BUSINESS


def _at_home(case: Case, home: str) -> Standing:
    vat_id = case.customer.vat_id
    if vat_id is not None and vat_id.status is VatIdStatus.VALID and is_member(vat_id.state, on=case.on):
        _confirmed(case, vat_id)
    elif vat_id is not None and vat_id.status is VatIdStatus.INVALID:
        case.warn(why.ID_INVALID, number=vat_id.number)
    if case.id_state is None and case.customer.kind is not CustomerKind.BUSINESS:
        case.because(why.LEGAL_PERSON)
        return _LEGAL_PERSON
    case.because(why.BUSINESS_AT_HOME if home == case.seat.state else why.BUSINESS_AT_BRANCH, state=home)
    return _BUSINESS


def _elsewhere(case: Case, *, electronic: bool) -> Standing:
    vat_id = _usable_id(case)
    if vat_id is None:
        return _without_id(case, electronic=electronic)
    if vat_id.status is VatIdStatus.VALID:
        return _valid(case, vat_id)
    if vat_id.status is VatIdStatus.INVALID:
        case.warn(why.ID_INVALID, number=vat_id.number)
        return _without_id(case, electronic=True)
    if vat_id.status is VatIdStatus.PENDING:
        return _applied_for(case)
    if vat_id.status is VatIdStatus.UNAVAILABLE:
        return _unconfirmed(case, vat_id)
    raise _unverified(vat_id)


def _usable_id(case: Case) -> GivenId | None:
    """The id that was given in time and can identify a customer."""
    vat_id = case.customer.vat_id
    given_on = case.customer.vat.id_given_on
    if vat_id is None:
        return None
    if not is_member(vat_id.state, on=case.on):
        case.warn(why.ID_OF_NO_CUSTOMER, number=vat_id.number)
        return None
    if given_on is not None and given_on > case.on:
        case.warn(why.ID_LATE, given_on=given_on)
        return None
    return vat_id


def _without_id(case: Case, *, electronic: bool) -> Standing:
    facts = case.customer.vat
    if facts.business_proof and facts.id_applied_for:
        return _applied_for(case)
    if facts.business_proof and not electronic and case.customer.kind is CustomerKind.BUSINESS:
        raise Stop(Problem.VAT_ID_UNVERIFIED, why.ID_UNVERIFIED(status="not given"), ("customer.vat_id",))
    if case.customer.kind is CustomerKind.BUSINESS:
        case.because(why.NO_ID_GIVEN)
        return _CONSUMER
    case.because(why.LEGAL_PERSON)
    return _LEGAL_PERSON


def _applied_for(case: Case) -> Standing:
    case.id_confirmed = True
    case.proofs.add("customer.vat.business_proof")
    case.because(why.ID_APPLIED_FOR)
    case.warn(why.ID_PENDING)
    case.recheck_on = case.on + timedelta(days=case.seller.vat_ids.recheck_after_days)
    return _BUSINESS


def _valid(case: Case, vat_id: GivenId) -> Standing:
    if not vat_id.is_recent:
        return _unconfirmed(case, vat_id)
    if case.customer.vat.name_matches is not None and not case.customer.vat.name_matches:
        raise Stop(Problem.VAT_ID_NAME_MISMATCH, why.ID_NAME(number=vat_id.number), ("customer.vat_id",))
    _confirmed(case, vat_id)
    return _BUSINESS


def _confirmed(case: Case, vat_id: GivenId) -> None:
    case.id_state, case.id_confirmed = vat_id.state, True
    case.proofs.add("customer.vat_id")
    case.because(why.ID_CONFIRMED, state=vat_id.state)
    if case.customer.kind is not CustomerKind.BUSINESS:
        case.because(why.LEGAL_PERSON_WITH_ID)
    if case.customer.vat.vat_group:
        case.because(why.GROUP_ID)


def _unconfirmed(case: Case, vat_id: GivenId) -> Standing:
    policy = case.seller.vat_ids
    if policy.outage is Outage.ASK:
        raise _unverified(vat_id)
    case.warn(why.ID_OUTAGE, number=vat_id.number)
    if policy.outage is Outage.CHARGE:
        return _without_id(case, electronic=True)
    case.id_state, case.id_confirmed = vat_id.state, True
    case.recheck_on = case.on + timedelta(days=policy.recheck_after_days)
    case.proofs.add("customer.vat_id")
    case.because(why.ID_PROVISIONAL, number=vat_id.number, recheck_on=case.recheck_on)
    return _BUSINESS


def _unverified(vat_id: GivenId) -> Stop:
    reason = why.ID_UNVERIFIED(status=words(vat_id.status))
    return Stop(Problem.VAT_ID_UNVERIFIED, reason, ("customer.vat_id.status",))
