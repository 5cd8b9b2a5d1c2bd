"""What identifies a service on a line, before and after the change of layout, and which old documents are withheld.

Source: R-092 to R-095, R-098 to R-100, R-103. From the cut-over a line shows the equipment id, the contract id if there
is one, and the customer's reference; older documents show the server and keep doing so.
"""

from datetime import date

from attrs import frozen

from ..decision import Reason, ReasonCode
from ..errors import check_date, check_type, refuse
from ..services import CutOver, Surface
from .lines import Line

AVAILABLE = ReasonCode("documents.available", "Documents of {issued} are in the portal on {on}.")
WITHHELD = ReasonCode(
    "documents.withheld", "Documents from before {cut_over} are not in the portal any more; {save_by} was the last day."
)
SAVE_BY = ReasonCode(
    "documents.save_by",
    "Documents from before {cut_over} leave the portal on that day; {save_by} is the last day to save them.",
)


@frozen(kw_only=True)
class Identity:
    """What a line shows about the service; empty where it shows nothing. `server` is there in the old layout only."""

    server: str = ""
    equipment_id: str = ""
    contract_id: str = ""
    reference: str = ""


def identity(line: Line, *, cut_over: CutOver | None, document_date: date) -> Identity:
    """Return what a line of a document of that day shows; without a cut-over the layout is the new one.

    The reference falls back to the name in the old system, as on invoices.
    """
    refuse(
        check_type("line", line, Line),
        check_type("cut_over", cut_over, CutOver) if cut_over is not None else None,
        check_date("document_date", document_date),
    )
    known = line.identifiers
    reference = known.shown(Surface.INVOICE)
    if cut_over is not None and not cut_over.is_new(document_date):
        return Identity(server=known.legacy_name or known.legacy_id or "", reference=known.reference or "")
    return Identity(equipment_id=known.equipment_id or "", contract_id=known.contract_id or "", reference=reference)


@frozen(kw_only=True)
class Access:
    """Where a document can be had: in the portal, and by mail, which is always possible.

    `save_by` is the last day to save an old one, while that day is still to come.
    """

    in_portal: bool
    save_by: date | None
    reasons: tuple[Reason, ...]
    can_be_sent: bool = True


def access(issued_on: date, *, cut_over: CutOver | None, on: date) -> Access:
    """Return where a document issued on one day can be had on another.

    From the cut-over on, older documents are withheld from the portal; mail goes on.

    >>> change = CutOver(on=date(2020, 9, 14), archive_lead_days=2)
    >>> access(date(2020, 8, 1), cut_over=change, on=date(2020, 9, 14)).in_portal
    False
    >>> access(date(2020, 8, 1), cut_over=change, on=date(2020, 9, 1)).save_by
    datetime.date(2020, 9, 12)
    """
    refuse(
        check_date("issued_on", issued_on),
        check_type("cut_over", cut_over, CutOver) if cut_over is not None else None,
        check_date("on", on),
    )
    if cut_over is None or cut_over.is_new(issued_on):
        return Access(in_portal=True, save_by=None, reasons=(AVAILABLE(issued=issued_on, on=on),))
    facts = {"cut_over": cut_over.on, "save_by": cut_over.archive_by}
    if on >= cut_over.on:
        return Access(in_portal=False, save_by=None, reasons=(WITHHELD(**facts),))
    save_by = cut_over.archive_by if on <= cut_over.archive_by else None
    return Access(in_portal=True, save_by=save_by, reasons=(SAVE_BY(**facts),))
