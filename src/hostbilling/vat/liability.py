"""Who owes the VAT of a supply to a business in a member state that is not the seller's: the customer, or the seller.

Law: Directive 2006/112/EC, articles 192a, 194 and 196.
"""

from . import reasons as why
from .kinds import Rule
from .liability_table import MANDATORY_FROM, OPTIONS
from .model import Problem
from .working import Case, Stop


def customer_owes(case: Case, state: str, rule: Rule) -> bool:
    """Tell whether the business customer owes the VAT in `state`, a member state."""
    if state == case.home and case.seat.state is not None:
        return False
    if case.supply.establishment == state:
        case.because(why.INTERVENING, place=state)
        return False
    if not case.id_confirmed:
        return _unconfirmed(rule)
    return rule is Rule.BUSINESS or _by_option(case, state)


def _unconfirmed(rule: Rule) -> bool:
    """A business without confirmed id: article 196 cannot be applied, other places are the seller's to tax."""
    if rule is not Rule.BUSINESS:
        return False
    raise Stop(Problem.VAT_ID_UNVERIFIED, why.ID_UNVERIFIED(status="not given"), ("customer.vat_id",))


def _by_option(case: Case, state: str) -> bool:
    identified_there = case.id_state == state
    mandatory = case.on >= MANDATORY_FROM and identified_there and state not in case.seller.registrations
    applies = state not in case.seller.establishments and (mandatory or _chosen(case, state))
    if not applies:
        case.because(why.NOT_REVERSED, place=state)
    return applies


def _chosen(case: Case, state: str) -> bool:
    """Tell whether the state's own option, which may reach further than the duty, covers the supply."""
    option = OPTIONS.get(state)
    return (
        option is not None
        and case.supply.kind not in option.not_for
        and (case.id_state == state or option.customers_from_abroad)
    )
