"""The legal texts that VAT decisions cite; only data.

`VERIFIED` texts were read, `SECONDARY` ones are known from a commentary, `UNCHECKED` ones from general knowledge
of the consolidated law: read them before relying on them in a dispute.
"""

from ..decision import Certainty, LegalRef

_S, _K = Certainty.SECONDARY, Certainty.UNCHECKED


def _directive(article: str, certainty: Certainty = Certainty.VERIFIED) -> LegalRef:
    return LegalRef(citation=f"Directive 2006/112/EC, article {article}", certainty=certainty)


def _regulation(article: str, certainty: Certainty = Certainty.VERIFIED) -> LegalRef:
    return LegalRef(citation=f"Implementing Regulation 282/2011, article {article}", certainty=certainty)


def _court(case: str, certainty: Certainty = Certainty.UNCHECKED) -> LegalRef:
    return LegalRef(citation=f"Court of Justice, {case}", certainty=certainty)


# fmt: off
TERRITORY = _directive("5")
TERRITORY_EXCLUDED = _directive("6")
TERRITORY_INCLUDED = _directive("7")
REGIONAL_RATES = _directive("105", _K)
SERVICES_TO_BUSINESS = _directive("44")
SERVICES_TO_CONSUMER = _directive("45")
IMMOVABLE = _directive("47")
ADMISSION_BUSINESS = _directive("53", _S)
ACTIVITY = _directive("54(1)", _S)
WORK_ON_MOVABLES = _directive("54(2)(b)", _S)
ELECTRONIC = _directive("58")
ELECTRONIC_BEFORE_2015 = LegalRef(citation="Directive 2008/8/EC, article 5 (from 2015-01-01)", certainty=_K)
ELECTRONIC_LIST = _directive("58 with Annex II", _S)
OUTSIDE_CONSUMER = _directive("59", _S)
THRESHOLD = _directive("59c")
THRESHOLD_OPTION = _directive("59c(3)")
THRESHOLD_BEFORE_2021_07 = _directive("58(2) as in force to 2021-06-30", _S)
VOUCHER = _directive("30a and 30b", _K)
RATE_IN_FORCE = _directive("93")
CORRECTION = _directive("90", _K)
CORRECTING_DOCUMENT = _directive("219", _K)
LIABLE_SUPPLIER = _directive("193")
LIABLE_ESTABLISHMENT = _directive("192a")
TAKING_PART = _regulation("53", _S)
LIABLE_BY_OPTION = _directive("194")
LIABLE_CUSTOMER = _directive("196")
REGISTRATION = _directive("214", _K)
MENTION_REVERSE = _directive("226(11a)")
RECAPITULATIVE = _directive("262(1)(c)")
SMALL_HOME = _directive("284(1)")
SMALL_CROSS_BORDER = _directive("284(2) to (4)")
SMALL_LEAVING = _directive("288a", _S)
OSS_NON_UNION = _directive("358a to 369", _S)
OSS_UNION = _directive("369a to 369k")
OSS_CORRECTION = _directive("369g(4)")
ELECTRONIC_TEST = _regulation("7 and Annex I", _S)
LEGAL_PERSON_PLACE = _regulation("13a", _S)
STATUS_CONFIRMED = _regulation("18(1)(a)")
STATUS_APPLIED_FOR = _regulation("18(1)(b)")
STATUS_NOT_COMMUNICATED = _regulation("18(2)")
STATUS_OUTSIDE = _regulation("18(3)")
PRIVATE_USE = _regulation("19")
RECEIVING_ESTABLISHMENT = _regulation("22")
TIME_OF_CIRCUMSTANCES = _regulation("25", _S)
PUBLIC_SPOT = _regulation("24a")
LINES = _regulation("24b(a) to (c)", _S)
EVIDENCE_TWO = _regulation("24b(d)")
EVIDENCE_ONE = _regulation("24b, second paragraph", _S)
REBUTTAL = _regulation("24d(1)")
EVIDENCE_LIST = _regulation("24f")
IMMOVABLE_LIST = _regulation("31a", _S)
DEMONSTRATE = _regulation("3")
NON_TAXABLE_LEGAL_PERSON = _directive("43(2)")
IDENTIFIED_LEGAL_PERSON = _regulation("17(2)")
LEGAL_PERSON_ESTABLISHMENT = _regulation("24(a)")
AALAND = LegalRef(citation="Finnish Tax Administration, Aland guidance VH/1343/00.01.00/2023")
FRENCH_OVERSEAS = LegalRef(citation="BOI-TVA-GEO-20-40")
FRENCH_NO_VAT = LegalRef(citation="CGI, article 294", certainty=_S)
FRENCH_RATES = LegalRef(citation="CGI, article 296", certainty=_S)
CYPRUS = LegalRef(citation="Act of Accession 2003, Protocol 10", certainty=_S)
JUNGHOLZ = LegalRef(citation="Austrian UStG 1994, section 10(4)", certainty=_S)
SPANISH_CONSUMERS = LegalRef(citation="Spanish LIVA, article 69.Dos", certainty=_S)
NORTHERN_IRELAND = LegalRef(citation="Windsor Framework, article 8 and Annex 3 (goods only)", certainty=_S)
USE_AND_ENJOYMENT = _directive("59a", _S)
EXPLANATORY_NOTES = LegalRef(citation="Commission, explanatory notes on places of supply (2014)", certainty=_K)
CHARGEABLE_EVENT = _directive("63", _S)
SUCCESSIVE = _directive("64(1)", _S)
CONTINUOUS_REVERSED = _directive("64(2), first subparagraph")
PAYMENT_ON_ACCOUNT = _directive("65", _S)
INVOICE_BY = _directive("222", _S)
DIGITAL_REPORTING = LegalRef(citation="Directive (EU) 2025/516 (from 2030-07-01)", certainty=_S)
EXCHANGE = _directive("91(2)", _K)
NATIONAL_CURRENCY = _directive("230", _K)
OSS_EXCHANGE = _directive("369h", _K)
OSS_RETURN = _directive("369f")
SMALL_HOME_BY_STATE = {
    "FR": LegalRef(citation="CGI, article 293 B; CIBS, article L. 223-1, from 2026-09-01"),
    "SK": LegalRef(citation="Slovak VAT Act 222/2004", certainty=_S),
    "DE": LegalRef(citation="UStG, section 19"),
}
DEFAULT_INTEREST = _court("C-222/81 BAZ Bausystem", Certainty.VERIFIED)
PREPAYMENT = _court("C-419/02 BUPA")
TERMINATION = _court("C-295/17 MEO and C-43/19 Vodafone Portugal")
ANCILLARY = _court("C-349/96 Card Protection Plan")
VAT_GROUP = _court("C-7/13 Skandia America and C-812/19 Danske Bank")
EVENT = _court("C-647/17 Srf konsulterna")
RACK = _court("C-215/19 A Oy", Certainty.VERIFIED)
GOODS = _directive("31 to 36", _K)
# fmt: on
