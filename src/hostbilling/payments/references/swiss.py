"""The string of a Swiss QR-bill: SIX, Swiss Implementation Guidelines QR-bill, version 2.3 (`SPC` 0200).

A QR-IBAN takes a QR reference (QRR) and nothing else; an ordinary IBAN takes RF (SCOR) or none (NON). Addresses are
structured: the combined form ended on 21 November 2025. Draw the string with error correction level M, and the Swiss
cross over it.
"""

import re
from enum import Enum

from attrs import frozen

from ...errors import Fault, InvalidInput, check_declared, check_text, check_type, refuse
from ...money import Money, payable
from ...parties import country_code
from . import accounts, qrr, rf
from .shape import compact

CURRENCIES = ("CHF", "EUR")
LARGEST = "999999999.99"
MAX_MESSAGE = 140
MAX_BYTES = 997

# Basic Latin, Latin-1 and Latin Extended-A, and five more: what a QR-bill may hold since 21 November 2025, as read in
# the documentation of Swiss QR Bill for .NET.
_LATIN = re.compile(r"[ -~\u00a0-\u017fȘșȚț€]*")


class ReferenceType(Enum):
    """What kind of reference a bill carries."""

    QRR = "QRR"
    SCOR = "SCOR"
    NON = "NON"


@frozen(kw_only=True)
class Person:
    """Creditor or debtor, with a structured address."""

    name: str
    postcode: str
    city: str
    country: str
    street: str = ""
    house: str = ""

    def __attrs_post_init__(self) -> None:
        limits = {"name": 70, "street": 70, "house": 16, "postcode": 16, "city": 35}
        refuse(*check_declared("person", self))
        refuse(
            *(check_text(f"person.{name}", getattr(self, name)) for name in ("name", "postcode", "city")),
            *(_line(f"person.{name}", getattr(self, name), most) for name, most in limits.items()),
        )
        country_code(self.country)

    @property
    def lines(self) -> tuple[str, ...]:
        """The seven lines of the string."""
        return ("S", self.name, self.street, self.house, self.postcode, self.city, country_code(self.country))


_NOBODY = ("",) * 7


def reference_type(reference: str) -> ReferenceType:
    """Return what kind of reference a text is; raises `InvalidInput` when its check digits are wrong.

    >>> reference_type("RF18 5390 0754 7034"), reference_type("")
    (<ReferenceType.SCOR: 'SCOR'>, <ReferenceType.NON: 'NON'>)
    """
    refuse(check_type("reference", reference, str))
    if not reference:
        return ReferenceType.NON
    if rf.is_shaped(compact(reference)):
        rf.parse(reference)
        return ReferenceType.SCOR
    qrr.parse(reference)
    return ReferenceType.QRR


def check_pair(reference: str, *, qr_iban: bool) -> ReferenceType:
    """Return the type of a reference that the account takes, else raise `InvalidInput`: a QR-IBAN takes QRR alone.

    >>> check_pair("RF18539007547034", qr_iban=False)
    <ReferenceType.SCOR: 'SCOR'>
    """
    found = reference_type(reference)
    if qr_iban is needs_qr_iban(found):
        return found
    kind = "a QR-IBAN" if qr_iban else "an ordinary IBAN"
    remedy = "use a QR reference" if qr_iban else "use an RF reference, or none"
    raise InvalidInput(
        Fault("swiss.pair", "reference", reference, f"is {found.value}, which {kind} does not take", remedy)
    )


def needs_qr_iban(kind: ReferenceType) -> bool:
    """Tell whether a type of reference needs a QR-IBAN; the others need an ordinary one.

    >>> needs_qr_iban(ReferenceType.QRR)
    True
    """
    return kind is ReferenceType.QRR


def payload(
    *,
    iban: str,
    creditor: Person,
    currency: str = "CHF",
    amount: Money | None = None,
    debtor: Person | None = None,
    reference: str = "",
    message: str = "",
) -> str:
    """Return the string; without an amount or a debtor the payer fills them in.

    Raises `InvalidInput` for an account outside Switzerland and Liechtenstein, for a reference it does not take, for
    another currency than CHF and EUR, and for what is too long.

    >>> host = Person(name="Host", postcode="8000", city="Zürich", country="CH")
    >>> payload(iban="CH4431999123000889012", creditor=host, amount=payable("12.3", "CHF"),
    ...     reference="210000000003139471430009017").splitlines()[18:20]
    ['12.30', 'CHF']
    """
    account = accounts.iban(iban)
    refuse(
        check_type("creditor", creditor, Person),
        None if debtor is None else check_type("debtor", debtor, Person),
        check_type("reference", reference, str),
        check_type("message", message, str),
    )
    refuse(_swiss(account), _currency(currency), _amount(amount, currency), _line("message", message, MAX_MESSAGE))
    kind = check_pair(reference, qr_iban=accounts.is_qr_iban(account))
    lines = (
        "SPC", "0200", "1", account, *creditor.lines, *_NOBODY,
        f"{payable(amount).amount}" if amount is not None else "", currency, *(debtor.lines if debtor else _NOBODY),
        kind.value, compact(reference) if reference else "", message, "EPD",
    )  # fmt: skip
    text = "\n".join(lines)
    if len(text.encode()) > MAX_BYTES:
        raise InvalidInput(
            Fault(
                "swiss.bytes", "payload", text, f"takes more than {MAX_BYTES} bytes", "shorten the names or the message"
            )
        )
    return text


def _swiss(account: str) -> Fault | None:
    if accounts.is_swiss(account):
        return None
    return Fault("swiss.iban", "iban", account, "is no account of CH or LI", "use another kind of code")


def _currency(currency: str) -> Fault | None:
    if currency in CURRENCIES:
        return None
    return Fault("swiss.currency", "currency", currency, "cannot be asked for", f"use {' or '.join(CURRENCIES)}")


def _amount(amount: Money | None, currency: str) -> Fault | None:
    if amount is None:
        return None
    wrong = check_type("amount", amount, Money)
    if wrong is not None:
        return wrong
    amount = payable(amount)
    if amount.currency.code != currency:
        return Fault("swiss.currency", "amount", str(amount), f"is not in {currency}", "ask for one currency")
    if not payable("0.01", currency).amount <= amount.amount <= payable(LARGEST, currency).amount:
        return Fault("swiss.amount", "amount", str(amount), "is out of range", f"ask for 0.01 to {LARGEST}")
    return None


def _line(field: str, value: str, most: int) -> Fault | None:
    if len(value) > most or len(value.splitlines()) > 1:
        return Fault("swiss.line", field, value, f"is no single line of at most {most} characters", "shorten it")
    if not _LATIN.fullmatch(value):
        return Fault("swiss.characters", field, value, "holds other characters than Latin ones", "transliterate it")
    return None
