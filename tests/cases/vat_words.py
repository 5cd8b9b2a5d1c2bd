"""What the words of vat_cases.json are called in the library, and the other way round; only data."""

from hostbilling.parties import CustomerKind
from hostbilling.vat import EvidenceKind, Liable, Mention, Oss, Problem, SupplyKind, VatIdStatus, law

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


def kind_of(word: str) -> SupplyKind:
    telling = (TELLING[part] for part in word.split("_") if part in TELLING)
    return KINDS.get(word) or next(telling, SupplyKind.ELECTRONIC)


def item_of(word: str) -> EvidenceKind:
    return next((kind for part, kind in ITEMS.items() if part in word), EvidenceKind.OTHER_COMMERCIAL)


def kind_of_fee(word: str, covers: str) -> SupplyKind:
    """Return the kind; a fee that covers real damages is no payment for a service."""
    damages = any(part in covers for part in ("damage", "loss", "compensation"))
    return SupplyKind.DAMAGES if damages else kind_of(word)


CUSTOMERS = {
    "consumer": CustomerKind.CONSUMER,
    "business": CustomerKind.BUSINESS,
    "public_body": CustomerKind.PUBLIC_BODY,
    "non_taxable_legal_person": CustomerKind.OTHER_LEGAL_PERSON,
}
STATUSES = {status.value: status for status in VatIdStatus}
# Parts of the words for evidence: the first that occurs decides, and the rest is other information.
ITEMS = {
    "payment": EvidenceKind.PAYMENT_SERVICE_ADDRESS,
    "billing": EvidenceKind.BILLING_ADDRESS,
    "public": EvidenceKind.PUBLIC_SPOT,
    "wifi": EvidenceKind.PUBLIC_SPOT,
    "hotspot": EvidenceKind.PUBLIC_SPOT,
    "ip_": EvidenceKind.IP_GEOLOCATION,
    "geo": EvidenceKind.OTHER_GEOLOCATION,
    "gps": EvidenceKind.OTHER_GEOLOCATION,
    "bank": EvidenceKind.BANK,
    "card": EvidenceKind.BANK,
    "iban": EvidenceKind.BANK,
    "phone_prefix": EvidenceKind.PHONE_PREFIX,
    "landline": EvidenceKind.LANDLINE,
    "sim": EvidenceKind.SIM,
    "mobile": EvidenceKind.SIM,
    "decoder": EvidenceKind.DECODER,
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
