"""The law of renewal by country: what must be sent and when, what is forbidden, when a contract ends.

Rows are data with their source and certainty, in one module a country; a row that nobody read decides nothing and
shows as a finding. Nothing here is legal advice.
"""

from .checks import Limits, check, limits
from .contract import Contract, Practice
from .duties import Duty, Obligations, Release, Window, exceeds, obligations, release
from .lookup import TABLES, jurisdiction, rules
from .model import (
    Channel,
    Count,
    CustomerClass,
    Fairness,
    FirstTerm,
    InForceBy,
    Inform,
    Message,
    Moment,
    Needs,
    NextTerm,
    Notice,
    Phase,
    Remedy,
    Renewed,
    Row,
    Rule,
    Safeguard,
    WayOut,
    Ways,
    customer_class,
)
from .notices import Ending, Exit, counted, earliest_exit, ends_on
from .switching import Switch, switching
from .withdrawal import Event, NewRight, Withdrawal, function_required, opens_right, withdrawal

__all__ = [  # noqa: RUF022  # grouped by question
    # what must I send, and when
    "obligations", "Obligations", "Duty", "Window", "Contract", "release", "Release", "Remedy", "WayOut",
    # is what I do lawful
    "check", "Practice", "Channel", "Safeguard", "limits", "Limits", "NextTerm",
    # when does it end
    "ends_on", "Ending", "earliest_exit", "Exit", "counted", "Count", "Phase", "exceeds", "switching", "Switch",
    # can it be withdrawn from
    "withdrawal", "Withdrawal", "opens_right", "NewRight", "Event", "function_required",
    # the rows
    "rules", "TABLES", "jurisdiction", "CustomerClass", "customer_class", "Row", "Rule", "Inform",
    "FirstTerm", "Renewed", "Notice", "Ways", "Needs", "Fairness", "Message", "Moment", "InForceBy",
]  # fmt: skip
