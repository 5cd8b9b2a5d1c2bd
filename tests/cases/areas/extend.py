"""Adding a term to the end of validity (lifecycle_cases.json)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hostbilling.periods import MonthRule, Term, advance

TERMS = {"days": Term.days, "weeks": Term.weeks, "months": Term.months, "years": Term.years}
MONTH_RULES = {
    "clamp": MonthRule.CLAMP,
    "end_of_month": MonthRule.END_OF_MONTH,
    "roll_forward": MonthRule.ROLL_FORWARD,
}


def extend(given: Mapping[str, Any]) -> dict[str, Any]:
    """The new end of one service, or of every service of one order; the day of the order plays no part."""
    month_rule = MONTH_RULES[given.get("month_rule", "clamp")]
    if "services" in given:
        ends = {
            service["id"]: added(service["validity_end"], Term.months(service["add_months"]), month_rule=month_rule)
            for service in given["services"]
        }
        # One order is one demand, and one demand is charged once.
        return {"new_ends": ends, "charges": 1}
    return {
        "new_validity_end": added(
            given["validity_end"],
            TERMS[given["unit"]](given["add"]),
            anchor_day=given.get("anchor_day"),
            month_rule=month_rule,
        ),
        "charges": 1,
    }


def added(end: str, term: Term, **how: Any) -> date:
    return advance(date.fromisoformat(end), term, **how)


AREAS = {"extend": extend}
FOR_READERS = {"ordered_on"}
