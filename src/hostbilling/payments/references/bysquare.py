"""PAY by square: the string of a Slovak payment QR code (Slovak Banking Association).

Fields joined by tabs, a CRC32 in front, compressed by LZMA, then written in base 32. Two encoders give different
strings for one payment, so compare what `decode` returns, never the strings.
Read from the encoder, the data model and the test vectors of xseman/bysquare. Tabs and line breaks in a value become
spaces; banks advise to leave out diacritics. Symbols and a reference of the originator exclude each other.
"""

import zlib
from base64 import b32hexdecode, b32hexencode
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from attrs import field, frozen
from attrs.converters import optional

from ...errors import Fault, InvalidInput, check_declared, check_type, refuse
from ...money import Money, as_payable, is_negative, is_zero
from . import accounts, symbols
from .shape import check_encodable

VERSIONS = ("1.0.0", "1.1.0", "1.2.0")
NAME_REQUIRED_FROM = "1.2.0"
LONGEST: Mapping[str, int] = MappingProxyType(
    {"invoice": 10, "reference": 35, "note": 140, "beneficiary": 70, "street": 70, "city": 70}
)
"""How many characters a value may have."""
MAX_CHARACTERS = 550
"""Of all fields together: more than that no phone reads well (bysquare.com, data model)."""
CURRENCY = "EUR"
"""Of a payment whose amount is left to the payer: the field must not be empty."""

_HEADER, _LENGTH, _CRC = 2, 2, 4


def _plain(value: str) -> str:
    # What is no text stays, for the check that names its field.
    return " ".join(value.splitlines()).replace("\t", " ") if isinstance(value, str) else value  # pyright: ignore[reportUnnecessaryIsInstance]


def _check_length(name: str, value: str, most: int) -> Fault | None:
    if len(value) <= most:
        return check_encodable(f"payment.{name}", value)
    problem = f"is longer than {most} characters"
    return Fault("bysquare.too_long", f"payment.{name}", value, problem, "shorten it, or leave it out")


@frozen(kw_only=True)
class Payment:
    """One payment order to one account; what is empty is left to the payer."""

    iban: str = field(converter=accounts.iban)
    amount: Money | None = field(default=None, converter=optional(as_payable))
    due_on: date | None = None
    variable: str = ""
    constant: str = ""
    specific: str = ""
    reference: str = field(default="", converter=_plain)
    """Reference of the originator, for payments without symbols."""
    note: str = field(default="", converter=_plain)
    bic: str = ""
    beneficiary: str = field(default="", converter=_plain)
    street: str = field(default="", converter=_plain)
    city: str = field(default="", converter=_plain)
    invoice: str = field(default="", converter=_plain)

    def __attrs_post_init__(self) -> None:
        refuse(*check_declared("payment", self))
        refuse(
            self._check_amount(),
            accounts.check_bic("payment.bic", self.bic),
            *(_check_length(name, getattr(self, name), most) for name, most in LONGEST.items()),
            Fault("bysquare.reference_and_symbols", "payment.reference", self.reference, "stands beside symbols",
                  "give one of the two")
            if self.reference and (self.variable or self.constant or self.specific)
            else None,
        )  # fmt: skip
        _ = self._symbols

    def _check_amount(self) -> Fault | None:
        if self.amount is None or not (is_negative(self.amount) or is_zero(self.amount)):
            return None
        return Fault(
            "bysquare.amount", "payment.amount", str(self.amount), "is not above zero", "ask for money, or omit it"
        )

    @property
    def _symbols(self) -> tuple[str, str, str]:
        return (
            symbols.generate(self.variable, field="payment.variable") if self.variable else "",
            symbols.constant(self.constant, field="payment.constant") if self.constant else "",
            symbols.generate(self.specific, field="payment.specific") if self.specific else "",
        )

    @property
    def text(self) -> str:
        r"""The fields joined by tabs, as they are compressed.

        >>> Payment(iban="SK4523585719461382368397", variable="17").text.split("\t")[6:13]
        ['17', '', '', '', '', '1', 'SK4523585719461382368397']
        """
        order = (
            self.invoice, "1", "1",
            "" if self.amount is None else f"{self.amount.amount}",
            CURRENCY if self.amount is None else self.amount.currency.code,
            f"{self.due_on:%Y%m%d}" if self.due_on else "",
            *self._symbols, self.reference, self.note,
        )  # fmt: skip
        one_account, no_standing_order, no_direct_debit = "1", "0", "0"
        target = (one_account, self.iban, self.bic, no_standing_order, no_direct_debit)
        return "\t".join((*order, *target, self.beneficiary, self.street, self.city))


@frozen(kw_only=True)
class Decoded:
    """What a string holds: `length` counts the bytes that were compressed, check sum included."""

    version: str
    length: int
    crc_ok: bool
    check_sum: str
    """The CRC32 of the text as eight hexadecimal digits, computed here."""
    text: str

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of the text."""
        return tuple(self.text.split("\t"))


def encode(payment: Payment, *, version: str = "1.2.0") -> str:
    r"""Return the string of a payment; version 1.2.0 needs the beneficiary's name.

    Raises `InvalidInput` for another version, and where the name is missing.

    >>> decode(encode(Payment(iban="SK4523585719461382368397", note="a\tb", beneficiary="Host"))).fields[10]
    'a b'
    """
    refuse(check_type("payment", payment, Payment))
    refuse(_version(version), _name(payment, version))
    return pack(payment.text, version=version)


def pack(text: str, *, version: str = "1.2.0") -> str:
    """Return the string of fields that are joined by tabs already.

    Raises `InvalidInput` for another version, and for more characters than a code may hold.

    >>> decode(pack("F-7")).text
    'F-7'
    """
    refuse(check_type("text", text, str))
    refuse(
        _version(version),
        check_encodable("text", text),
        Fault("bysquare.too_long", "text", text, f"is longer than {MAX_CHARACTERS} characters", "leave something out")
        if len(text) > MAX_CHARACTERS
        else None,
    )
    body = zlib.crc32(text.encode()).to_bytes(_CRC, "little") + text.encode()
    header = bytes((VERSIONS.index(version), 0)) + len(body).to_bytes(_LENGTH, "little")
    return b32hexencode(header + _compressed(body)).decode().rstrip("=")


def decode(code: str) -> Decoded:
    """Return what a string holds; a check sum that does not fit is told, not refused.

    Raises `InvalidInput` for text that is no such string.
    """
    refuse(check_type("code", code, str))
    try:
        packed = b32hexdecode(code.upper() + "=" * (-len(code) % 8))
        head, rest = packed[: _HEADER + _LENGTH], packed[_HEADER + _LENGTH :]
        length = int.from_bytes(head[_HEADER:], "little")
        body = _expanded(rest, length)
        version, text = VERSIONS[head[0] & 0x0F], body[_CRC:].decode()
    except (IndexError, ValueError) as error:
        raise _unreadable(code) from error
    found = zlib.crc32(body[_CRC:])
    crc_ok = len(body) == length and found.to_bytes(_CRC, "little") == body[:_CRC]
    return Decoded(version=version, length=length, crc_ok=crc_ok, check_sum=f"{found:08x}", text=text)


# The codec is imported where it is used: a Python may be built without it, and then has everything but this string.


def _compressed(body: bytes) -> bytes:
    import lzma

    compressor = lzma.LZMACompressor(format=lzma.FORMAT_RAW, filters=[_filter()])
    return compressor.compress(body) + compressor.flush()


def _expanded(packed: bytes, length: int) -> bytes:
    import lzma

    expander = lzma.LZMADecompressor(format=lzma.FORMAT_RAW, filters=[_filter()])
    try:
        return expander.decompress(packed, max_length=length)
    except (EOFError, lzma.LZMAError) as error:
        raise ValueError from error


def _filter() -> Mapping[str, Any]:
    import lzma

    return {"id": lzma.FILTER_LZMA1, "lc": 3, "lp": 0, "pb": 2, "dict_size": 1 << 17}


def _version(version: str) -> Fault | None:
    if version in VERSIONS:
        return None
    return Fault("bysquare.version", "version", version, "is not a version", f"pass one of {', '.join(VERSIONS)}")


def _name(payment: Payment, version: str) -> Fault | None:
    if payment.beneficiary.strip() or version not in VERSIONS or version < NAME_REQUIRED_FROM:
        return None
    return Fault(
        "bysquare.beneficiary", "payment.beneficiary", "", "is missing", "give the name of the account's owner"
    )


def _unreadable(code: str) -> InvalidInput:
    return InvalidInput(Fault("bysquare.form", "code", code, "is no PAY by square", "pass the string of the QR code"))
