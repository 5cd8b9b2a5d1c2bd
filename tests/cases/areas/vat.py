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
)

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
        SupplyKind.TOP_UP: "account_credit_topup account_topup topup top_up voucher prepaid_voucher account_credit",
        SupplyKind.GOODS: "goods_sale goods hardware_sale server_sale",
    }.items()
    for word in words.split()
}
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
    "vat.finding.local_tax_known": "local_tax_may_apply:{tax}",
    "vat.finding.local_tax": "local_tax_may_apply:{tax}",
    "vat.finding.registration_required": "registration_required:{place}",
    "vat.finding.oss_correction_expired": "oss_correction_window_expired",
}


def _vat_id(given: Any, tax_point: date) -> VatId | None:
    if given is None or given["value"] is None:
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
        establishments=tuple(
            dict.fromkeys([*given["fixed_establishments"], *(set(given["established_in"]) - {given["country"]})])
        ),
        has_vat_id=given["vat_registered"],
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
    over = [kind for flag, kind in LINES.items() if customer.get(flag)]
    net, gross, known_rate = given.get("net"), given.get("gross"), given.get("rate_known")
    original = given.get("original_tax_point")
    location = given.get("location")
    return Supply(
        kind=COVERS.get(given.get("covers", ""), KINDS[given["kind"]]),
        net=exact(net, given["currency"]) if net is not None else None,
        gross=exact(gross, given["currency"]) if gross is not None else None,
        principal=KINDS[given.get("ancillary_to", "hosting")],
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


def _cited(decision: VatDecision | Undetermined) -> set[str]:
    told = [*decision.reasons, *(finding.reason for finding in decision.findings)]
    return {word for reason in told for text in reason.law for word in CITED.get(text.citation, ())}


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
        for item in given["evidence"]
    ]
    seller = _seller(given["seller"])

    def on(day: date) -> VatDecision | Undetermined:
        return vat.determine(supply, seller=seller, customer=customer, tax_point=day, evidence=evidence)

    decision = on(tax_point)
    got: dict[str, Any] = {
        "legal": _cited(decision),
        "warnings": {
            WARNINGS[finding.code].format(**dict(finding.reason.facts))
            for finding in decision.findings
            if finding.code in WARNINGS
        },
        "normalized_vat_id": customer.vat_id.number if customer.vat_id else None,
    }
    if not isinstance(decision, VatDecision):
        error = PROBLEMS.get(decision.problem, decision.problem.value)
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
        got["legal"].add("Dir 64(2) first subpara")
    if amounts is not None:
        got |= {"net": amounts.net, "vat": amounts.vat}
        got |= _elsewhere(asked, decision, amounts)
    got["legal"] |= EXCHANGE_LAW if "ecb_rate" in asked else set()
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
EXCHANGE_LAW = {"Dir 230", "Dir 91(2)"}
DIR, REG, COURT = "Directive 2006/112/EC, article ", "Implementing Regulation 282/2011, article ", "Court of Justice, "
# fmt: off
CITED: dict[str, tuple[str, ...]] = {
    DIR + "5": ("Dir 5", "Dir 5: not part of DK VAT territory", "Dir 58 / 44 with place outside the Community",
                "Dir 44 place outside the Community"),
    DIR + "6": ("Dir 6", "Dir 6(1)(c)", "Dir 6(1)", "Dir 6(2)"),
    DIR + "7": ("Dir 7", "Dir 7(1)", "Dir 7(1) (pre-2021)"),
    DIR + "44": ("Dir 44", "Dir 44/45/58"),
    DIR + "45": ("Dir 45", "Dir 44/45/58", "Dir 45 (pre-2015)"),
    DIR + "47": ("Dir 47",),
    DIR + "53": ("Dir 53",),
    DIR + "54(1)": ("Dir 54(1)",),
    DIR + "54(2)(b)": ("Dir 54(2)(b)",),
    DIR + "58": ("Dir 58", "Dir 44/45/58", "Dir 58 (pre-2015)"),
    DIR + "58 with Annex II": ("Dir Annex II",),
    DIR + "58(2) as in force to 2021-06-30": ("Dir 58(2) (2019-01-01 to 2021-06-30, now 59c)",),
    DIR + "59": ("Dir 59", "Dir 59(a)", "Dir 59(c)", "Dir 59(g)"),
    DIR + "59c": ("Dir 59c",),
    DIR + "30a and 30b": ("Dir 30a", "Dir 30b(1) (multi-purpose)", "Dir 30b"),
    DIR + "31 to 36": ("Dir 31-36",),
    DIR + "90": ("Dir 90",),
    DIR + "105": ("Dir 105",),
    DIR + "192a": ("Dir 192a",),
    DIR + "193": ("Dir 193",),
    DIR + "194": ("Dir 194", "Dir 194 not applied: customer not established in NL"),
    DIR + "196": ("Dir 196",),
    DIR + "214": ("Dir 214",),
    DIR + "226(11a)": ("Dir 226(11a)",),
    DIR + "284(1)": ("Dir 284(1)",),
    DIR + "284(2) to (4)": ("Dir 284(2)-(4)", "Dir 284(2)(a)"),
    DIR + "358a to 369": ("Dir 358a-369",),
    DIR + "369a to 369k": ("Dir 369a", "Dir 369a-369k"),
    DIR + "369g(4)": ("Dir 369g(4)", "Dir 369g(4) correction within 3 years"),
    REG + "7 and Annex I": ("IR 7", "IR Annex I pt 1"),
    REG + "18(1)(a)": ("IR 18(1)(a)", "IR 18(1)(a): number AND associated name and address"),
    REG + "18(1)(b)": ("IR 18(1)(b)",),
    REG + "18(2)": ("IR 18(2)",),
    REG + "18(3)": ("IR 18(3)",),
    REG + "19": ("IR 19", "IR 19 first para"),
    REG + "22": ("IR 22", "IR 22(1)"),
    REG + "24b(a) to (c)": ("IR 24b(a)", "IR 24b(b)"),
    REG + "24b(d)": ("IR 24b", "IR 24b(d)", "IR 282/2011 24b(d)"),
    REG + "24d(1)": ("IR 24d(1)",),
    REG + "24f": ("IR 24f", "IR 24f(b): IP and geolocation are one category"),
    REG + "25": ("IR 25",),
    REG + "31a": ("IR 31a", "IR 31a(2)(h)"),
    "Commission, explanatory notes on places of supply (2014)": ("Commission explanatory notes 2014",),
    "CGI, article 294": ("CGI 294 / CIBS",),
    "CGI, article 296": ("CGI 296 / CIBS", "CGI 259, 283, 296"),
    "BOI-TVA-GEO-20-40": ("BOI-TVA-GEO-20-40",),
    "CGI, article 293 B; CIBS, article L. 223-1, from 2026-09-01": (
        "CGI 293 B", "CGI 293 B (CIBS from 2026-09-01, old mention tolerated to 2027-12-31)"),
    "Slovak VAT Act 222/2004": ("SK VAT Act 222/2004",),
    "Finnish Tax Administration, Aland guidance VH/1343/00.01.00/2023": ("vero.fi Aland guidance",),
    "Austrian UStG 1994, section 10(4)": ("AT UStG 1994 10(1)",),
    "Windsor Framework, article 8 and Annex 3 (goods only)": ("XI numbers cover goods only",),
    COURT + "C-222/81 BAZ Bausystem": ("C-222/81 BAZ Bausystem",),
    COURT + "C-295/17 MEO and C-43/19 Vodafone Portugal": ("C-295/17 MEO", "C-43/19 Vodafone Portugal"),
    COURT + "C-419/02 BUPA": ("C-419/02 BUPA",),
    COURT + "C-349/96 Card Protection Plan": ("C-349/96",),
    COURT + "C-215/19 A Oy": ("C-215/19 A Oy",),
}
# fmt: on

AREAS = {"vat": decide}
FOR_READERS = {
    "seller.oss_msi",
    "customer.was_valid_at_order",
    "customer.customer_small_business",
    "supply.billing",
    "supply.proforma",
    "supply.price_includes_vat",
}
ASKED_IF_SET = {"legal", "invoice_mention", "vat_category", "liable", "warnings"}
