"""Which references a bank line names, and how surely.

Structured fields name surely, as far as their check digits fit. In the text a reference counts when it is a whole
word: digits inside other words never do, and words that only make a reference when joined are a hint for a person. So
is the end-to-end id, which is the payer's own, unless it has the form of a symbol in SEPA or of RF.
"""

import re
import unicodedata
from collections.abc import Callable, Container, Iterator

from attrs import frozen

from ...errors import BillingError
from ..references import ogm, qrr, rf, symbols
from ..references.unique import key, same_as
from .bank import Line

SHORTEST_WORD = 4
"""Shorter words of a text name nothing: there are too many of them."""
PLACEHOLDERS = frozenset("NOTPROVIDED NONREF NOREF NOREFERENCE NOTAVAILABLE NONE NULL NA UNKNOWN".split())

_WORDS = 40
_JOINED = 8
_BETWEEN_WORDS = re.compile(r"[\s,;:()\[\]{}\"'!?<>+*=#|&]+")
# A slash, point or underscore parts two words, except between digits, where it belongs to the number.
_INSIDE_WORD = re.compile(r"(?<=[^0-9])[/._]|[/._](?=[^0-9])")
_QRR_DIGITS = 27
_CHECKED_LENGTHS = (12, 14, _QRR_DIGITS)
"""Of an OGM, plain and with its slashes, and of a QR reference."""
_PUNCTUATION = "-/._+*'"
_OGM = re.compile(r"(\+{3}|\*{3}|)[0-9]{3}/?[0-9]{4}/?[0-9]{5}\1")


@frozen(kw_only=True)
class Names:
    """What a line names, as keys of `references.unique.key`, in order and without repeats."""

    structured: tuple[str, ...]
    wrong: tuple[str, ...]
    """What would be a reference if its check digits fitted, as it was written; twelve digits may be anything else."""
    sent: tuple[str, ...]
    """The end-to-end id, where it has no form that a payer would copy."""
    written: tuple[str, ...]
    """Whole words of the text, and the whole text as one word."""
    words: tuple[str, ...]
    says_something: bool
    """Whether the line carries any reference or text."""

    def joined(self, wanted: Container[str]) -> tuple[str, ...]:
        """Return the wanted references that only neighbouring words, or the parts of one, make together."""
        words = self.words[:_WORDS]
        runs = (
            key("".join(words[begin:end]))
            for begin, word in enumerate(words)
            for end in range(begin + 1 + word.isalnum(), min(begin + _JOINED, len(words)) + 1)
        )
        return _once(run for run in runs if run in wanted)


def read(line: Line) -> Names:
    """Return what a line names.

    >>> from hostbilling.money import payable
    >>> names = read(Line(amount=payable("1", "EUR"), references=["RF00X"], text="order 2026000017, thanks"))
    >>> names.structured, names.wrong, names.written[:3]
    ((), ('RF00X',), ('ORDER', '2026000017', 'THANKS'))
    """
    fields = [field for field in line.references if not _is_placeholder(field)]
    sent = "" if _is_placeholder(line.end_to_end_id) else line.end_to_end_id
    if _is_copied(sent):
        fields.append(sent)
    text = "" if _is_placeholder(line.text) else line.text
    words = tuple(_words(text))
    return Names(
        structured=_once(name for field in fields if not _is_wrong(field) for name in _structured(field)),
        wrong=_once(each for each in (*fields, *words) if is_doubtful(each)),
        sent=(key(sent),) if sent and sent not in fields else (),
        written=_once(_written(text, words)),
        words=words,
        says_something=bool(fields or sent or text),
    )


def body(reference: str) -> str | None:
    """Return a reference without its check digits, marked with its scheme; None where the form tells no scheme.

    >>> body("RF18 5390"), body("+++090/9337/55493+++"), body("2026000017")
    ('RF:5390', 'OGM:0909337554', None)
    """
    text = "".join(reference.split()).upper()
    if rf.is_shaped(text):
        return f"RF:{rf.body(text)}"
    if _OGM.fullmatch(text):
        return f"OGM:{re.sub('[^0-9]', '', text)[: ogm.MAX_BASE]}"
    if len(text) == _QRR_DIGITS and text.isdecimal():
        return f"QRR:{text[:-1]}"
    return None


def _is_placeholder(text: str) -> bool:
    name = key(text)
    return not name or name in PLACEHOLDERS or (text.strip()[:3].upper() == "/VS" and not symbols.variables(text))


def _is_copied(sent: str) -> bool:
    """Tell whether an end-to-end id has a form that only a reference given to the payer has."""
    return bool(sent) and (rf.is_shaped("".join(sent.split()).upper()) or bool(symbols.variables(sent)))


def is_doubtful(word: str) -> bool:
    """Tell whether a word is a reference with wrong check digits, or may be one.

    >>> is_doubtful("RF00X"), is_doubtful("090/9337/55494"), is_doubtful("090/9337/55493"), is_doubtful("2026000017")
    (True, True, False, False)
    """
    text = word if word.isalnum() else "".join(word.split())
    if len(text) in _CHECKED_LENGTHS or text[:2].upper() == "RF" or text.startswith(("+++", "***")):
        return _is_wrong(text) or (_OGM.fullmatch(text) is not None and not _fits(ogm.parse, text))
    return False


def _is_wrong(field: str) -> bool:
    """Tell whether a field has the form of a scheme with check digits, and they do not fit."""
    text = "".join(field.split()).upper()
    if rf.is_shaped(text):
        return not _fits(rf.parse, text)
    if text.startswith(("+++", "***")):
        return not _fits(ogm.parse, text)
    return len(text) == _QRR_DIGITS and text.isdecimal() and not _fits(qrr.parse, text)


def _fits(parse: Callable[[str], str], text: str) -> bool:
    try:
        parse(text)
    except BillingError:
        return False
    return True


def _structured(field: str) -> tuple[str, ...]:
    return symbols.variables(field) or (key(field),)


def _words(text: str) -> Iterator[str]:
    for chunk in _BETWEEN_WORDS.split(text):
        yield from filter(_prints, _INSIDE_WORD.split(chunk))


def _prints(word: str) -> bool:
    return word.isalnum() or any(map(str.isalnum, word))


def _written(text: str, words: tuple[str, ...]) -> Iterator[str]:
    yield from symbols.variables(text)
    chunks = (*_BETWEEN_WORDS.split(text), *words, "".join(text.split()))
    yield from (spelled(chunk) for chunk in chunks if _is_long(chunk))
    yield from _creditor_references(words)


def spelled(word: str) -> str:
    """Return a word as it names something: its key, or as it stands where punctuation is part of it.

    What is glued by punctuation is no word, so 2026-000017 is not 2026000017; but INV-2026-017 is what it is.

    >>> spelled("0002026017"), spelled("inv-2026-017."), spelled("+++090/9337/55493+++")
    ('2026017', 'INV-2026-017', '90933755493')
    """
    bare = word.strip(_PUNCTUATION)
    return key(bare) if bare.isalnum() or _OGM.fullmatch(bare) else bare.upper()


def names_of(reference: str) -> tuple[str, ...]:
    """Return every name that a line may call a reference by.

    >>> names_of("INV-2026-017"), names_of("1234561")
    (('INV2026017', 'INV-2026-017'), ('1234561', 'RF341234561'))
    """
    return _once(iter((*same_as(reference), spelled("".join(reference.split())))))


def _is_long(word: str) -> bool:
    return sum(map(str.isalnum, word)) >= SHORTEST_WORD


def _creditor_references(words: tuple[str, ...]) -> Iterator[str]:
    """Yield RF references printed in groups: their own check digits say where they end."""
    for begin, word in enumerate(words):
        if word[:2].upper() == "RF":
            runs = ("".join(words[begin:end]).upper() for end in range(begin + 2, min(begin + _JOINED, len(words)) + 1))
            yield from (run for run in runs if rf.is_shaped(run) and _fits(rf.parse, run))


def _once(names: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, names)))


def folded(name: str) -> tuple[str, ...]:
    """Return a person's name without case, accents, punctuation and the order of its words.

    >>> folded("NOVAKOVA JANA") == folded("Jana Nováková")
    True
    """
    letters = "".join(each for each in unicodedata.normalize("NFKD", name) if not unicodedata.combining(each))
    return tuple(sorted("".join(each if each.isalnum() else " " for each in letters.casefold()).split()))
