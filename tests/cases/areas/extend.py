"""Adding a term to the end of validity (lifecycle_cases.json)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hostbilling.periods import MonthRule, Term, advance

TERMS = {"days": Term.days, "months": Term.months, "years": Term.years}
MONTH_RULES = {
    "clamp": MonthRule.CLAMP,
    "end_of_month": MonthRule.END_OF_MONTH,
    "roll_forward": MonthRule.ROLL_FORWARD,
}


def extend(given: Mapping[str, Any]) -> dict[str, Any]:
    """The new end; the day of the order plays no part."""
    return {
        "new_validity_end": advance(
            date.fromisoformat(given["validity_end"]),
            TERMS[given["unit"]](given["add"]),
            anchor_day=given.get("anchor_day"),
            month_rule=MONTH_RULES[given.get("month_rule", "clamp")],
        )
    }


AREAS = {"extend": extend}
FOR_READERS = {"ordered_on"}
