"""Civil dates: terms, half-open periods, the dates that an anchor throws, billing schedules and deadlines.

The k-th date of a cycle is computed from the original anchor and clamped last, so 31 January is followed by
28 February and then by 31 March again. Months, years and days are never converted into each other.
Periods hold their first day and not their last: [start, end). Instants become civil dates through `civil_date`
alone, and civil dates become instants through `midnight`.
"""

from .cycles import Cycle, calendar_cycle, whole_terms
from .deadlines import Deadline, counted_back, deadline
from .instants import civil_date, due_instant, midnight, shift_days
from .schedules import BillingPeriod, BillingSchedule, Timing
from .spans import Period, gaps, overlaps, tiles, union
from .terms import MonthRule, Term, Unit, advance, days_in_month, in_month_of
from .workdays import PlainCalendar, WorkingDays, add_working_days, count_working_days, next_working_day

__all__ = [
    "BillingPeriod", "BillingSchedule", "Cycle", "Deadline", "MonthRule", "Period", "PlainCalendar", "Term",
    "Timing", "Unit", "WorkingDays", "add_working_days", "advance", "calendar_cycle", "civil_date",
    "count_working_days", "counted_back", "days_in_month", "deadline", "due_instant", "gaps", "in_month_of",
    "midnight", "next_working_day", "overlaps", "shift_days", "tiles", "union", "whole_terms",
]  # fmt: skip
