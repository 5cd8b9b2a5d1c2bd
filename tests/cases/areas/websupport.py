"""The published schedule of a call nobody pays (lifecycle_cases.json)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hostbilling.demands import Action
from hostbilling.dunning import timeline
from hostbilling.presets import websupport

POLICIES = {"websupport_default": websupport.EXPLICIT}


def ws_timeline(given: Mapping[str, Any]) -> dict[str, Any]:
    """Every event of the timeline but the purge, which the cases leave out."""
    paid = given.get("paid_on")
    found = timeline(
        POLICIES[given.get("policy", "websupport_default")],
        end=date.fromisoformat(given["deactivation_date"]),
        paid_on=None if paid is None else date.fromisoformat(paid),
    )
    events = [event for event in found.events if event.action is not Action.PURGE]
    return {"events": [{"event": event.name, "date": event.date} for event in events]}


AREAS = {"ws_timeline": ws_timeline}
