"""EU VAT: decided, explained and dated, for every customer a hosting company has.

Start with `determine`; `compute` turns its decision into amounts, `mention` into the words the document needs.
"""

from ..catalog import SupplyKind
from ..parties import CustomerKind, CustomerVat, VatId, VatIdStatus
from .determine import COVERED_FROM, determine
from .evidence import Evidence, EvidenceKind, Giver
from .kinds import Choice
from .model import (
    Buyer,
    Category,
    Liable,
    Mention,
    Oss,
    Outage,
    Problem,
    Scheme,
    SellerVat,
    SmallBusiness,
    Supply,
    Total,
    Totals,
    Treatment,
    Undetermined,
    VatDecision,
    VatIdPolicy,
)
from .places import Where
from .rates import OverlayRate, standard_rate

__all__ = [
    "COVERED_FROM",
    "Buyer",
    "Category",
    "Choice",
    "CustomerKind",
    "CustomerVat",
    "Evidence",
    "EvidenceKind",
    "Giver",
    "Liable",
    "Mention",
    "Oss",
    "Outage",
    "OverlayRate",
    "Problem",
    "Scheme",
    "SellerVat",
    "SmallBusiness",
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
    "determine",
    "standard_rate",
]
