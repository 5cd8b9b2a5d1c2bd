"""What is supplied: nothing at all, something by itself, or a part of something else.

Law: Directive 2006/112/EC, articles 2, 30a and 30b; Court of Justice C-349/96, C-295/17, C-222/81.
"""

from ..catalog import SupplyKind
from . import reasons as why
from .kinds import ROWS, Row, Rule
from .model import Problem
from .working import Case, Stop, words

_NO_SUPPLY = {
    SupplyKind.LATE_INTEREST: why.LATE_INTEREST,
    SupplyKind.REFUNDABLE_DEPOSIT: why.DEPOSIT,
    SupplyKind.DAMAGES: why.DAMAGES,
}


def is_no_supply(case: Case) -> bool:
    """Tell whether nothing is supplied for payment, and explain it; goods are refused as another subject."""
    kind = case.supply.kind
    if kind is SupplyKind.GOODS:
        raise Stop(Problem.UNSUPPORTED_KIND, why.GOODS())
    if kind in _NO_SUPPLY:
        case.because(_NO_SUPPLY[kind])
        return True
    if kind is SupplyKind.TOP_UP and not _is_single_purpose(case):
        case.because(why.MULTI_PURPOSE)
        return True
    return False


def _is_single_purpose(case: Case) -> bool:
    """A voucher whose place and rate are both known when it is sold (article 30a(2))."""
    return case.supply.known_place is not None and case.supply.known_rate is not None


def principal(case: Case) -> SupplyKind:
    """Return the kind of what a fee or a single-purpose top-up belongs to; raises `Stop` when that is not stated."""
    kind, of = case.supply.kind, case.supply.principal
    if of is SupplyKind.GOODS:
        raise Stop(Problem.UNSUPPORTED_KIND, why.GOODS())
    if of is None or of not in ROWS:
        raise Stop(Problem.NEEDS_PRINCIPAL, why.NO_PRINCIPAL(), ("supply.principal",))
    if kind is SupplyKind.TOP_UP:
        case.because(why.SINGLE_PURPOSE)
    else:
        case.because(why.TERMINATION if kind is SupplyKind.TERMINATION_FEE else why.PART_OF, principal=words(of))
    return of


def rule_for_consumers(case: Case, row: Row) -> Rule:
    """Return the rule for consumers as this seller reads the law."""
    if row.choice is not None and row.chosen is not None and row.choice in case.seller.choices:
        return row.chosen
    return row.consumer


def remark(case: Case, row: Row) -> None:
    """Add the findings about kinds that the law leaves open; they matter to consumers only."""
    if row.debatable:
        case.note(why.KIND_DEBATABLE, kind=words(case.supply.kind))
    if case.supply.with_human_support:
        case.note(why.HUMAN_SUPPORT)
