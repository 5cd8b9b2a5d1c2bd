"""One thing sold and renewed: its state, what was granted to it, what it is known by."""

from .coverage import Cause, Coverage, Grant
from .identifiers import CutOver, Identifiers, Migration, Surface, current_id
from .search import find
from .service import Service, ServiceState
from .starting import Start

__all__ = [
    "Cause",
    "Coverage",
    "CutOver",
    "Grant",
    "Identifiers",
    "Migration",
    "Service",
    "ServiceState",
    "Start",
    "Surface",
    "current_id",
    "find",
]
