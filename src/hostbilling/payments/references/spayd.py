"""SPAYD: the string of a Czech payment QR code, "Short Payment Descriptor" 1.0 (Czech Banking Association).

`SPD*1.0*` and `KEY:value` pairs parted by asterisks, the account first. Keys are written in the order of the alphabet,
which is the order that its check sum asks for. What is not plain ASCII, and the signs that part values, are written as
the percent codes of their UTF-8, as the format's own generator does (spayd/spayd-java).
"""

import re
import zlib
from datetime import date

from ...errors import Fault, InvalidInput, check_date, check_type, refuse
from ...money import Money, is_negative, is_zero, payable
from . import accounts, symbols
from .shape import check_encodable

PREFIX = "SPD*1.0*"
MAX_AMOUNT = 10
"""Characters of an amount, its point included."""
MAX_MESSAGE = 60

_PLAIN = re.compile(r"[ -~](?<![%*+])")


def payload(
    *,
    iban: str,
    amount: Money | None = None,
    due_on: date | None = None,
    message: str = "",
    variable: str = "",
    specific: str = "",
    constant: str = "",
) -> str:
    """Return the string; members that are not given are left out.

    Raises `InvalidInput` for a wrong account, symbol or date, and for an amount or a message that is too long.

    >>> payload(iban="CZ5855000000001265098001", amount=payable("480.5", "CZK"), message="5 * 2", variable="17")
    'SPD*1.0*ACC:CZ5855000000001265098001*AM:480.50*CC:CZK*MSG:5 %2A 2*X-VS:17'
    """
    written = {"message": message, "variable": variable, "specific": specific, "constant": constant}
    refuse(*(check_type(f"spayd.{name}", value, str) for name, value in written.items()))
    refuse(_message(message), None if due_on is None else check_date("spayd.due_on", due_on))
    members = {
        "ACC": accounts.iban(iban),
        "AM": amount_text(amount) if amount is not None else "",
        "CC": payable(amount).currency.code if amount is not None else "",
        "DT": f"{due_on:%Y%m%d}" if due_on else "",
        "MSG": escaped(message),
        "X-KS": symbols.constant(constant, field="spayd.constant") if constant else "",
        "X-SS": symbols.generate(specific, field="spayd.specific") if specific else "",
        "X-VS": symbols.generate(variable, field="spayd.variable") if variable else "",
    }
    return PREFIX + "*".join(f"{key}:{value}" for key, value in members.items() if value)


def with_check_sum(text: str) -> str:
    """Return the string with its optional check sum.

    >>> with_check_sum("SPD*1.0*ACC:CZ5855000000001265098001")[-15:]
    '*CRC32:9AAFF369'
    """
    return f"{text}*CRC32:{check_sum(text)}"


def check_sum(text: str) -> str:
    """Return the CRC32 of a string as eight hexadecimal digits, its members sorted and a check sum in it left out.

    Raises `InvalidInput` for other text.
    """
    return f"{zlib.crc32(canonical(text).encode()):08X}"


def canonical(text: str) -> str:
    """Return the string with its members in the order of the check sum; raises `InvalidInput` for other text.

    >>> canonical("SPD*1.0*X-VS:17*ACC:CZ5855000000001265098001*")
    'SPD*1.0*ACC:CZ5855000000001265098001*X-VS:17'
    """
    refuse(check_type("spayd", text, str))
    refuse(check_encodable("spayd", text))
    if not text.startswith(PREFIX):
        raise InvalidInput(Fault("spayd.form", "spayd", text, "is no SPAYD", f"begin with {PREFIX}"))
    members = filter(None, text.removeprefix(PREFIX).split("*"))
    return PREFIX + "*".join(sorted(member for member in members if not member.startswith("CRC32:")))


def amount_text(amount: Money) -> str:
    """Return an amount as it is written: a point, the currency's digits, at most ten characters.

    >>> amount_text(payable("480.5", "CZK"))
    '480.50'
    """
    written = str(payable(amount).amount)
    if len(written) > MAX_AMOUNT:
        raise InvalidInput(
            Fault("spayd.amount_too_long", "spayd.amount", written, f"has more than {MAX_AMOUNT} characters",
                  "ask for it in two payments, or without a code")
        )  # fmt: skip
    if is_negative(amount) or is_zero(amount):
        raise InvalidInput(
            Fault("spayd.amount", "spayd.amount", written, "is not above zero", "ask for money, or omit it")
        )
    return written


def escaped(value: str) -> str:
    """Return a value as it may stand between asterisks.

    >>> escaped("50 * 2 % + Dvořák")
    '50 %2A 2 %25 %2B Dvo%C5%99%C3%A1k'
    """
    refuse(check_type("value", value, str))
    refuse(check_encodable("value", value))
    return "".join(each if _PLAIN.match(each) else _percent(each) for each in value)


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode())


def _message(message: str) -> Fault | None:
    if len(message) <= MAX_MESSAGE:
        return check_encodable("spayd.message", message)
    return Fault("spayd.message_too_long", "spayd.message", message, f"is longer than {MAX_MESSAGE}", "shorten it")
