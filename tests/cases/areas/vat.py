"""VAT decisions (vat_cases.json): tables of names, and the one call."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from hostbilling import money, vat
from hostbilling.vat import (
    Buyer,
    CustomerKind,
    CustomerVat,
    Evidence,
    EvidenceKind,
    Liable,
    Mention,
    Oss,
    Problem,
    SellerVat,
    SmallBusiness,
    Supply,
    SupplyKind,
    Totals,
    VatDecision,
    VatId,
    VatIdStatus,
    Where,
)

KINDS = {
    **dict.fromkeys(
        [
            "hosting", "shared_hosting", "web_hosting", "managed_hosting", "vps", "cloud_server", "domain",
            "domain_registration", "domain_renewal", "domain_transfer", "email_hosting", "email", "dns_hosting", "dns",
            "cdn", "storage", "object_storage", "backup", "ssl_certificate", "ssl", "saas", "software_licence",
            "software_license", "remote_administration", "remote_admin", "e_learning_recorded", "recorded_training",
            "training_recorded", "elearning_recorded", "recorded_elearning", "monitoring", "website_builder", "vpn",
            "credit_note",
        ],
        SupplyKind.ELECTRONIC,
    ),
    **dict.fromkeys(["remote_consulting", "consulting", "human_support", "remote_support", "web_design",
                     "support_hours"], SupplyKind.HUMAN_REMOTE),
    "dedicated_server": SupplyKind.DEDICATED_SERVER,
    **dict.fromkeys(["hardware_rental", "server_rental"], SupplyKind.HARDWARE_RENTAL),
    **dict.fromkeys(["colocation_shared_rack", "colocation"], SupplyKind.COLOCATION_RACK),
    **dict.fromkeys(["colocation_exclusive_room", "colocation_cage"], SupplyKind.COLOCATION_CAGE),
    **dict.fromkeys(["onsite_intervention", "onsite_technician"], SupplyKind.ON_SITE_WORK),
    **dict.fromkeys(["building_work", "fixed_cabling", "building_cabling", "cabling"], SupplyKind.BUILDING_WORK),
    **dict.fromkeys(["training_inhouse", "training_in_person", "training"], SupplyKind.TRAINING_IN_PERSON),
    **dict.fromkeys(["training_online_live", "training_live_online", "live_online_training", "webinar_live", "webinar"],
                    SupplyKind.TRAINING_LIVE_ONLINE),
    **dict.fromkeys(["event_admission", "training_event", "conference_admission", "event_ticket"],
                    SupplyKind.EVENT_ADMISSION),
    "domain_aftermarket_sale": SupplyKind.RIGHT_TRANSFER,
    **dict.fromkeys(["setup_fee", "setup"], SupplyKind.SETUP_FEE),
    "early_termination_fee": SupplyKind.TERMINATION_FEE,
    "damages": SupplyKind.DAMAGES,
    **dict.fromkeys(["late_payment_penalty", "late_interest", "late_payment_interest"], SupplyKind.LATE_INTEREST),
    **dict.fromkeys(["refundable_deposit", "deposit"], SupplyKind.REFUNDABLE_DEPOSIT),
    **dict.fromkeys(["account_credit_topup", "topup", "voucher", "prepaid_voucher"], SupplyKind.TOP_UP),
    **dict.fromkeys(["goods_sale", "goods", "hardware_sale"], SupplyKind.GOODS),
}  # fmt: skip
CUSTOMERS = {
    "consumer": CustomerKind.CONSUMER,
    "business": CustomerKind.BUSINESS,
    "public_body": CustomerKind.PUBLIC_BODY,
    "non_taxable_legal_person": CustomerKind.OTHER_LEGAL_PERSON,
}
STATUSES = {status.value: status for status in VatIdStatus}
ITEMS = {
    **{kind.value: kind for kind in EvidenceKind},
    "sim_country": EvidenceKind.SIM,
    "bank_country": EvidenceKind.BANK,
    "geolocation": EvidenceKind.OTHER_GEOLOCATION,
}
SCHEMES = {"none": Oss.NONE, "union": Oss.UNION, "non_union": Oss.NON_UNION}
PROBLEMS = {
    Problem.NEEDS_EVIDENCE: "insufficient_evidence",
    Problem.BEFORE_COVERAGE: "rate_unknown",
    Problem.UNSUPPORTED_KIND: "unsupported_supply_kind",
}
LIABLE = {Liable.SUPPLIER: "supplier", Liable.CUSTOMER: "customer", Liable.NOBODY: None}
MENTIONS = {
    Mention.REVERSE_CHARGE: "reverse_charge",
    Mention.SMALL_BUSINESS: "small_business_exemption",
    Mention.SMALL_BUSINESS_CROSS_BORDER: "small_business_exemption",
}
WARNINGS = {
    "vat.finding.id_invalid": "vat_id_invalid",
    "vat.finding.id_pending": "vat_id_pending",
    "vat.finding.not_a_customer_id": "not_a_customer_vat_id",
    "vat.finding.id_country_mismatch": "vat_id_country_mismatch",
    "vat.finding.local_tax": "local_tax_may_apply:{tax}",
    "vat.finding.registration_required": "registration_required:{place}",
    "vat.finding.oss_correction_expired": "oss_correction_window_expired",
}


def _vat_id(given: Any, tax_point: date) -> VatId | None:
    if given is None:
        return None
    status = STATUSES[given["status"]]
    return VatId(number=given["value"], status=status, checked_on=tax_point)


def _customer(given: Mapping[str, Any], tax_point: date) -> Buyer:
    communicated = given.get("communicated_on")
    return Buyer(
        kind=CUSTOMERS[given["type"]],
        country=given["country"],
        postcode=given["postcode"] or "",
        city=given["city"] or "",
        vat_id=_vat_id(given["vat_id"], tax_point),
        vat=CustomerVat(
            private_use=given.get("private_use", False),
            id_given_on=date.fromisoformat(communicated) if communicated else None,
            id_applied_for=given.get("vat_id_applied_for", False),
            business_proof=given.get("business_proof", ""),
            name_matches=given.get("name_match"),
            receiving_country=given.get("receiving_establishment"),
            vat_group=given.get("vat_group", False),
        ),
    )


def _seller(given: Mapping[str, Any]) -> SellerVat:
    threshold, evidence, small = given["threshold"], given["evidence_turnover"], given["small_business"]
    return SellerVat(
        country=given["country"],
        postcode=given["postcode"] or "",
        establishments=tuple(given["fixed_establishments"]),
        oss=SCHEMES[given["oss_scheme"]],
        cross_border=Totals(
            this_year=threshold["current_year_before_eur"],
            prior_year=threshold["prior_year_eur"],
            opted=threshold["opted_destination"],
        ),
        one_item=Totals(this_year=evidence["current_year_before_eur"], prior_year=evidence["prior_year_eur"]),
        small_business=SmallBusiness(
            home=small["home_exempt"], ex_states=small["ex_states"], union_turnover=small["union_turnover_eur"]
        ),
    )  # fmt: skip


def _supply(given: Mapping[str, Any], customer: Mapping[str, Any]) -> Supply:
    over = [
        kind
        for flag, kind in (("delivered_over_landline", EvidenceKind.LANDLINE), ("delivered_over_mobile", EvidenceKind.SIM))
        if customer.get(flag)
    ]  # fmt: skip
    net, gross, known_rate = given.get("net"), given.get("gross"), given.get("rate_known")
    original = given.get("original_tax_point")
    location = given.get("location")
    return Supply(
        kind=KINDS[given["kind"]],
        net=money.exact(net, given["currency"]) if net is not None else None,
        gross=money.exact(gross, given["currency"]) if gross is not None else None,
        principal=KINDS[given.get("ancillary_to", "hosting")],
        location=Where(country=location) if location else None,
        establishment=given.get("intervening_establishment"),
        delivered_over=over[0] if over else None,
        with_human_support=given.get("includes_human_support", False),
        known_place=given.get("place_known"),
        known_rate=Decimal(known_rate) if known_rate is not None else None,
        original_tax_point=date.fromisoformat(original) if original else None,
    )


def decide(given: Mapping[str, Any]) -> dict[str, Any]:
    """The decision in the words of the cases."""
    tax_point = date.fromisoformat(given["tax_point"])
    supply = _supply(given["supply"], given["customer"])
    decision = vat.determine(
        supply,
        seller=_seller(given["seller"]),
        customer=_customer(given["customer"], tax_point),
        tax_point=tax_point,
        evidence=[Evidence(kind=ITEMS[item["kind"]], country=item["country"]) for item in given["evidence"]],
    )
    warnings = [
        WARNINGS[finding.code].format(**dict(finding.reason.facts))
        for finding in decision.findings
        if finding.code in WARNINGS
    ]
    if not isinstance(decision, VatDecision):
        return {
            "place": None, "region": None, "treatment": "undetermined", "rate": None, "scheme": "none", "liable": None,
            "invoice_mention": None, "vat_category": None, "legal": [], "warnings": warnings,
            "error": PROBLEMS.get(decision.problem, decision.problem.value),
        }  # fmt: skip
    return {
        "place": decision.place,
        "region": decision.region,
        "treatment": decision.treatment.value,
        "rate": decision.rate,
        "scheme": decision.scheme.value,
        "liable": LIABLE[decision.liable],
        "invoice_mention": MENTIONS.get(decision.mention),
        "vat_category": decision.category.value,
        "legal": [],
        "warnings": warnings,
        "error": None,
    }


AREAS = {"vat": decide}
FOR_READERS = {
    "seller.established_in",
    "seller.vat_registered",
    "seller.oss_msi",
    "customer.was_valid_at_order",
    "customer.customer_small_business",
}
ASKED_IF_SET = {"legal", "invoice_mention", "vat_category", "liable", "warnings"}
