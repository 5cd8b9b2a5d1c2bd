"""Bank lines against what money is expected for."""

from .applied import Applied
from .bank import Line, identities
from .batch import match_all, suggest
from .expected import Expected, Standing, of_demand
from .outcomes import Allocation, Match, Outcome, Suggestion
from .pairing import pair
from .remembered import applied_by

__all__ = [  # noqa: RUF022  # grouped
    # what is given
    "Line", "identities", "Expected", "Standing", "of_demand", "Applied", "applied_by",
    # what comes back
    "match_all", "Match", "Outcome", "Allocation",
    # for a person
    "suggest", "Suggestion", "pair",
]  # fmt: skip
