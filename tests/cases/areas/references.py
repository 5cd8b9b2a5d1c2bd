"""Payment references and the strings of payment QR codes (numbering_cases.json)."""

from base64 import b32hexdecode
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from hostbilling.errors import BillingError, InvalidInput
from hostbilling.money import Money, payable
from hostbilling.payments.references import bysquare, epc, kid, ocr, ogm, qrr, rf, spayd, swiss, symbols, unique, viite
from tests.cases.answers import Each, OneOf, any_of

ERRORS = {
    "reference.digits": "digits_only not_digits",
    "reference.characters": "characters invalid_characters bad_characters illegal_character invalid_character",
    "reference.too_short": "too_short",
    "reference.too_long": "too_long",
    "reference.check": "bad_check_digits bad_check_digit wrong_check_digits wrong_check_digit check_digit",
    "reference.form": "form format bad_format malformed invalid_format",
    "reference.shared": "collision not_unique duplicate ambiguous digits_collide",
    "swiss.pair": "wrong_iban_kind iban_kind_mismatch qr_iban_required requires_qr_iban ordinary_iban_required",
    "epc.amount": "amount_range",
    "epc.currency": "currency currency_not_eur eur_only only_eur currency_must_be_eur",
    "epc.too_long": "too_long name_too_long text_too_long",
    "epc.bytes": "too_long too_many_bytes payload_too_long",
    "epc.bic": "bic_required missing_bic bic_missing",
    "epc.reference_and_text": "reference_and_text reference_or_text both_reference_and_text text_and_reference",
    "spayd.amount_too_long": "amount_too_long",
    "spayd.message_too_long": "too_long message_too_long msg_too_long",
    "bysquare.beneficiary": "beneficiary_required beneficiary_name_required beneficiary_missing missing_beneficiary",
}


def _tried(answer: Callable[[], dict[str, Any]], limits: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The answer, or the case's word for the error together with the limits of the scheme."""
    try:
        return {**(limits or {}), **answer()}
    except BillingError as refused:
        return {**(limits or {}), "error": any_of(ERRORS.get(refused.code, refused.code)), "valid": False}


def _parsing(given: Mapping[str, Any]) -> bool:
    return bool(given.get("mode", "generate") != "generate")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def reference_rf(given: Mapping[str, Any]) -> dict[str, Any]:
    base = str(given["base"])
    if _parsing(given):
        found = "".join(base.split()).upper()
        shown = {"compact": found, "length": len(found)}
        if rf.is_shaped(found):
            shown["correct_check_digits"] = rf.check_digits(rf.body(found))
        return _tried(lambda: {"valid": bool(rf.parse(base)), "printed": rf.printed(base)}, shown)

    def made() -> dict[str, Any]:
        reference = rf.generate(base)
        twin = rf.twin(reference)
        refused = twin if twin and not _valid(rf.parse, twin) else None
        return {
            "reference": reference,
            "compact": reference,
            "valid": reference,
            "printed": rf.printed(reference),
            "length": len(reference),
            "must_be_invalid": refused,
            "correct_check_digits": reference[2:4],
        }

    return _tried(made, {"max_base": rf.MAX_BASE})


def _valid(parse: Callable[[str], str], text: str) -> bool:
    try:
        return bool(parse(text))
    except InvalidInput:
        return False


def reference_ogm(given: Mapping[str, Any]) -> dict[str, Any]:
    base = str(given["base"])
    limits = {"max_base": ogm.MAX_BASE}
    if _parsing(given):
        return _tried(lambda: {"valid": True, "compact": ogm.parse(base), "reference": ogm.printed(base)}, limits)
    return _tried(
        lambda: {
            "reference": ogm.printed(ogm.generate(base)),
            "compact": ogm.generate(base),
            "check": ogm.check_digits(base),
        },
        limits,
    )


def reference_fi(given: Mapping[str, Any]) -> dict[str, Any]:
    base = str(given["base"])
    limits = {"min_base": viite.MIN_BASE, "max_base": viite.MAX_BASE}

    def read() -> str:
        in_rf = rf.is_shaped("".join(base.split()).upper())
        return viite.from_rf(base) if in_rf else viite.parse(base)

    def told() -> dict[str, Any]:
        reference = read() if _parsing(given) else viite.generate(base)
        return {
            "reference": reference,
            "printed": viite.printed(reference),
            "rf": viite.as_rf(reference),
            "valid": True,
        }

    return _tried(told, limits)


LEVELS = {"check": ocr.Level.CHECK, "check+length": ocr.Level.LENGTH, "fixed_length": ocr.Level.FIXED}


def reference_se_ocr(given: Mapping[str, Any]) -> dict[str, Any]:
    level = LEVELS[given["level"]]

    def told() -> dict[str, Any]:
        reference = ocr.generate(str(given["base"]), level=level, length=given.get("length"))
        return {
            "reference": reference,
            "length": len(reference),
            "length_digit": reference[-2] if level is ocr.Level.LENGTH else None,
        }

    return _tried(told, {"min_length": ocr.MIN_LENGTH})


def reference_no_kid(given: Mapping[str, Any]) -> dict[str, Any]:
    return _tried(
        lambda: {"reference": kid.generate(str(given["base"]), modulus=given["mod"])},
        {"max_base": kid.MAX_BASE},
    )


IBAN_WORDS = {True: "QR-IBAN", False: "ordinary IBAN"}


def reference_ch_qrr(given: Mapping[str, Any]) -> dict[str, Any]:
    base = str(given["base"] or "")
    if "iban_kind" in given:
        found = swiss.reference_type(base)
        told = {"reference_type": found.value, "requires": IBAN_WORDS[swiss.needs_qr_iban(found)]}
        asked = given["iban_kind"].upper().startswith("QR")
        return _tried(lambda: {"valid": bool(swiss.check_pair(base, qr_iban=asked))}, told)
    if _parsing(given):
        return _tried(lambda: {"valid": True, "reference": qrr.parse(base), "printed": qrr.printed(base)})
    return _tried(lambda: {"reference": qrr.generate(base), "printed": qrr.printed(qrr.generate(base))})


CONFIDENCE = {True: "text", False: "structured"}
MAKERS = {"vs": symbols.generate, "ss": symbols.generate, "ks": symbols.constant}


def reference_vs(given: Mapping[str, Any]) -> dict[str, Any]:
    base, limits = given["base"], {"max_digits": symbols.MAX_DIGITS}
    if isinstance(base, list):
        made = {number: symbols.from_number(number) for number in base}
        return _tried(lambda: {"unique": bool(unique.by_reference(made))}, {**limits, "digits": [*made.values()]})
    if _parsing(given):
        found = symbols.parse(base)
        return {
            "vs": found.variable,
            "ss": found.specific,
            "ks": found.constant and symbols.constant(found.constant),
            "confidence": CONFIDENCE[found.labelled],
            "valid": found.variable is not None,
        }
    field = given.get("field", "vs")

    def told() -> dict[str, Any]:
        symbol = MAKERS[field](str(base))
        return {field: symbol, "equals": symbol, "length": len(symbol), "valid": True}

    return _tried(told, limits)


# --- strings of QR codes

CZECH, BELGIAN, SLOVAK = "CZ5855000000001265098001", "BE68539007547034", "SK4523585719461382368397"


def reference_spayd(given: Mapping[str, Any]) -> dict[str, Any]:
    base = given["base"]
    if isinstance(base, str):
        return {"crc32_of_string": spayd.check_sum(base), "keys_already_sorted": spayd.canonical(base) == base}
    currency, amount = base.get("currency", "CZK"), base.get("amount")
    limits = {"max_chars": spayd.MAX_AMOUNT if amount else spayd.MAX_MESSAGE}

    def told() -> dict[str, Any]:
        text = spayd.payload(
            iban=base.get("iban", CZECH),
            amount=payable(str(amount), currency) if amount else None,
            due_on=_day(base.get("due")),
            message=base.get("msg", ""),
            variable=str(base.get("vs", "")),
        )
        encoded = [each.removeprefix("MSG:") for each in text.split("*") if each.startswith("MSG:")]
        return {"payload": text, "encoded": next(iter(encoded), None), "crc32_of_string": spayd.check_sum(text)}

    return _tried(told, limits)


EPC_LIMITS = {"name": epc.MAX_NAME, "text": epc.MAX_TEXT}
EPC_VERSIONS = {"1": "001", "2": "002", "001": "001", "002": "002"}


def reference_epc(given: Mapping[str, Any]) -> dict[str, Any]:
    base = given["base"]
    amount = base.get("amount")
    limits = {"max": next((most for name, most in EPC_LIMITS.items() if name in base), epc.MAX_BYTES)}

    def told() -> dict[str, Any]:
        text = epc.payload(
            iban=base.get("iban", BELGIAN),
            name=base.get("name", "Host"),
            bic=base.get("bic") or "",
            amount=payable(str(amount), base.get("currency", "EUR")) if amount else _any_euro(base),
            reference=base.get("reference", ""),
            text=base.get("text", ""),
            version=EPC_VERSIONS[str(base.get("version", "002"))],
        )
        return {"payload": text, "ok": True, "amount_may_be": Each(partial(_says, amount))}

    return {"ok": False, **_tried(told, limits)}


def _says(amount: Any, line: str) -> bool:
    """Whether a line of the amount, with or without decimals, is that amount."""
    return line.startswith("EUR") and Decimal(line.removeprefix("EUR")) == Decimal(str(amount))


def _any_euro(base: Mapping[str, Any]) -> Money | None:
    return payable(1, base["currency"]) if "currency" in base else None


def reference_paybysquare(given: Mapping[str, Any]) -> dict[str, Any]:
    base = given["base"]
    if isinstance(base, str):
        found = bysquare.decode(base)
        again = bysquare.decode(bysquare.pack(found.text, version=found.version))
        return {**_decoded(base), "round_trip": again == found}

    def told() -> dict[str, Any]:
        version = str(base["version"]) if "version" in base else "1.0.0"
        payment = bysquare.Payment(iban=SLOVAK, note=base.get("note", ""), beneficiary=base.get("beneficiary") or "")
        found = _decoded(bysquare.encode(payment, version=version))
        return {**found, "encoded_note": payment.note, "round_trip": found["payload"] == payment.text}

    return _tried(told)


def _decoded(code: str) -> dict[str, Any]:
    found = bysquare.decode(code)
    packed = b32hexdecode(code.upper() + "=" * (-len(code) % 8))
    return {
        "version": bysquare.VERSIONS.index(found.version),
        "length": found.length,
        "crc_ok": found.crc_ok,
        "crc32": OneOf((found.check_sum, found.check_sum.upper())),
        "payload": found.text,
        "header_hex": packed[:2].hex(),
        # Of the text, with its check sum, or compressed: the cases do not say.
        "body_length": OneOf((found.length - 4, found.length, len(packed) - 4)),
    }


AREAS = {
    "reference.rf": reference_rf,
    "reference.ogm": reference_ogm,
    "reference.fi": reference_fi,
    "reference.se_ocr": reference_se_ocr,
    "reference.no_kid": reference_no_kid,
    "reference.ch_qrr": reference_ch_qrr,
    "reference.vs": reference_vs,
    "reference.spayd": reference_spayd,
    "reference.epc": reference_epc,
    "reference.paybysquare": reference_paybysquare,
}
FOR_READERS = {"mode", "field"}
