"""VAT decisions (vat_cases.json): tables of names, and the one call."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hostbilling import vat
from hostbilling.money import Amounts, Rounding, exact, payable, share
from hostbilling.periods import Period
from hostbilling.vat import (
    Buyer,
    CustomerKind,
    CustomerVat,
    Evidence,
    EvidenceKind,
    ExchangeRate,
    Liable,
    Mention,
    Oss,
    Part,
    Payment,
    Problem,
    SellerVat,
    SmallBusiness,
    Supply,
    SupplyKind,
    Totals,
    Undetermined,
    VatDecision,
    VatId,
    VatIdStatus,
    Where,
    law,
)
from tests.cases.answers import any_of
from tests.cases.legal import Cited

HALF_UP = Rounding.HALF_UP
KINDS = {
    word: kind
    for kind, words in {
        SupplyKind.ELECTRONIC: "hosting shared_hosting web_hosting managed_hosting wordpress_hosting vps managed_vps"
        " cloud cloud_server virtual_server domain domain_name domain_registration domain_renewal domain_transfer"
        " domain_privacy domain_backorder email email_hosting mail mail_hosting mailbox dns dns_hosting cdn storage"
        " object_storage"
        " cloud_storage online_storage backup online_backup database_hosting game_server ssl ssl_certificate"
        " tls_certificate certificate saas software software_licence software_license licence license"
        " control_panel_licence control_panel_license ip_address ip_address_rental monitoring vpn website_builder"
        " remote_administration remote_admin remote_system_administration automated_administration e_learning_recorded"
        " recorded_e_learning recorded_elearning elearning_recorded training_recorded recorded_training elearning"
        " e_learning online_course_recorded electronic_service credit_note",
        SupplyKind.HUMAN_REMOTE: "remote_consulting consulting human_support human_consulting remote_support"
        " remote_support_human support_human support_hours human_support_contract web_design web_development"
        " website_development migration_service custom_development",
        SupplyKind.DEDICATED_SERVER: "dedicated_server managed_dedicated_server",
        SupplyKind.HARDWARE_RENTAL: "hardware_rental server_rental equipment_rental hardware_lease",
        SupplyKind.COLOCATION_RACK: "colocation_shared_rack colocation_rack colocation shared_rack_colocation",
        SupplyKind.COLOCATION_CAGE: "colocation_exclusive_room colocation_exclusive_cage colocation_cage"
        " colocation_private_room exclusive_cage",
        SupplyKind.ON_SITE_WORK: "onsite_intervention onsite_technician on_site_technician remote_hands smart_hands",
        SupplyKind.BUILDING_WORK: "building_work work_on_building fixed_cabling building_cabling cabling_fixed cabling",
        SupplyKind.TRAINING_IN_PERSON: "training_inhouse training_in_house training_in_person training_onsite training"
        " training_classroom",
        SupplyKind.TRAINING_LIVE_ONLINE: "training_online_live training_live_online live_online_training"
        " training_online online_training_live webinar webinar_live live_webinar training_virtual",
        SupplyKind.EVENT_ADMISSION: "event_admission training_event conference_admission event_ticket conference_ticket"
        " event_admission_physical physical_event_admission admission_event",
        SupplyKind.RIGHT_TRANSFER: "domain_aftermarket_sale domain_sale",
        SupplyKind.SETUP_FEE: "setup_fee setup installation_fee activation_fee",
        SupplyKind.TERMINATION_FEE: "early_termination_fee termination_fee",
        SupplyKind.DAMAGES: "damages compensation chargeback_fee reminder_fee dunning_fee",
        SupplyKind.LATE_INTEREST: "late_payment_penalty late_payment_interest late_interest default_interest",
        SupplyKind.REFUNDABLE_DEPOSIT: "refundable_deposit deposit security_deposit",
        SupplyKind.TOP_UP: "account_credit_topup account_topup topup top_up voucher prepaid_voucher account_credit"
        " single_purpose_voucher voucher_single_purpose multi_purpose_voucher voucher_multi_purpose gift_card"
        " plan_prepayment prepaid_plan prepaid_credit wallet_topup account_credit_single_purpose",
        SupplyKind.GOODS: "goods_sale goods hardware_sale server_sale",
    }.items()
    for word in words.split()
}
# Parts of longer words that tell the kind; what has none is what a host mostly sells.
TELLING = {part: kind for part, kind in KINDS.items() if kind is not SupplyKind.ELECTRONIC and "_" not in part} | {
    "rack": SupplyKind.COLOCATION_RACK,
    "cage": SupplyKind.COLOCATION_CAGE,
    "exclusive": SupplyKind.COLOCATION_CAGE,
    "onsite": SupplyKind.ON_SITE_WORK,
    "technician": SupplyKind.ON_SITE_WORK,
    "rental": SupplyKind.HARDWARE_RENTAL,
    "lease": SupplyKind.HARDWARE_RENTAL,
    "dedicated": SupplyKind.DEDICATED_SERVER,
    "conference": SupplyKind.EVENT_ADMISSION,
    "termination": SupplyKind.TERMINATION_FEE,
    "interest": SupplyKind.LATE_INTEREST,
}


def _kind(word: str) -> SupplyKind:
    telling = (TELLING[part] for part in word.split("_") if part in TELLING)
    return KINDS.get(word) or next(telling, SupplyKind.ELECTRONIC)


# What a fee pays for, where that makes it another thing.
COVERS = dict.fromkeys(["damages", "genuine_damages", "actual_damages", "actual_loss"], SupplyKind.DAMAGES)
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
    "bank_account": EvidenceKind.BANK,
    "card_country": EvidenceKind.BANK,
    "payment_country": EvidenceKind.BANK,
    "geolocation": EvidenceKind.OTHER_GEOLOCATION,
    "gps": EvidenceKind.OTHER_GEOLOCATION,
    "wifi_location": EvidenceKind.PUBLIC_SPOT,
}
LINES = {"delivered_over_landline": EvidenceKind.LANDLINE, "delivered_over_mobile": EvidenceKind.SIM}
SCHEMES = {"none": Oss.NONE, "union": Oss.UNION, "non_union": Oss.NON_UNION}
PROBLEMS = {
    Problem.NEEDS_EVIDENCE: "insufficient_evidence",
    Problem.BEFORE_COVERAGE: "rate_unknown",
    Problem.UNSUPPORTED_KIND: "unsupported_supply_kind",
    Problem.NEEDS_LOCATION: "location_missing location_unknown needs_location",
    Problem.NEEDS_PRINCIPAL: "principal_missing needs_principal",
    Problem.NEEDS_AMOUNT: "amount_missing needs_amount",
}
LIABLE = {Liable.SUPPLIER: "supplier", Liable.CUSTOMER: "customer", Liable.NOBODY: None}
MENTIONS = {
    Mention.REVERSE_CHARGE: "reverse_charge",
    Mention.SMALL_BUSINESS: "small_business_exemption",
    Mention.SMALL_BUSINESS_CROSS_BORDER: "small_business_exemption",
}
# A finding has one code, and the cases several words for it.
WARNINGS = {
    "vat.finding.id_invalid": "vat_id_invalid",
    "vat.finding.id_pending": "vat_id_pending",
    "vat.finding.id_unavailable": "vat_id_unavailable vat_id_unverified vies_unavailable",
    "vat.finding.id_late": "vat_id_late vat_id_communicated_late vat_id_after_tax_point",
    "vat.finding.consumer_with_id": "consumer_with_vat_id vat_id_of_consumer",
    "vat.finding.not_a_customer_id": "not_a_customer_vat_id",
    "vat.finding.id_country_mismatch": "vat_id_country_mismatch",
    "vat.finding.local_tax_known": "local_tax_may_apply:{tax}",
    "vat.finding.local_tax": "local_tax_may_apply:{tax}",
    "vat.finding.registration_required": "registration_required:{place}",
    "vat.finding.seller_id_needed": "seller_vat_id_required seller_needs_vat_id seller_vat_id_needed",
    "vat.finding.oss_correction_expired": "oss_correction_window_expired",
    "vat.finding.oss_not_open": "oss_not_available oss_scheme_not_available scheme_not_available",
    "vat.finding.ex_lost": "ex_lost ex_access_lost union_turnover_exceeded",
    "vat.finding.used_in_union": "use_and_enjoyment use_and_enjoyment:{state} use_and_enjoyment_possible",
    "vat.finding.weak_evidence": "weak_evidence",
    "vat.finding.address_outvoted": "address_outvoted address_contradicted",
    "vat.finding.human_support": "human_support human_work",
}


def _vat_id(given: Any, tax_point: date) -> VatId | None:
    if given is None or given["value"] is None:
        return None
    status = STATUSES[given.get("status", "unchecked")]
    return VatId(number=given["value"], status=status, checked_on=tax_point)


def _customer(given: Mapping[str, Any], tax_point: date) -> Buyer:
    communicated = given.get("communicated_on")
    return Buyer(
        kind=CUSTOMERS[given["type"]],
        country=given["country"],
        postcode=str(given.get("postcode") or ""),
        city=given.get("city") or "",
        vat_id=_vat_id(given.get("vat_id"), tax_point),
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
    small = given.get("small_business")
    countries = [*given.get("fixed_establishments", ()), *given.get("established_in", ())]
    return SellerVat(
        country=given["country"],
        postcode=str(given.get("postcode") or ""),
        establishments=[code for code in dict.fromkeys(countries) if code != given["country"]],
        has_vat_id=given.get("vat_registered", True),
        oss=SCHEMES[given.get("oss_scheme", "none")],
        cross_border=_totals(given.get("threshold")),
        one_item=_totals(given.get("evidence_turnover")),
        small_business=SmallBusiness(
            home=small["home_exempt"], ex_states=small["ex_states"], union_turnover=small["union_turnover_eur"]
        )
        if small
        else None,
    )


def _totals(given: Mapping[str, Any] | None) -> Totals | None:
    if given is None:
        return None
    return Totals(
        this_year=given["current_year_before_eur"],
        prior_year=given["prior_year_eur"],
        opted=given.get("opted_destination", False),
    )


def _supply(given: Mapping[str, Any], customer: Mapping[str, Any]) -> Supply:
    over = [kind for flag, kind in LINES.items() if customer.get(flag)]
    net, gross, known_rate = given.get("net"), given.get("gross"), given.get("rate_known")
    original = given.get("original_tax_point")
    location = given.get("location")
    return Supply(
        kind=COVERS.get(given.get("covers", ""), _kind(given["kind"])),
        net=exact(net, given.get("currency", "EUR")) if net is not None else None,
        gross=exact(gross, given.get("currency", "EUR")) if gross is not None else None,
        principal=_kind(given.get("ancillary_to", "hosting")),
        location=Where(country=location) if location else None,
        establishment=given.get("intervening_establishment"),
        delivered_over=over[0] if over else None,
        with_human_support=given.get("includes_human_support", False),
        known_place=given.get("place_known"),
        known_rate=Decimal(known_rate) if known_rate is not None else None,
        original_tax_point=date.fromisoformat(original) if original else None,
    )


def _rates(given: Mapping[str, Any] | None) -> list[ExchangeRate]:
    if given is None:
        return []
    on = date.fromisoformat(given["date"])
    return [
        ExchangeRate(quote=name.partition("_")[0], price=given[name], on=on, source="ECB")
        for name in given
        if name.endswith("_per_EUR")
    ]


def _amounts(given: Mapping[str, Any], supply: Supply, decision: VatDecision) -> Amounts | None:
    if "lines" in given:
        return vat.compute_lines(
            decision, [payable(net, given["currency"]) for net in given["lines"]], rounding=HALF_UP
        )
    if supply.gross is not None and (given.get("price_includes_vat") or supply.net is None):
        return vat.compute(decision, gross=supply.gross, rounding=HALF_UP)
    return vat.compute(decision, net=supply.net, rounding=HALF_UP) if supply.net is not None else None


def _period(given: Mapping[str, Any]) -> Period | None:
    period = given.get("period")
    if period is None:
        return None
    return Period(date.fromisoformat(period["start"]), date.fromisoformat(period["end"]) + timedelta(days=1))


def _payments(given: Mapping[str, Any], supply: Supply) -> list[Payment]:
    payments = [
        Payment(on=date.fromisoformat(item["date"]), net=payable(item["net"], given["currency"]))
        for item in given.get("payments", ())
    ]
    deposit = given.get("payment")
    if deposit is not None and supply.net is not None:
        part = share(supply.net, Decimal(deposit["amount_pct"]) / 100, rounding=HALF_UP)
        payments.append(Payment(on=date.fromisoformat(deposit["date"]), net=part))
    return payments


def _cited(decision: VatDecision | Undetermined, asked: Mapping[str, Any]) -> Cited:
    told = [*decision.reasons, *(finding.reason for finding in decision.findings)]
    texts = [text for reason in told for text in reason.law]
    texts += [text for member, more in LAW_OF_QUESTIONS.items() if member in asked for text in more]
    return Cited(tuple(text.citation for text in texts))


def decide(given: Mapping[str, Any]) -> dict[str, Any]:
    """The decision in the words of the cases."""
    asked = given["supply"]
    supply = _supply(asked, given["customer"])
    payments = _payments(asked, supply)
    period = _period(asked)
    completed_on = date.fromisoformat(given["tax_point"])
    parts = vat.chargeable_parts(supply.net, completed_on=completed_on, payments=payments) if supply.net else ()
    tax_point = parts[0].tax_point if len(parts) == 1 else completed_on
    customer = _customer(given["customer"], tax_point)
    evidence = [
        Evidence(kind=ITEMS.get(item["kind"], EvidenceKind.OTHER_COMMERCIAL), country=item["country"])
        for item in given.get("evidence", ())
    ]
    seller = _seller(given["seller"])

    def on(day: date) -> VatDecision | Undetermined:
        return vat.determine(supply, seller=seller, customer=customer, tax_point=day, evidence=evidence)

    decision = on(tax_point)
    got: dict[str, Any] = {
        "legal": _cited(decision, asked),
        "warnings": {
            word.format(**dict(finding.reason.facts))
            for finding in decision.findings
            for word in WARNINGS.get(finding.code, "").split()
        },
        "normalized_vat_id": customer.vat_id.number if customer.vat_id else None,
    }
    if not isinstance(decision, VatDecision):
        error = any_of(PROBLEMS.get(decision.problem, decision.problem.value))
        return {**UNDETERMINED, **got, "error": error}
    amounts = _amounts(asked, supply, decision)
    mention = vat.mention(
        decision,
        language=asked.get("invoice_language", "en"),
        seller_country=seller.country,
        on=tax_point,
    )
    got |= {
        "place": decision.place,
        "region": decision.region,
        "treatment": decision.treatment.value,
        "rate": decision.rate,
        "scheme": decision.scheme.value,
        "liable": LIABLE[decision.liable],
        "invoice_mention": MENTIONS.get(decision.mention) if decision.mention else None,
        "mention_text": mention.text if mention else None,
        "vat_category": decision.category.value,
        "tax_point": decision.tax_point,
        "tax_point_of_rate": decision.taxed_on,
        "recapitulative_statement": decision.recapitulative,
        "retain_evidence_until": decision.keep_evidence_until,
        "invoice_deadline": vat.invoice_by(tax_point),
    }
    if mention and (mention.fixed or "invoice_language" in asked):
        got["invoice_mention"] = mention.text
    if period is not None:
        got["deemed_completions"] = vat.deemed_completions(period, events=[payment.on for payment in payments])
    if amounts is not None:
        got |= {"net": amounts.net, "vat": amounts.vat}
        got |= _elsewhere(asked, decision, amounts)
    if len(parts) > 1:
        got["split"] = [_part(part, on(part.tax_point)) for part in parts]
    return got


def _part(part: Part, decision: VatDecision | Undetermined) -> dict[str, Any]:
    assert isinstance(decision, VatDecision)
    amounts = vat.compute(decision, net=part.net, rounding=HALF_UP)
    return {"net": amounts.net, "vat": amounts.vat, "rate": decision.rate, "tax_point": part.tax_point}


def _elsewhere(asked: Mapping[str, Any], decision: VatDecision, amounts: Amounts) -> dict[str, Any]:
    got: dict[str, Any] = {}
    if "ecb_rate" in asked and decision.place is not None:
        stated = vat.in_national_currency(
            amounts.vat, state=decision.place, on=decision.taxed_on, rates=_rates(asked["ecb_rate"]), rounding=HALF_UP
        )
        got["vat_national"] = {"currency": stated.amount.currency.code, "amount": stated.amount}
    if "ecb_rate_quarter_end" in asked:
        rates = _rates(asked["ecb_rate_quarter_end"])
        got["oss_vat_eur"] = vat.in_return_currency(amounts.vat, rates=rates, rounding=HALF_UP).amount
    return got


UNDETERMINED = {
    "place": None, "region": None, "treatment": "undetermined", "rate": None, "scheme": "none", "liable": None,
    "invoice_mention": None, "vat_category": None,
}  # fmt: skip
# What the case's question rests on besides the decision: amounts in another currency, the time of supply.
LAW_OF_QUESTIONS = {
    "ecb_rate": (law.NATIONAL_CURRENCY, law.EXCHANGE),
    "ecb_rate_quarter_end": (law.OSS_EXCHANGE,),
    "period": (law.CHARGEABLE_EVENT, law.SUCCESSIVE, law.CONTINUOUS_REVERSED, law.INVOICE_BY),
    "payment": (law.CHARGEABLE_EVENT, law.PAYMENT_ON_ACCOUNT, law.RATE_IN_FORCE),
    "payments": (law.CHARGEABLE_EVENT, law.PAYMENT_ON_ACCOUNT, law.RATE_IN_FORCE),
    "proforma": (law.CHARGEABLE_EVENT, law.PAYMENT_ON_ACCOUNT),
}

AREAS = {"vat": decide}
FOR_READERS = {
    "seller.oss_msi",
    "customer.was_valid_at_order",
    "customer.customer_small_business",
    "supply.billing",
    "supply.proforma",
    "supply.proforma.date",
    "supply.price_includes_vat",
}
ASKED_IF_SET = {"legal", "invoice_mention", "vat_category", "liable", "warnings"}
