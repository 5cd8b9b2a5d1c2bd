"""VAT decisions explained in the customer's or the accountant's language.

`explain` tells every reason and finding, a line each, as `str(decision)` does in English; `in_short` is what a tax
adviser would write: where, and what follows, each with its article.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import import_module
from typing import cast

from ..decision import Certainty, Decision, LegalRef, Reason
from ..money import Money
from .languages import spoken
from .locales import country, day
from .numbers import amount, quantity

# Codes that differ by the law behind them, and read alike.
_SAME = {
    "vat.place.below_threshold_before_2021_07": "vat.place.below_threshold",
    "vat.place.opted_before_2021_07": "vat.place.opted",
    "vat.treatment.small_business.fr": "vat.treatment.small_business",
    "vat.treatment.small_business.sk": "vat.treatment.small_business",
    "vat.treatment.small_business.de": "vat.treatment.small_business",
}
_PLACES = frozenset(
    {"place", "state", "code", "region", "customer", "address", "id_state", "known_place", "tax"}
)  # fmt: skip
# French acts number inserted articles 59 bis, 59 ter where others write 59a, 59b.
_BIS = "bis ter quater quinquies sexies septies octies nonies decies undecies duodecies".split()
_INSERTED = {"fr": dict(zip("abcdefghijk", _BIS, strict=True))}


@cache
def _catalogue(language: str) -> tuple[dict[str, str], dict[str, str]]:
    module = import_module(f".reasons.{language}", __package__)
    return cast("dict[str, str]", module.SENTENCES), cast("dict[str, str]", module.CITATIONS)


def explain(decision: Decision, *, language: str) -> str:
    """Return the reasons with the law behind each, then the findings, a line each.

    `language` is a BCP 47 tag; without a catalogue it is English, and so is a reason that is none of VAT's.

    >>> from hostbilling.vat import Buyer, CustomerKind, SellerVat, Supply, SupplyKind, determine
    >>> decision = determine(
    ...     Supply(kind=SupplyKind.LATE_INTEREST), seller=SellerVat(country="SK"),
    ...     customer=Buyer(kind=CustomerKind.CONSUMER, country="SK"), tax_point=date(2026, 3, 1),
    ... )
    >>> print(explain(decision, language="sk"))
    Úroky z omeškania sú náhradou škody, nie protihodnotou za službu (Súdny dvor, C-222/81 BAZ Bausystem).
    """
    words = _catalogue(spoken(language))[0]
    lines = [_with_law(_sentence(reason, language), reason.law, language) for reason in decision.reasons]
    remarks = [
        f"{words[f'severity.{finding.severity.value}']}: {_sentence(finding.reason, language)}"
        for finding in decision.findings
    ]
    return "\n".join([*lines, *remarks])


def in_short(decision: Decision, *, language: str) -> str:
    """Return where the supply takes place and what follows, in one or two sentences, each with its first article.

    Findings are left out: `explain` has them.
    """
    result = decision.reasons[-1]
    places = [reason for reason in decision.reasons[:-1] if reason.code.startswith("vat.place.")]
    told = [_with_law(_sentence(reason, language), reason.law[:1], language) for reason in places[-1:]]
    schemes = [reason for reason in decision.reasons if reason.code.startswith("vat.scheme.")]
    if schemes and result.code.startswith("vat.rate."):
        template = _catalogue(spoken(language))[0][f"sum.{schemes[-1].code}"]
        law = (*schemes[-1].law[:1], *result.law[:1])
        told.append(_with_law(_filled(template, result, language), law, language))
    else:
        told.append(_with_law(_sentence(result, language), result.law[:1], language))
    return " ".join(told)


def _sentence(reason: Reason, language: str) -> str:
    template = _catalogue(spoken(language))[0].get(_SAME.get(reason.code, reason.code))
    if template is not None:
        return _filled(template, reason, language)
    if reason.code.startswith(("vat.", "table.")):
        return _filled(reason.kind.template, reason, language)
    return str(reason)


def _filled(template: str, reason: Reason, language: str) -> str:
    return template.format(**{name: _fact(name, value, language) for name, value in reason.facts})


def _fact(name: str, value: object, language: str) -> str:
    if name in _PLACES:
        return country(str(value).removeprefix("FR-"), language)  # FR-RE: French tax, as it is in Réunion
    for kind, written in _WRITTEN.items():
        if isinstance(value, kind):
            return written(value, language)
    return str(value)


_WRITTEN: dict[type, Callable[..., str]] = {date: day, Decimal: quantity, Money: amount}


def _with_law(sentence: str, law: tuple[LegalRef, ...], language: str) -> str:
    if not law:
        return sentence
    articles = f"({'; '.join(_cited(ref, language) for ref in law)})"
    return f"{sentence[:-1]} {articles}." if sentence.endswith(".") else f"{sentence} {articles}"


def _cited(ref: LegalRef, language: str) -> str:
    """Return a citation: acts of the Union under the name they have in the language, national ones as they stand."""
    own = spoken(language)
    words, names = _catalogue(own)
    text = ref.citation
    if text.startswith(("Directive ", "Implementing Regulation ", "Court of Justice")):
        for english, name in names.items():
            text = text.replace(english, name)
        letters = _INSERTED.get(own)
        if letters is not None:
            text = re.sub(r"(\d)([a-k])\b", lambda found: f"{found[1]} {letters[found[2]]}", text)
    if ref.certainty is Certainty.VERIFIED:
        return text
    return f"{text}, {words[f'certainty.{ref.certainty.value}']}"
