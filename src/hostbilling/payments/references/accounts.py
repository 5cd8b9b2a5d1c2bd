"""IBAN (ISO 13616), as far as a payment string needs it: its form, its check digits, and the Swiss QR-IBAN.

The check is modulo 97-10 as for RF and has the same blind spots. That the country and the account exist is not known.
"""

import re

from ...errors import Fault, InvalidInput, check_type, refuse
from . import checksums
from .shape import compact

QR_IID = range(30000, 32000)
"""Bank numbers of Swiss and Liechtenstein accounts that take a QR reference only (SIX)."""

SEPA = frozenset(
    "AD AL AT BE BG CH CY CZ DE DK EE ES FI FR GB GI GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS SE "
    "SI SK SM VA".split()
)
"""How accounts begin that a SEPA credit transfer reaches, as of May 2026 (European Payments Council, EPC409-09)."""

_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_BIC = re.compile(r"[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_SWISS = re.compile(r"(?:CH|LI)[0-9]{7}[A-Z0-9]{12}")


def iban(text: str) -> str:
    """Return an IBAN as one word of capitals; raises `InvalidInput` for wrong form or check digits.

    >>> iban("ch44 3199 9123 0008 8901 2")
    'CH4431999123000889012'
    """
    account = compact(text, field="iban")
    if not _IBAN.fullmatch(account):
        raise InvalidInput(
            Fault("iban.form", "iban", text, "is no IBAN",
                  "write two letters, two digits, then 11 to 30 letters and digits")
        )  # fmt: skip
    expected = f"{98 - checksums.mod_97(f'{account[4:]}{account[:2]}00'):02}"
    if account[2:4] != expected:
        raise InvalidInput(
            Fault("iban.check", "iban", text, f"has wrong check digits, {expected} would fit",
                  "copy it again: which of its characters is wrong cannot be known")
        )  # fmt: skip
    return account


def check_bic(field: str, bic: str) -> Fault | None:
    """Fault unless `bic` is empty or has the form of a BIC (ISO 9362)."""
    wrong = check_type(field, bic, str)
    if wrong is not None or not bic or _BIC.fullmatch(bic):
        return wrong
    return Fault("bic.form", field, bic, "is no BIC", "give 8 or 11 capitals and digits, or leave it out")


def is_swiss(account: str) -> bool:
    """Tell whether an IBAN is one of Switzerland or Liechtenstein.

    >>> is_swiss("CH4431999123000889012"), is_swiss("DE89370400440532013000")
    (True, False)
    """
    refuse(check_type("account", account, str))
    return _SWISS.fullmatch(account) is not None


def is_qr_iban(account: str) -> bool:
    """Tell whether an IBAN is a QR-IBAN.

    >>> is_qr_iban("CH4431999123000889012"), is_qr_iban("CH9300762011623852957")
    (True, False)
    """
    return is_swiss(account) and int(account[4:9]) in QR_IID
