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
    cut_over = POLICIES[given.get("policy", "leaseweb")]
    moved = CutOver(
        on=date.fromisoformat(given.get("cutover", cut_over.on.isoformat())),
        archive_lead_days=given.get("archive_lead_days", cut_over.archive_lead_days),
    )
    answers: dict[str, Any] = {"archive_by": moved.archive_by}
    known = Identifiers(
        reference=given.get("reference"),
        legacy_name=given.get("legacy_name"),
        legacy_id=given.get("legacy_id"),
        contract_id=_CONTRACT,
    )
    answers["invoice_reference"] = known.shown(Surface.INVOICE)
    answers["portal_reference"] = known.shown(Surface.PORTAL)
    if "document_date" in given:
        on = date.fromisoformat(given["document_date"])
        answers["label"] = LABELS[cut_over.is_new(on)]
        answers["contract_id_shown"] = cut_over.contract_id(known, document_date=on) is not None
    return answers


AREAS = {"ident": ident}
