"""The reasons and findings of VAT decisions: permanent codes, sentences, the law behind each; only data."""

from ..decision import ReasonCode
from . import law

# fmt: off
# --- the customer
ID_CONFIRMED = ReasonCode("vat.customer.id_confirmed",
    "The customer is a business: its VAT id ({state}) was confirmed.", (law.STATUS_CONFIRMED,))
ID_APPLIED_FOR = ReasonCode("vat.customer.id_applied_for",
    "The customer has applied for a VAT id and proved that it is a business.", (law.STATUS_APPLIED_FOR,))
ID_PROVISIONAL = ReasonCode("vat.customer.id_provisional",
    "VAT id {number} could not be confirmed; by the seller's policy the customer is a business until {recheck_on}.",
    (law.STATUS_CONFIRMED,))
BUSINESS_AT_HOME = ReasonCode("vat.customer.business_at_home",
    "The customer is in the seller's own member state, {state}, where a VAT id changes nothing.",
    (law.SERVICES_TO_BUSINESS,))
BUSINESS_AT_BRANCH = ReasonCode("vat.customer.business_at_branch",
    "The customer is in {state}, where the seller's establishment takes part and a VAT id changes nothing.",
    (law.SERVICES_TO_BUSINESS, law.LIABLE_ESTABLISHMENT))
BUSINESS_OUTSIDE = ReasonCode("vat.customer.business_outside",
    "The customer is a business outside the Union.", (law.STATUS_OUTSIDE,))
NO_ID_GIVEN = ReasonCode("vat.customer.no_id",
    "No usable VAT id was given, so the customer counts as a consumer.", (law.STATUS_NOT_COMMUNICATED,))
LEGAL_PERSON = ReasonCode("vat.customer.legal_person",
    "A body without a VAT id counts as a consumer, at its own address.",
    (law.NON_TAXABLE_LEGAL_PERSON, law.LEGAL_PERSON_PLACE, law.LEGAL_PERSON_ESTABLISHMENT))
LEGAL_PERSON_WITH_ID = ReasonCode("vat.customer.legal_person_with_id",
    "A body that is identified for VAT counts as a business.",
    (law.NON_TAXABLE_LEGAL_PERSON, law.IDENTIFIED_LEGAL_PERSON))
PRIVATE_USE = ReasonCode("vat.customer.private_use",
    "The service is for private use, so the customer counts as a consumer.", (law.PRIVATE_USE,))
GROUP_ID = ReasonCode("vat.customer.group", "The id is that of the customer's VAT group.",
    (law.VAT_GROUP,))

# --- the place
AT_BUSINESS = ReasonCode("vat.place.business",
    "A service to a business is taxed where the business is established: {place}.", (law.SERVICES_TO_BUSINESS,))
AT_CONSUMER = ReasonCode("vat.place.electronic",
    "An electronic service to a consumer is taxed where the consumer is: {place}.",
    (law.ELECTRONIC, law.ELECTRONIC_LIST, law.ELECTRONIC_TEST))
AT_ORIGIN = ReasonCode("vat.place.origin",
    "This service to a consumer is taxed where the seller is: {place}.", (law.SERVICES_TO_CONSUMER,))
AT_ORIGIN_BEFORE_2015 = ReasonCode("vat.place.origin_before_2015",
    "Before 2015 an electronic service of a seller in the Union was taxed where the seller is: {place}.",
    (law.SERVICES_TO_CONSUMER, law.ELECTRONIC_BEFORE_2015))
BELOW_THRESHOLD = ReasonCode("vat.place.below_threshold",
    "The consumer is in {customer}, but the seller's sales to consumers in other member states stay within {limit}"
    " {currency}, so the service is taxed where the seller is: {place}.", (law.THRESHOLD, law.SERVICES_TO_CONSUMER))
BELOW_THRESHOLD_BEFORE_2021_07 = ReasonCode("vat.place.below_threshold_before_2021_07",
    BELOW_THRESHOLD.template, (law.THRESHOLD_BEFORE_2021_07, law.SERVICES_TO_CONSUMER))
OPTED = ReasonCode("vat.place.opted",
    "The seller chose, from {since} and at least until {until}, to be taxed where its consumers are, whatever it sells"
    " to them.", (law.THRESHOLD_OPTION,))
OPTED_BEFORE_2021_07 = ReasonCode("vat.place.opted_before_2021_07", OPTED.template, (law.THRESHOLD_BEFORE_2021_07,))
AT_OUTSIDE_CONSUMER = ReasonCode("vat.place.outside_consumer",
    "This service to a consumer outside the Union is placed with the consumer: {place}.", (law.OUTSIDE_CONSUMER,))
SPANISH_CONSUMER = ReasonCode("vat.place.spanish_consumer",
    "Spanish law keeps this service to a consumer in {customer} in mainland Spain.", (law.SPANISH_CONSUMERS,))
AT_BUILDING = ReasonCode("vat.place.building",
    "A service connected with a building is taxed where the building stands: {place}.",
    (law.IMMOVABLE, law.IMMOVABLE_LIST))
AT_WORK = ReasonCode("vat.place.performed",
    "Work on movable goods for a consumer is taxed where it is done: {place}.", (law.WORK_ON_MOVABLES,))
AT_ACTIVITY = ReasonCode("vat.place.activity",
    "Teaching or admission is taxed where it takes place: {place}.", (law.ACTIVITY, law.ADMISSION_BUSINESS, law.EVENT))
AT_VIEWER = ReasonCode("vat.place.attended_online",
    "What a consumer attends online is taxed where the consumer is: {place}.", (law.ACTIVITY,))
BY_RECEIVING_ESTABLISHMENT = ReasonCode("vat.place.receiving_establishment",
    "The service is received by the customer's establishment in {place}.", (law.RECEIVING_ESTABLISHMENT,))
USED_IN_UNION = ReasonCode("vat.finding.used_in_union",
    "The service is used in {state}, which may tax it by use and enjoyment; this is not applied.",
    (law.USE_AND_ENJOYMENT,))
AT_USE = ReasonCode("vat.place.used_there",
    "{state} taxes this service to a consumer from outside the Union because it is used there.",
    (law.USE_AND_ENJOYMENT,))
TWO_ITEMS = ReasonCode("vat.evidence.two_items",
    "At least two items of evidence that do not contradict each other place the consumer in {place}.",
    (law.EVIDENCE_TWO, law.EVIDENCE_LIST))
ONE_ITEM = ReasonCode("vat.evidence.one_item",
    "One item from a third party places the consumer in {place}; that is enough for a small seller.",
    (law.EVIDENCE_ONE, law.EVIDENCE_TWO, law.EVIDENCE_LIST))
PRESUMED = ReasonCode("vat.evidence.presumed",
    "The line or spot the service is delivered through places the consumer in {place}.",
    (law.LINES, law.PUBLIC_SPOT, law.REBUTTAL))
REBUTTED = ReasonCode("vat.evidence.rebutted",
    "Three items of evidence rebut the presumption and place the consumer in {place}.",
    (law.REBUTTAL, law.EVIDENCE_TWO, law.EVIDENCE_LIST))

# --- territories
LIKE_A_STATE = ReasonCode("vat.territory.like_a_state",
    "The address lies in {code}, which counts as part of {state}.", (law.TERRITORY_INCLUDED,))
REGION = ReasonCode("vat.territory.region",
    "The address lies in {code}, a region of {state} with rates of its own.", (law.REGIONAL_RATES,))
EXCLUDED = ReasonCode("vat.territory.excluded",
    "The address lies in {code}, which the VAT directive does not cover.", (law.TERRITORY_EXCLUDED,))
NEVER_PART = ReasonCode("vat.territory.never_part",
    "The address lies in {code}, which is no part of a member state's VAT area.", (law.TERRITORY,))
SUSPENDED = ReasonCode("vat.territory.suspended",
    "The address lies in the part of Cyprus where Union law is suspended.", (law.CYPRUS,))
JUNGHOLZ = ReasonCode("vat.territory.jungholz",
    "The address lies in Jungholz or Mittelberg, Austria; the lower rate is for businesses seated there.",
    (law.JUNGHOLZ,))
NORTHERN_IRELAND = ReasonCode("vat.territory.northern_ireland",
    "Northern Ireland counts as the Union for goods only, not for services.", (law.NORTHERN_IRELAND,))
AALAND = ReasonCode("vat.territory.aaland",
    "Åland is outside the VAT directive; the Finnish VAT Act applies there for Finnish sellers.",
    (law.TERRITORY_EXCLUDED, law.AALAND))
FRENCH_OVERSEAS = ReasonCode("vat.territory.french_overseas",
    "The address lies in {code}, which is outside the VAT directive; between it and the rest of France French VAT law"
    " applies.", (law.TERRITORY_EXCLUDED, law.FRENCH_OVERSEAS, law.FRENCH_RATES))
FRENCH_WITHOUT_VAT = ReasonCode("vat.territory.french_without_vat",
    "The address lies in {code}, where France levies no VAT.",
    (law.TERRITORY_EXCLUDED, law.FRENCH_OVERSEAS, law.FRENCH_NO_VAT))

# --- the treatment
OUTSIDE = ReasonCode("vat.treatment.outside",
    "{place} is outside the VAT area of the Union: no VAT of a member state is due.", (law.TERRITORY, law.DEMONSTRATE))
HOME_EXEMPT = ReasonCode("vat.treatment.small_business",
    "The seller is exempt as a small business in its own state, {place}.", (law.SMALL_HOME,))
HOME_EXEMPT_BY_STATE = {
    state: ReasonCode(f"vat.treatment.small_business.{state.lower()}", HOME_EXEMPT.template, (law.SMALL_HOME, national))
    for state, national in law.SMALL_HOME_BY_STATE.items()
}
EX_EXEMPT = ReasonCode("vat.treatment.small_business_ex",
    "The seller is exempt as a small business in {place} under its EX number.", (law.SMALL_CROSS_BORDER,))
REVERSE_CHARGED = ReasonCode("vat.treatment.reverse_charge",
    "The seller has no establishment in {place} that takes part, so the customer owes the VAT.",
    (law.LIABLE_CUSTOMER, law.MENTION_REVERSE, law.RECAPITULATIVE))
REVERSE_CHARGED_194 = ReasonCode("vat.treatment.reverse_charge_194",
    "{place} makes the business customer liable for this service of a foreign seller.",
    (law.LIABLE_BY_OPTION, law.MENTION_REVERSE))
NOT_REVERSED = ReasonCode("vat.treatment.no_reverse_charge_194",
    "{place} does not make this customer liable for a service placed there.",
    (law.LIABLE_BY_OPTION, law.LIABLE_SUPPLIER))
INTERVENING = ReasonCode("vat.treatment.intervening",
    "The seller's establishment in {place} takes part in the supply, so the seller owes the VAT there.",
    (law.LIABLE_ESTABLISHMENT, law.TAKING_PART))
DOMESTIC = ReasonCode("vat.scheme.domestic",
    "The VAT goes into the seller's own return in {place}.", (law.LIABLE_SUPPLIER,))
UNION_SCHEME = ReasonCode("vat.scheme.oss_union",
    "The VAT of {place} is declared through the Union One-Stop-Shop.", (law.OSS_UNION,))
NON_UNION_SCHEME = ReasonCode("vat.scheme.oss_non_union",
    "The VAT of {place} is declared through the non-Union One-Stop-Shop.", (law.OSS_NON_UNION,))
LOCAL_RETURN = ReasonCode("vat.scheme.local_registration",
    "The VAT is declared in {place} itself.", (law.LIABLE_SUPPLIER, law.REGISTRATION))
RATE = ReasonCode("vat.rate.standard",
    "The standard rate of {place} on {on} is {rate} %.", (law.RATE_IN_FORCE,))
REGIONAL_RATE = ReasonCode("vat.rate.regional",
    "The standard rate of {region} ({place}) on {on} is {rate} %.", (law.RATE_IN_FORCE, law.REGIONAL_RATES))
CORRECTED = ReasonCode("vat.rate.correction",
    "A correction follows the tax point of the original, {original}.", (law.CORRECTION, law.CORRECTING_DOCUMENT))

IN_NATIONAL_CURRENCY = ReasonCode("vat.amount.national_currency",
    "The VAT is also stated in {currency}, at the rate of {source} of {on}.", (law.NATIONAL_CURRENCY, law.EXCHANGE))
SAME_CURRENCY = ReasonCode("vat.amount.same_currency", "The VAT is in {currency} already.")
IN_RETURN_CURRENCY = ReasonCode("vat.amount.return_currency",
    "The return is in {currency}, at the rate of {source} of {on}: the last day of the period or the next publication.",
    (law.OSS_EXCHANGE,))

# --- no supply, and what belongs to another supply
LATE_INTEREST = ReasonCode("vat.nothing.late_interest",
    "Interest for late payment is compensation, not payment for a service.", (law.DEFAULT_INTEREST,))
DEPOSIT = ReasonCode("vat.nothing.deposit",
    "A deposit that is given back is not payment for a service.")
DAMAGES = ReasonCode("vat.nothing.damages",
    "Genuine damages are compensation, not payment for a service.", (law.DEFAULT_INTEREST,))
MULTI_PURPOSE = ReasonCode("vat.nothing.multi_purpose",
    "Credit that may buy different things is taxed when it is spent.", (law.PREPAYMENT, law.VOUCHER))
SINGLE_PURPOSE = ReasonCode("vat.kind.single_purpose",
    "Place and rate are known when the credit is sold, so it is taxed now.", (law.VOUCHER,))
PART_OF = ReasonCode("vat.kind.part_of",
    "The fee shares the treatment of what it belongs to: {principal}.", (law.ANCILLARY,))
TERMINATION = ReasonCode("vat.kind.termination",
    "A fee for leaving a committed term early is payment for the service: {principal}.", (law.TERMINATION,))

# --- nothing decided
GOODS = ReasonCode("vat.undetermined.goods", "Goods follow other rules, which this module does not know.", (law.GOODS,))
BEFORE_COVERAGE = ReasonCode("vat.undetermined.before_coverage",
    "{on} lies before {begin}, the first day these rules and tables cover.")
UNKNOWN_COUNTRY = ReasonCode("vat.undetermined.unknown_country", "{country} is no country.")
NO_COUNTRY = ReasonCode("vat.undetermined.no_country",
    "The customer's country is not known.", (law.EVIDENCE_TWO,))
TOO_LITTLE_EVIDENCE = ReasonCode("vat.undetermined.evidence",
    "The evidence does not place the consumer: two items that agree are needed.",
    (law.EVIDENCE_TWO, law.EVIDENCE_ONE, law.EVIDENCE_LIST))
CONFLICT = ReasonCode("vat.undetermined.conflict",
    "The evidence points to several places with equal weight.",
    (law.EVIDENCE_TWO, law.EVIDENCE_LIST, law.EXPLANATORY_NOTES))
ID_UNVERIFIED = ReasonCode("vat.undetermined.id_unverified",
    "The VAT id is not confirmed ({status}); its form or check digits prove nothing.", (law.STATUS_CONFIRMED,))
ID_NAME = ReasonCode("vat.undetermined.id_name",
    "VIES names another holder for VAT id {number}.", (law.STATUS_CONFIRMED,))
ESTABLISHMENT = ReasonCode("vat.undetermined.establishment",
    "The address is in {address} and the VAT id of {id_state}: which establishment receives the service?",
    (law.SERVICES_TO_BUSINESS, law.RECEIVING_ESTABLISHMENT))
NO_RATE = ReasonCode("vat.undetermined.rate", "No rate of {place} on {on} is known.")
NO_LOCATION = ReasonCode("vat.undetermined.location",
    "The place is that of the building, the work or the event, which is missing.",
    (law.IMMOVABLE, law.WORK_ON_MOVABLES, law.ACTIVITY))
NO_PRINCIPAL = ReasonCode("vat.undetermined.principal",
    "The fee shares the treatment of what it belongs to, which is missing.", (law.ANCILLARY,))
NO_AMOUNT = ReasonCode("vat.undetermined.amount",
    "The amount decides whether the threshold is crossed, and is missing.", (law.THRESHOLD,))

# --- findings
ID_INVALID = ReasonCode("vat.finding.id_invalid", "VAT id {number} is not valid.", (law.TIME_OF_CIRCUMSTANCES,))
ID_LATE = ReasonCode("vat.finding.id_late",
    "The VAT id was given on {given_on}, after the tax point: it counts for later supplies.",
    (law.TIME_OF_CIRCUMSTANCES,))
ID_PENDING = ReasonCode("vat.finding.id_pending", "The VAT id is applied for: check again when it is there.",
    (law.STATUS_APPLIED_FOR,))
ID_OF_NO_CUSTOMER = ReasonCode("vat.finding.not_a_customer_id",
    "{number} identifies nobody as a customer of services in the Union.")
ID_OUTAGE = ReasonCode("vat.finding.id_unavailable",
    "VAT id {number} could not be confirmed at the tax point.", (law.STATUS_CONFIRMED,))
ID_ELSEWHERE = ReasonCode("vat.finding.id_country_mismatch",
    "The VAT id is of {id_state}, the address in {address}.", (law.RECEIVING_ESTABLISHMENT,))
ID_OF_CONSUMER = ReasonCode("vat.finding.consumer_with_id", "A consumer gave a VAT id: ask whether it is a business.")
STATUS_UNPROVEN = ReasonCode("vat.finding.status_unproven",
    "Nothing proves that the customer outside the Union is a business.", (law.STATUS_OUTSIDE,))
ADDRESS_OUTVOTED = ReasonCode("vat.finding.address_outvoted",
    "The evidence places the customer in {place}, not at the address given.")
WEAK_EVIDENCE = ReasonCode("vat.finding.weak_evidence",
    "One of the items is only other commercial information.", (law.EVIDENCE_LIST,))
ITEM_IGNORED = ReasonCode("vat.finding.item_ignored", "An item of evidence names {country}, which is no country.")
LOCAL_TAX = ReasonCode("vat.finding.local_tax", "Local tax ({tax}) may be due, and is not computed here.")
LOCAL_TAX_KNOWN = ReasonCode("vat.finding.local_tax_known", "Local tax ({tax}) may be due: {hint}.")
REGISTRATION = ReasonCode("vat.finding.registration_required",
    "The seller has to register in {place}, or join a One-Stop-Shop.", (law.REGISTRATION,))
SELLER_ID_NEEDED = ReasonCode("vat.finding.seller_id_needed",
    "A seller needs a VAT id of its own for services to businesses in other member states.", (law.REGISTRATION,))
DIGITAL_REPORTING = ReasonCode("vat.finding.digital_reporting",
    "Since {since} such an invoice is reported by itself, not on a recapitulative statement.",
    (law.DIGITAL_REPORTING,))
OSS_NOT_OPEN = ReasonCode("vat.finding.oss_not_open",
    "The {scheme} scheme is not open to this seller or for this supply.", (law.OSS_UNION, law.OSS_NON_UNION))
EX_LOST = ReasonCode("vat.finding.ex_lost",
    "The seller's turnover in the Union exceeds {limit} EUR: the exemption in other states has ended.",
    (law.SMALL_CROSS_BORDER, law.SMALL_LEAVING))
EX_OR_REVERSE = ReasonCode("vat.finding.ex_or_reverse_charge",
    "No text says whether the exemption in {place} or the reverse charge comes first for a business; the exemption was"
    " applied, because only what is taxable is reverse-charged.", (law.SMALL_CROSS_BORDER, law.LIABLE_CUSTOMER))
KIND_DEBATABLE = ReasonCode("vat.finding.kind_debatable",
    "The place of {kind} to consumers is read in two ways; the seller's choice was applied.",
    (law.ELECTRONIC_TEST,))
HUMAN_SUPPORT = ReasonCode("vat.finding.human_support",
    "Substantial human work may take the service out of the electronic ones.", (law.ELECTRONIC_TEST,))
RATE_UNCHECKED = ReasonCode("vat.finding.rate_unchecked", "The rate rests on a single source: {note}.")
VOUCHER_DIFFERS = ReasonCode("vat.finding.voucher_differs",
    "The top-up was sold as taxed in {known_place} at {known_rate} %.", (law.VOUCHER,))
OSS_CORRECTION_EXPIRED = ReasonCode("vat.finding.oss_correction_expired",
    "The One-Stop-Shop took corrections until {until}: correct with {place} directly.", (law.OSS_CORRECTION,))
# fmt: on
