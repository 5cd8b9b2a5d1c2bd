"""What a seller's own country wants on its invoices beside article 226: only data, with where it was read.

The library cannot read a company number out of text, so a row asks that the foot of the page says something at all,
and names what. None of these rows was read in a statute: confirm them before relying on them.
"""

from attrs import frozen

from ..decision import Certainty, LegalRef


@frozen(kw_only=True)
class Particular:
    """What the foot of an invoice of a country has to name, and the law."""

    what: str
    law: LegalRef


def _row(what: str, citation: str) -> Particular:
    return Particular(what=what, law=LegalRef(citation=citation, certainty=Certainty.UNCHECKED))


PARTICULARS: dict[str, tuple[Particular, ...]] = {
    "CZ": (_row("company number and entry in the register", "Act 89/2012 Coll., section 435"),),
    "DE": (_row("register, legal form and seat of a company", "GmbHG, section 35a"),),
    "FR": (
        _row("SIREN and legal form with share capital", "Code de commerce, article R123-237"),
        _row("terms of payment, late interest and the fixed sum for recovery", "Code de commerce, article L441-9"),
    ),
    "SE": (_row("registration number and approval for F-tax", "Aktiebolagslagen, chapter 28, section 5"),),
    "SK": (_row("company number and entry in the register", "Act 513/1991 Coll., section 3a"),),
}
