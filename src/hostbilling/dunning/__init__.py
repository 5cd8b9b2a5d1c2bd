"""What happens around an unpaid demand and an ending coverage, as dates with reasons."""

from .gates import Due, due_now, next_change
from .policy import DunningPolicy, resolve
from .standing import Standing, standing
from .timeline import Event, Timeline, timeline

__all__ = [
    "Due", "DunningPolicy", "Event", "Standing", "Timeline", "due_now", "next_change", "resolve", "standing", "timeline",
]  # fmt: skip
