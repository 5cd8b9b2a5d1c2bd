"""What comes out of a VAT decision.

Place, region, rate, treatment and scheme are separate fields: Réunion is the region RE of France, outside scope is
neither exempt nor zero, and a rate exists only where one applies.
"""

from datetime import date
from decimal import Decimal
from enum import Enum

from attrs import frozen

from ..decision import Decision


class Treatment(Enum):
    """What VAT law does with the supply."""

    STANDARD = "standard"
    REVERSE_CHARGE = "reverse_charge"
    EXEMPT_SMALL_BUSINESS = "exempt_small_business"
    OUTSIDE_SCOPE = "outside_scope"
    NOT_A_SUPPLY = "not_a_supply"


class Scheme(Enum):
    """Into which return the VAT goes."""

    DOMESTIC = "domestic"
    LOCAL_REGISTRATION = "local_registration"
    OSS_UNION = "oss_union"
    OSS_NON_UNION = "oss_non_union"
    NONE = "none"


class Liable(Enum):
    """Who owes the VAT."""

    SUPPLIER = "supplier"
    CUSTOMER = "customer"
    NOBODY = "nobody"


class Category(Enum):
    """Category code of a line in EN 16931."""

    STANDARD = "S"
    REVERSE_CHARGE = "AE"
    EXEMPT = "E"
    OUTSIDE = "O"


class Mention(Enum):
    """What the document has to say about VAT; `vat.mention` has the words."""

    REVERSE_CHARGE = "reverse_charge"
    SMALL_BUSINESS = "small_business"
    """The seller's own state exempts it."""
    SMALL_BUSINESS_CROSS_BORDER = "small_business_cross_border"
    """Another member state exempts the seller, which holds an EX number."""
    OUTSIDE_SCOPE = "outside_scope"


class Total(Enum):
    """Running totals the host keeps, net of VAT, by calendar year."""

    CROSS_BORDER = "cross_border"
    """Electronic services (and distance sales) to consumers in other member states: article 59c."""
    ONE_ITEM = "one_item"
    """Electronic services to consumers in other member states: Implementing Regulation 282/2011, article 24b."""
    UNION_TURNOVER = "union_turnover"
    """Everything supplied within the Union: articles 284 and 288."""


@frozen(kw_only=True)
class VatDecision(Decision):
    """What applies to one supply.

    `place` is a member state or an outside place, None where there is no supply; `rate` is in percent, None where none
    applies. `evidence_to_keep` names the fields of the question that prove place and standing; for the One-Stop-Shop
    they must be kept until `keep_evidence_until`, else as long as national law wants. `recheck_on` is set on a
    provisional reverse charge. `recapitulative`: the supply belongs on the recapitulative statement, which ends
    with 2030-06-30.
    `taxed_on` is the day whose law and rate were applied: that of the original for a correction.
    """

    treatment: Treatment
    place: str | None
    region: str | None
    rate: Decimal | None
    scheme: Scheme
    liable: Liable
    mention: Mention | None
    category: Category
    vatex: str | None
    tax_point: date
    taxed_on: date
    evidence_to_keep: tuple[str, ...] = ()
    keep_evidence_until: date | None = None
    recheck_on: date | None = None
    recapitulative: bool = False
    counts_towards: tuple[Total, ...] = ()


class Problem(Enum):
    """Why nothing can be decided."""

    NEEDS_EVIDENCE = "needs_evidence"
    CONFLICTING_EVIDENCE = "conflicting_evidence"
    VAT_ID_UNVERIFIED = "vat_id_unverified"
    VAT_ID_NAME_MISMATCH = "vat_id_name_mismatch"
    ESTABLISHMENT_MISMATCH = "establishment_mismatch"
    UNKNOWN_COUNTRY = "unknown_country"
    RATE_UNKNOWN = "rate_unknown"
    BEFORE_COVERAGE = "before_coverage"
    UNSUPPORTED_KIND = "unsupported_kind"
    NEEDS_LOCATION = "needs_location"
    NEEDS_PRINCIPAL = "needs_principal"
    NEEDS_AMOUNT = "needs_amount"


@frozen(kw_only=True)
class Undetermined(Decision):
    """Nothing was decided: why, and the fields that would help."""

    problem: Problem
    missing: tuple[str, ...] = ()
