"""Document numbers: series and patterns, allocation, the rules of countries, audit."""

from .allocation import Allocation, Assigned, Refused, Request, allocate
from .ambiguity import common_number
from .lookup import policy
from .patterns import Parsed, Pattern
from .policies import STRICT, TAX_DOCUMENTS, DateOrder, DocumentKind, Gaps, Policy
from .resets import EVER, MonthDay, Reset, fiscal_year, period_key
from .series import Late, Series, check_distinct
from .state import Counter, SeriesState, Void, close_period, initial_state, next_number, skip_to, void
from .store import RegisterStore

__all__ = [  # noqa: RUF022  # grouped by what they are for
    # what numbers look like
    "Pattern", "Parsed", "Reset", "MonthDay", "EVER", "fiscal_year", "period_key", "common_number",
    # what a series is
    "Series", "Late", "check_distinct", "DocumentKind", "TAX_DOCUMENTS",
    # giving numbers
    "Request", "allocate", "Allocation", "Assigned", "Refused", "RegisterStore",
    # where it stands
    "SeriesState", "Counter", "initial_state", "next_number", "close_period", "Void", "void", "skip_to",
    # what a country asks
    "Policy", "Gaps", "DateOrder", "STRICT", "policy",
]  # fmt: skip
