"""How a line names a service, before and after a cut-over (lifecycle_cases.json)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hostbilling.presets import leaseweb
from hostbilling.services import CutOver, Identifiers, Surface

POLICIES = {"leaseweb": leaseweb.CUT_OVER}
LABELS = {True: "equipment_id", False: "server"}
_CONTRACT = "any contract id"


def ident(given: Mapping[str, Any]) -> dict[str, Any]:
    """What is asked of the cut-over and of the identifiers, as far as they are given."""
    cut_over = POLICIES.get(given.get("policy", ""))
    answers: dict[str, Any] = {}
    if "cutover" in given:
        moved = CutOver(on=date.fromisoformat(given["cutover"]), archive_lead_days=given["archive_lead_days"])
        answers["archive_by"] = moved.archive_by
        cut_over = cut_over or moved
    known = Identifiers(
        reference=given.get("reference"),
        legacy_name=given.get("legacy_name"),
        legacy_id=given.get("legacy_id"),
        contract_id=_CONTRACT,
    )
    answers["invoice_reference"] = known.shown(Surface.INVOICE)
    answers["portal_reference"] = known.shown(Surface.PORTAL)
    if cut_over is not None and "document_date" in given:
        on = date.fromisoformat(given["document_date"])
        answers["label"] = LABELS[cut_over.is_new(on)]
        answers["contract_id_shown"] = cut_over.contract_id(known, document_date=on) is not None
    return answers


AREAS = {"ident": ident}
