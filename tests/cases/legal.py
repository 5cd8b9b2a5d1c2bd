"""Whether what a case calls the law is among what a decision cites, however either spells it.

A reference names an act and articles ("Dir 44/45/58", "IR 282/2011 24b(d)", "CGI 259, 283, 296"), judgments
("C-222/81 BAZ Bausystem"), or another text that `_TEXTS` knows. It is met when one of the articles it names is cited;
paragraphs are not compared.
"""

import re
from collections.abc import Iterator

from attrs import frozen

# How the acts begin, ours and those of the cases.
_ACTS = (
    ("Dir", r"Dir(ective)?( 2006/112(/EC)?)?\b"),
    ("IR", r"(IR|Implementing Regulation)( 282/2011)?\b"),
    ("CGI", r"CGI\b"),
)
# Texts whose articles are not compared: a word of the case, and a word of ours.
_TEXTS = {
    "explanatory notes": "explanatory notes",
    "vero.fi": "Finnish Tax Administration",
    "BOI": "BOI-TVA-GEO-20-40",
    "CIBS": "CIBS",
    "AT UStG": "Austrian UStG",
    "UStG 19": "UStG, section 19",
    "SK VAT Act": "Slovak VAT Act",
    "LIVA": "LIVA",
    "XI numbers": "Windsor Framework",
    "Windsor": "Windsor Framework",
    "Protocol 10": "Protocol 10",
    "2008/8": "2008/8",
    "2025/516": "2025/516",
    "2017/2459": "24b, second paragraph",
    "2022/542": "54(1)",
    "2020/285": "article 284",
    "2017/2455": "article 58(2)",
}
_JUDGMENT = re.compile(r"C-\d+/\d+")
# Paragraphs, dates, other acts and remarks.
_ASIDE = re.compile(r"\([^)]*\)|\d{4}-\d{2}-\d{2}|\d{4}/\d+|\bpt \d+|:.*")
_ARTICLE = re.compile(r"(Annex [IVX]+|\b\d{1,3}[a-z]?\b)(?: *(?:-|to) *(\d{1,3}[a-z]?)\b)?")

_Article = tuple[str, int, str]
"""Act, number and letter."""


@frozen
class Cited:
    """The citations of a decision; the expected list is compared with it."""

    citations: tuple[str, ...]

    def __str__(self) -> str:
        return "; ".join(sorted(set(self.citations)))

    def covers(self, wanted: str) -> bool:
        """Tell whether a reference of a case is among the citations."""
        everything = str(self)
        if set(_JUDGMENT.findall(wanted)) & set(_JUDGMENT.findall(everything)):
            return True
        if any(theirs in wanted and ours in everything for theirs, ours in _TEXTS.items()):
            return True
        spans = [span for citation in self.citations for span in _spans(citation)]
        return any(first <= article <= last for article, _ in _spans(wanted) for first, last in spans)


def _spans(text: str) -> Iterator[tuple[_Article, _Article]]:
    """Yield the articles that a reference names, each or from first to last."""
    for act, begins in _ACTS:
        found = re.match(begins, text)
        if found is not None:
            for first, last in _ARTICLE.findall(_ASIDE.sub(" ", text[found.end() :])):
                yield _article(act, first), _article(act, last or first)


def _article(act: str, name: str) -> _Article:
    number = name.rstrip("abcdefghijklmnopqrstuvwxyz")
    return (act, int(number), name.removeprefix(number)) if number.isdigit() else (f"{act} {name}", 0, "")
