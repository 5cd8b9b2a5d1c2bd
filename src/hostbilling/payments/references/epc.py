"""The string of a SEPA payment QR code: EPC069-12, version 2.1 (European Payments Council).

Twelve lines, at most 331 bytes (QR version 13, level M). Amounts are in euro, 0.01 to 999999999.99. A payment has a
structured reference or a text, never both. Draw the string with error correction level M.
"""

import re
import unicodedata

from ...errors import Fault, InvalidInput, check_text, check_type, refuse
from ...money import Money, payable
from . import accounts, rf
from .shape import check_encodable

MAX_BYTES = 331
MAX_NAME, MAX_TEXT, MAX_HINT = 70, 140, 70
SMALLEST, LARGEST = payable("0.01", "EUR"), payable("999999999.99", "EUR")
VERSIONS = ("001", "002")

_PURPOSE = re.compile(r"[A-Z0-9]{0,4}")


def payload(
    *,
    iban: str,
    name: str,
    amount: Money | None = None,
    reference: str = "",
    text: str = "",
    bic: str = "",
    purpose: str = "",
    hint: str = "",
    version: str = "002",
) -> str:
    """Return the string; empty lines at its end are left out, as the standard says.

    `reference` is RF, `text` what the payer reads; without an amount the payer types it. Version 001 needs a BIC.
    `purpose` is a code of ISO 20022. Raises `InvalidInput` with every fault of the call, or with that of the IBAN,
    which must be of SEPA, or of the reference.

    >>> payload(iban="BE68539007547034", name="Host", amount=payable("12.3", "EUR"), text="F-7").splitlines()[5:]
    ['Host', 'BE68539007547034', 'EUR12.30', '', '', 'F-7']
    """
    written = {"name": name, "text": text, "hint": hint, "purpose": purpose, "reference": reference}
    refuse(*(check_type(f"epc.{each}", value, str) for each, value in {**written, "version": version}.items()))
    refuse(
        _line("epc.name", name, MAX_NAME) or check_text("epc.name", name),
        _line("epc.text", text, MAX_TEXT),
        _line("epc.hint", hint, MAX_HINT),
        _purpose(purpose),
        _both(reference, text),
        _version(version, bic),
        accounts.check_bic("epc.bic", bic),
        _amount(amount),
    )
    account = accounts.iban(iban)
    refuse(_sepa(account))
    lines = (
        "BCD", version, "1", "SCT", bic, name, account,
        "" if amount is None else f"EUR{payable(amount).amount}",
        purpose, rf.parse(reference) if reference else "", text, hint,
    )  # fmt: skip
    return _short("\n".join(lines).rstrip("\n"))


def _line(field: str, value: str, most: int) -> Fault | None:
    if len(value) > most:
        return Fault("epc.too_long", field, value, f"is longer than {most} characters", f"cut it to {most}")
    if len(value.splitlines()) > 1 or value != value.strip("\r\n"):
        return Fault("epc.line_break", field, value, "holds a line break", "write it on one line")
    if any(unicodedata.category(each) == "Cc" for each in value):
        return Fault("epc.control", field, value, "holds a control character", "write letters, digits and signs only")
    return check_encodable(field, value)


def _purpose(purpose: str) -> Fault | None:
    if _PURPOSE.fullmatch(purpose):
        return None
    return Fault("epc.purpose", "epc.purpose", purpose, "is no purpose code", "pass one of ISO 20022, such as GDDS")


def _sepa(account: str) -> Fault | None:
    if account[:2] in accounts.SEPA:
        return None
    return Fault("epc.country", "iban", account, "is no account in SEPA", "use another kind of code")


def _both(reference: str, text: str) -> Fault | None:
    if not (reference and text):
        return None
    return Fault("epc.reference_and_text", "epc.text", text, "stands beside a reference", "give one of the two")


def _version(version: str, bic: str) -> Fault | None:
    if version not in VERSIONS:
        return Fault("epc.version", "epc.version", version, "is not a version", f"pass {' or '.join(VERSIONS)}")
    if version == VERSIONS[0] and not bic:
        return Fault(
            "epc.bic", "epc.bic", bic, "is missing, and version 001 asks for it", "give it, or use version 002"
        )
    return None


def _amount(amount: Money | None) -> Fault | None:
    if amount is None:
        return None
    wrong = check_type("epc.amount", amount, Money)
    if wrong is not None:
        return wrong
    amount = payable(amount)
    if amount.currency.code != "EUR":
        return Fault("epc.currency", "epc.amount", str(amount), "is not in euro", "ask for euro, or leave it out")
    if not SMALLEST.amount <= amount.amount <= LARGEST.amount:
        return Fault("epc.amount", "epc.amount", str(amount), "is out of range", "ask for 0.01 to 999999999.99")
    return None


def _short(text: str) -> str:
    if len(text.encode()) > MAX_BYTES:
        raise InvalidInput(
            Fault("epc.bytes", "epc", text, f"takes more than {MAX_BYTES} bytes", "shorten the name or the text")
        )
    return text
