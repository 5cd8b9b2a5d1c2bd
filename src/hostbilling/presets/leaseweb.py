"""Leaseweb Asia Pacific: how its lines name a service, from 14 September 2020 on."""

from datetime import date

from ..services import CutOver

CUT_OVER = CutOver(on=date(2020, 9, 14), archive_lead_days=2)
"""Equipment id and contract id from this day; older invoices had to be saved by the 12th."""
