"""What happens around an unpaid demand and an ending coverage, as dates with reasons."""

from .account_standing import AccountStanding, Threshold, account_standing, passed_over
from .alignment import charge_slots, check_alignment
from .checking import check_policy
from .coming_back import (
    FeeFor,
    Gap,
    Phase,
    PossibleFee,
    Reactivation,
    ReactivationTerms,
    coming_back,
    reactivation,
)
from .conditions import Debtor
from .debt_policy import DebtPolicy, LateCosts
from .debt_timeline import debt_timeline
from .events import Event
from .fees import Fee, LateFee, fixed_sum, late_fee
from .following import what_follows
from .gates import Blocked, Due, due_now
from .interest import DayCount, Interest, InterestLine, InterestPolicy, NeedsRates, Paid, interest
from .late_law import LateEvent, LateRow, RateOf, Reference, Tier
from .late_terms import Delay, LateTerms, delay, late_terms
from .planned import next_change
from .policy import DunningPolicy, Short, resolve
from .principal import open_principal, principal
from .promises import Case, Check, Progress, Promise, check_invoice, check_promise, invoice_check_day, promise
from .reference_rates import KnownRate, Segment, segments
from .reminder_costs import Reminder, collection_costs, reminder_fee
from .reminder_law import Channel, ReminderRow
from .reminders import FreePeriod, free_period, reminder_row
from .retries import FOLLOW_UPS, FollowUp, Retry, RetrySchedule, follow_up, retry
from .sorts import Superseded
from .standing import Standing, standing
from .timeline import Timeline, timeline

__all__ = [
    "FOLLOW_UPS",
    "AccountStanding",
    "Blocked",
    "Case",
    "Channel",
    "Check",
    "DayCount",
    "DebtPolicy",
    "Debtor",
    "Delay",
    "Due",
    "DunningPolicy",
    "Event",
    "Fee",
    "FeeFor",
    "FollowUp",
    "FreePeriod",
    "Gap",
    "Interest",
    "InterestLine",
    "InterestPolicy",
    "KnownRate",
    "LateCosts",
    "LateEvent",
    "LateFee",
    "LateRow",
    "LateTerms",
    "NeedsRates",
    "Paid",
    "Phase",
    "PossibleFee",
    "Progress",
    "Promise",
    "RateOf",
    "Reactivation",
    "ReactivationTerms",
    "Reference",
    "Reminder",
    "ReminderRow",
    "Retry",
    "RetrySchedule",
    "Segment",
    "Short",
    "Standing",
    "Superseded",
    "Threshold",
    "Tier",
    "Timeline",
    "account_standing",
    "charge_slots",
    "check_alignment",
    "check_invoice",
    "check_policy",
    "check_promise",
    "collection_costs",
    "coming_back",
    "debt_timeline",
    "delay",
    "due_now",
    "fixed_sum",
    "follow_up",
    "free_period",
    "interest",
    "invoice_check_day",
    "late_fee",
    "late_terms",
    "next_change",
    "open_principal",
    "passed_over",
    "principal",
    "promise",
    "reactivation",
    "reminder_fee",
    "reminder_row",
    "resolve",
    "retry",
    "segments",
    "standing",
    "timeline",
    "what_follows",
]
