"""What happens around an unpaid demand and an ending coverage, as dates with reasons."""

from .gates import Blocked, Due, due_now, next_change, what_follows
from .policy import DunningPolicy, resolve
from .standing import Standing, standing
from .timeline import Event, Timeline, timeline

__all__ = [
    "Blocked",
    "Due",
    "DunningPolicy",
    "Event",
    "Standing",
    "Timeline",
    "due_now",
    "next_change",
    "resolve",
    "standing",
    "timeline",
    "what_follows",
]
