"""EU VAT: decided, explained and dated, for every customer a hosting company has.

Start with `determine`; `compute` turns its decision into amounts, `mention` into the words the document needs.
"""

from ..catalog import SupplyKind
from ..parties import CustomerKind, CustomerVat, VatId, VatIdStatus
from .amounts import (
    ExchangeRate,
    RoundingUnit,
    Stated,
    compute,
    compute_lines,
    convert,
    in_national_currency,
    in_return_currency,
    is_reachable,
)
from .changes import LateId, OnChange, OnLateId, Repriced, late_id, reprice
from .currencies import national_currency
from .determine import determine
from .evidence import Evidence, EvidenceKind, Giver
from .kinds import Choice
from .mentions import MentionText, mention
from .model import Category, Liable, Mention, Problem, Scheme, Total, Treatment, Undetermined, VatDecision
from .places import Where
from .question import Buyer, Supply
from .rates import OverlayRate, standard_rate
from .returns import invoice_by, keep_records_until, oss_correction_until, oss_due, oss_period, oss_start
from .seller import Oss, Outage, SellerVat, SmallBusiness, Totals, VatIdPolicy
from .steps import COVERED_FROM
from .timing import (
    Part,
    Payment,
    chargeable_parts,
    deemed_completions,
    statement_tax_points,
    straddles_change,
    tax_point,
)
from .vat_ids import IdForm, field_applies, id_form, with_checked_form

__all__ = [
    "COVERED_FROM",
    "Buyer",
    "Category",
    "Choice",
    "CustomerKind",
    "CustomerVat",
    "Evidence",
    "EvidenceKind",
    "ExchangeRate",
    "Giver",
    "IdForm",
    "LateId",
    "Liable",
    "Mention",
    "MentionText",
    "OnChange",
    "OnLateId",
    "Oss",
    "Outage",
    "OverlayRate",
    "Part",
    "Payment",
    "Problem",
    "Repriced",
    "RoundingUnit",
    "Scheme",
    "SellerVat",
    "SmallBusiness",
    "Stated",
    "Supply",
    "SupplyKind",
    "Total",
    "Totals",
    "Treatment",
    "Undetermined",
    "VatDecision",
    "VatId",
    "VatIdPolicy",
    "VatIdStatus",
    "Where",
    "chargeable_parts",
    "compute",
    "compute_lines",
    "convert",
    "deemed_completions",
    "determine",
    "field_applies",
    "id_form",
    "in_national_currency",
    "in_return_currency",
    "invoice_by",
    "is_reachable",
    "keep_records_until",
    "late_id",
    "mention",
    "national_currency",
    "oss_correction_until",
    "oss_due",
    "oss_period",
    "oss_start",
    "reprice",
    "standard_rate",
    "statement_tax_points",
    "straddles_change",
    "tax_point",
    "with_checked_form",
]
