"""Document numbers: series and patterns, allocation, the rules of countries, audit."""

from .allocation import Allocation, Assigned, Refused, Request, allocate
from .ambiguity import common_number
from .audit import Audit, Entry, Registered, Summary, audit
from .checks import check, check_number
from .lookup import policy
from .patterns import Parsed, Part, Pattern
from .policies import STRICT, TAX_DOCUMENTS, UNIQUE_ONLY, DateOrder, DocumentKind, Gaps, Policy
from .printed import Printed, audit_printed, is_repeated
from .resets import EVER, MonthDay, Reset, fiscal_year, period_key
from .series import Late, Series, check_distinct
from .state import Counter, SeriesState, Void, close_period, initial_state, next_number, skip_to, void
from .store import RegisterStore
from .takeover import Imported, import_register

__all__ = [  # noqa: RUF022  # grouped by what they are for
    # what numbers look like
    "Pattern", "Part", "Parsed", "Reset", "MonthDay", "EVER", "fiscal_year", "period_key", "common_number",
    # what a series is
    "Series", "Late", "check_distinct", "DocumentKind", "TAX_DOCUMENTS",
    # giving numbers
    "Request", "allocate", "Allocation", "Assigned", "Refused", "RegisterStore",
    # where it stands
    "SeriesState", "Counter", "initial_state", "next_number", "close_period", "Void", "void", "skip_to",
    # looking back
    "audit", "Audit", "Entry", "Registered", "Summary", "import_register", "Imported", "audit_printed", "Printed",
    "is_repeated",
    # what a country asks
    "policy", "Policy", "Gaps", "DateOrder", "STRICT", "UNIQUE_ONLY", "check", "check_number",
]  # fmt: skip
