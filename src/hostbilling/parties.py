"""Who sells, who buys, and where their mail goes.

A VAT id is normalised once, here: punctuation gone, `EL` for Greece. Its status is what the host learned from
VIES; a correct checksum is never a confirmation.
"""

from datetime import date
from enum import Enum

from attrs import evolve, field, frozen

from .errors import Fault, InvalidInput, check_date, check_text, check_type, check_unique, not_found, refuse

# ISO 3166-1 alpha-2, with the VAT-only codes left out: Greece is GR, Northern Ireland GB. Kosovo has no code there; XK
# is one that ISO leaves to its users, and what the Union, CLDR and banks write.
COUNTRIES = frozenset(
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA "
    "CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA "
    "GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP "
    "KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS "
    "MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS "
    "RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW "
    "TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW".split()
)
_ALIASES = {"EL": "GR", "UK": "GB"}


def country_code(text: str) -> str:
    """Return the ISO 3166-1 code of a country, or XK for Kosovo, reading the common aliases EL and UK.

    >>> country_code("el"), country_code("SK")
    ('GR', 'SK')
    """
    refuse(check_text("country", text))
    code = text.strip().upper()
    code = _ALIASES.get(code, code)
    if code not in COUNTRIES:
        raise InvalidInput(
            Fault("country.unknown", "country", text, "is not an ISO 3166-1 country",
                  "pass a two-letter code such as 'SK'")
        )  # fmt: skip
    return code


@frozen(kw_only=True, cache_hash=True)
class Address:
    """Where a party is; the country decides VAT, the postcode special territories."""

    country: str = field(converter=country_code)
    postcode: str = ""
    city: str = ""
    street: str = ""

    def __attrs_post_init__(self) -> None:
        refuse(
            check_type("address.postcode", self.postcode, str),
            check_type("address.city", self.city, str),
            check_type("address.street", self.street, str),
        )

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.street, f"{self.postcode} {self.city}".strip(), self.country]))


class VatIdStatus(Enum):
    """What is known about a VAT id.

    UNCHECKED: nothing; FORMAT_ONLY: its check digits are right; VALID, INVALID: what VIES answered; UNAVAILABLE: VIES
    was asked and did not answer; PENDING: the customer has applied for one and proved that it is a business, which
    reverses the charge. A question to VIES that is still under way is UNCHECKED or UNAVAILABLE, never PENDING.
    """

    UNCHECKED = "unchecked"
    FORMAT_ONLY = "format_only"
    """The check digits are right; nobody was asked."""
    VALID = "valid"
    """VIES confirmed it."""
    INVALID = "invalid"
    UNAVAILABLE = "unavailable"
    """VIES was asked and did not answer."""
    PENDING = "pending"
    """The customer has applied for one and proved it."""


def _compact(text: str) -> str:
    refuse(check_text("vat_id", text))
    code = "".join(char for char in text.upper() if char.isalnum())
    refuse(check_text("vat_id", code))
    return f"EL{code[2:]}" if code.startswith("GR") else code


@frozen(kw_only=True, cache_hash=True)
class VatId:
    """A VAT identification number with the result of its last check.

    `checked_on` is the day VIES answered, `consultation` the number it gave as proof.

    >>> VatId(number="gr 094 014 201").number
    'EL094014201'
    """

    number: str = field(converter=_compact)
    status: VatIdStatus = VatIdStatus.UNCHECKED
    checked_on: date | None = None
    consultation: str | None = None

    def __attrs_post_init__(self) -> None:
        refuse(
            check_type("vat_id.status", self.status, VatIdStatus),
            check_date("vat_id.checked_on", self.checked_on) if self.checked_on is not None else None,
            Fault("vat_id.undated", "vat_id.checked_on", None, "is missing for an id that was checked",
                  "give the day of the answer")
            if self.status in (VatIdStatus.VALID, VatIdStatus.INVALID) and self.checked_on is None
            else None,
        )  # fmt: skip

    @property
    def prefix(self) -> str:
        """The two letters it starts with; EL for Greece."""
        return self.number[:2]

    @property
    def country(self) -> str:
        """The ISO code behind the prefix; GR for EL, the prefix itself where it names no country."""
        prefix = self.number[:2]
        return _ALIASES.get(prefix, prefix)


class CustomerKind(Enum):
    """What the customer is in law."""

    CONSUMER = "consumer"
    BUSINESS = "business"
    PUBLIC_BODY = "public_body"
    OTHER_LEGAL_PERSON = "other_legal_person"


@frozen(kw_only=True, cache_hash=True)
class CustomerVat:
    """Facts about a customer that VAT needs now and then; leave out what nobody knows.

    `receiving_country` is where the establishment lies that receives the service (Implementing Regulation
    282/2011, article 22), `id_given_on` the day the customer first told its VAT id, `name_matches` whether VIES
    showed the customer's own name (None where it shows no name), `outside_government_control` that the address lies in
    the part of Cyprus where Union law is suspended (Protocol 10), which no postcode tells.
    """

    private_use: bool = False
    id_given_on: date | None = None
    id_applied_for: bool = False
    business_proof: str = ""
    name_matches: bool | None = None
    receiving_country: str | None = None
    vat_group: bool = False
    outside_government_control: bool = False

    def __attrs_post_init__(self) -> None:
        refuse(
            check_type("customer.vat.private_use", self.private_use, bool),
            check_date("customer.vat.id_given_on", self.id_given_on) if self.id_given_on is not None else None,
            check_type("customer.vat.id_applied_for", self.id_applied_for, bool),
            check_type("customer.vat.business_proof", self.business_proof, str),
            check_type("customer.vat.name_matches", self.name_matches, bool) if self.name_matches is not None else None,
            check_type("customer.vat.receiving_country", self.receiving_country, str)
            if self.receiving_country is not None
            else None,
            check_type("customer.vat.vat_group", self.vat_group, bool),
            check_type("customer.vat.outside_government_control", self.outside_government_control, bool),
        )


class Role(Enum):
    """On which occasions a contact is written to."""

    CONTACT = "contact"
    """The account holder's own address: anything that may end a service goes here."""
    BILLING = "billing"
    """Documents and reminders about money; an accountant, say."""
    OWNER = "owner"
    """Who holds the domains, where that is not the account holder."""
    SUPPORT = "support"
    TECHNICIAN = "technician"
    """Goes out to the equipment: call-outs."""
    SALES = "sales"


@frozen(kw_only=True)
class Contact:
    """A person or office that receives mail, of the customer's or of the seller's."""

    role: Role
    email: str
    name: str = ""
    phone: str = ""

    def __attrs_post_init__(self) -> None:
        refuse(
            check_type("contact.role", self.role, Role),
            check_text("contact.email", self.email) or _check_email("contact.email", self.email),
        )


def _check_email(field: str, text: str) -> Fault | None:
    name, _, domain = text.partition("@")
    if name and domain and "@" not in domain and not any(char.isspace() for char in text):
        return None
    return Fault("email.form", field, text, "is no e-mail address", "write it as name@domain")


@frozen(kw_only=True)
class Seller:
    """One legal entity that issues documents; each company of a group is a seller of its own.

    `zone` is the IANA time zone its billing dates are counted in. `establishments` are further places it works
    from, `registrations` VAT ids it holds in other states, `contacts` its support, technicians and sales.
    """

    id: str
    name: str
    address: Address
    zone: str
    vat_id: VatId | None = None
    establishments: tuple[Address, ...] = ()
    registrations: tuple[VatId, ...] = ()
    contacts: tuple[Contact, ...] = ()

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("seller.id", self.id), check_text("seller.name", self.name), check_text("seller.zone", self.zone)
        )  # fmt: skip


@frozen(kw_only=True)
class BillingProfile:
    """How some of a customer's services are billed: another mailbox, and another name or address if given."""

    id: str
    email: str
    name: str = ""
    address: Address | None = None

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("profile.id", self.id),
            check_text("profile.email", self.email) or _check_email("profile.email", self.email),
        )


@frozen(kw_only=True)
class Customer:
    """The party that orders and pays.

    `language` is a BCP 47 tag for mail and documents. `postal` is where paper goes, if not to `address`.
    """

    id: str
    name: str
    kind: CustomerKind
    address: Address
    contacts: tuple[Contact, ...]
    vat_id: VatId | None = None
    language: str = "en"
    vat: CustomerVat = CustomerVat()
    postal: Address | None = None
    profiles: tuple[BillingProfile, ...] = ()

    def __attrs_post_init__(self) -> None:
        refuse(
            check_unique("customer.profiles", [profile.id for profile in self.profiles]),
            check_text("customer.id", self.id),
            check_text("customer.name", self.name),
            check_type("customer.kind", self.kind, CustomerKind),
            check_type("customer.address", self.address, Address),
            check_text("customer.language", self.language),
            check_unique("customer.contacts", [contact.role.value for contact in self.contacts]),
            Fault("customer.contact", "customer.contacts", self.contacts, "has nobody to write to",
                  "give at least a Contact with Role.CONTACT")
            if not any(contact.role is Role.CONTACT for contact in self.contacts)
            else None,
        )  # fmt: skip

    def recipient(self, role: Role) -> Contact:
        """Return who is written to in `role`: the billing contact if there is one, else the account's own."""
        found = {contact.role: contact for contact in self.contacts}
        return found.get(role, found[Role.CONTACT])

    def billed_as(self, profile_id: str | None) -> "Customer":
        """Return the customer as the documents of a billing profile show it; None is no profile.

        The account's own contact stays: what may end a service is never sent to an accountant alone.
        Raises `NotFound` for a profile the customer does not have.
        """
        if profile_id is None:
            return self
        for profile in self.profiles:
            if profile.id == profile_id:
                others = tuple(contact for contact in self.contacts if contact.role is not Role.BILLING)
                return evolve(
                    self,
                    name=profile.name or self.name,
                    address=profile.address or self.address,
                    contacts=(*others, Contact(role=Role.BILLING, email=profile.email, name=profile.name)),
                )
        raise not_found("profile", profile_id, f"add it to customer {self.id}")

    def is_other_owner(self, after: "Customer") -> bool:
        """Tell whether `after` is another person or status in law, and not just other contact details."""
        return (self.name.strip(), self.kind) != (after.name.strip(), after.kind)
