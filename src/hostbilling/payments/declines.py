"""Why a charge was refused, from the code that came with it."""

from collections.abc import Iterable

from attrs import frozen

from ..decision import Decision, ReasonCode, Source
from ..demands import DeclineClass
from ..errors import check_declared, check_text, check_type, check_unique, each_of, refuse
from .decline_codes import CODES, SOURCES, CodeScheme

CLASSED = ReasonCode("decline.classed", "{code} of {scheme} means {why}, according to {source}.")
UNCLASSED = ReasonCode("decline.unclassed", "Nobody has classed {code} of {scheme} yet: a person looks at it.")


@frozen(kw_only=True)
class CodeRow:
    """A code as the host classes it, with its source: one we do not know, or one it knows better."""

    scheme: CodeScheme
    code: str
    why: DeclineClass
    source: Source

    def __attrs_post_init__(self) -> None:
        refuse(
            *check_declared("row", self),
            check_text("row.code", self.code),
        )


@frozen(kw_only=True)
class Decline(Decision):
    """The class of a refused charge; `source` is None where the code is in no table."""

    why: DeclineClass
    source: Source | None = None


def classify(code: str, *, scheme: CodeScheme, overlay: Iterable[CodeRow] = ()) -> Decline:
    """Return what a gateway's code means; rows of the `overlay` come before ours, letter case does not count.

    A code that nobody classed is `UNKNOWN_CODE`, which is never tried again without a person. Raises `InvalidInput` for
    an overlay with two rows of one code.

    >>> classify("incorrect_zip", scheme=CodeScheme.STRIPE).why.value
    'address'
    >>> str(classify("X9", scheme=CodeScheme.ISO_8583))
    'Nobody has classed X9 of iso_8583 yet: a person looks at it.'
    """
    refuse(check_text("code", code), check_type("scheme", scheme, CodeScheme))
    rows = each_of("overlay", overlay, CodeRow)
    own = {(row.scheme, row.code.casefold()): row for row in rows}
    refuse(check_unique("overlay", [f"{row.scheme.value} {row.code.casefold()}" for row in rows]))
    row = own.get((scheme, code.strip().casefold()))
    if row is not None:
        return _classed(code, scheme, row.why, row.source)
    ours = {known.casefold(): why for known, why in CODES[scheme].items()}
    why = ours.get(code.strip().casefold())
    if why is not None:
        return _classed(code, scheme, why, SOURCES[scheme])
    return Decline(reasons=(UNCLASSED(code=code, scheme=scheme.value),), why=DeclineClass.UNKNOWN_CODE)


def _classed(code: str, scheme: CodeScheme, why: DeclineClass, source: Source) -> Decline:
    reason = CLASSED(code=code, scheme=scheme.value, why=why.value, source=str(source))
    return Decline(reasons=(reason,), why=why, source=source)
