"""The words about VAT that a document must carry.

Law: Directive 2006/112/EC, article 226(11) and (11a), and national texts. The rows are in `mention_table`. A mention in
the customer's language may stand beside the one in the seller's: ask twice.
"""

from datetime import date

from attrs import frozen

from ..decision import Certainty
from ..errors import check_date, check_type, refuse
from .checks import check_country
from .mention_table import BY_LANGUAGE, NATIONAL, Text
from .model import Mention, VatDecision
from .places import code_of

_FALLBACK = "en"


@frozen(kw_only=True)
class MentionText:
    """The words, the language they are in, and where they come from; `fixed` by the law of a state."""

    text: str
    language: str
    certainty: Certainty
    source: str
    fixed: bool = False


def mention(about: VatDecision | Mention, *, language: str, seller_country: str, on: date) -> MentionText | None:
    """Return what the document says, or None when nothing has to be said.

    `language` is a BCP 47 tag; where the words are not known in it they are in English. Words that the law of the
    exempting state fixes come in its own language. `seller_country` is that state for a mention without a decision.

    >>> mention(Mention.REVERSE_CHARGE, language="sk", seller_country="SK", on=date(2026, 1, 1)).text
    'prenesenie daňovej povinnosti'
    """
    refuse(
        check_type("about", about, Mention) if not isinstance(about, VatDecision) else None,
        check_type("language", language, str),
        check_country("seller_country", seller_country),
        check_date("on", on),
    )
    code = about.mention if isinstance(about, VatDecision) else about
    if code is None:
        return None
    state = about.place if isinstance(about, VatDecision) and about.place else code_of(seller_country)
    national = _in_force(NATIONAL.get((code, state), ()), on)
    if national is not None:
        return _shown(national, state.lower(), fixed=True)
    rows = BY_LANGUAGE[code]
    wanted = language.replace("_", "-").partition("-")[0].lower()
    found = wanted if wanted in rows else _FALLBACK
    return _shown(rows[found], found, fixed=False)


def _in_force(rows: tuple[Text, ...], on: date) -> Text | None:
    for row in rows:
        if (row.since is None or row.since <= on) and (row.until is None or on <= row.until):
            return row
    return None


def _shown(row: Text, language: str, *, fixed: bool) -> MentionText:
    return MentionText(text=row.text, language=language, certainty=row.certainty, source=row.source, fixed=fixed)
