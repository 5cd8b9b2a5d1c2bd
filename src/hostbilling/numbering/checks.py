"""Series and numbers against the rules of their country: findings for a person, before anything is issued."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from ..decision import Finding, ReasonCode, Severity, unreviewed
from ..errors import check_date, check_type, each_of, refuse
from .policies import TAX_DOCUMENTS, DocumentKind, Policy
from .series import TOO_LONG, Series

MIXED = ReasonCode("numbering.proforma_in_tax_series", "{series} numbers {kind} along with tax documents.")
SEPARATE = ReasonCode(
    "numbering.separate_series_required", "{country}: {kind} needs a series of its own, not {series}."
)
SELLERS = ReasonCode(
    "numbering.one_series_per_seller_required", "{country}: {series} is used in the names of {sellers}."
)
RANGE = ReasonCode("numbering.separate_range_required", "{country}: {series} is used under the VAT numbers {numbers}.")
UNREGISTERED = ReasonCode("numbering.series_unregistered", "{country}: {series} must be registered before it is used.")
SHARED = ReasonCode("numbering.series_shared", "{series} is shared by {issuers}; {country} is not known to allow it.")
RESET = ReasonCode("numbering.reset_required", "{country}: {series} must reset {required}, not {reset}.")
START = ReasonCode("numbering.start_required", "{country}: {series} must start at 1.")
UNWIELDY = ReasonCode("numbering.unwieldy", "{number} is composed of {groups} groups of digits.")
CHARACTERS = ReasonCode("numbering.characters", "{number} holds {found}, which {country} advises against.")

MOST_GROUPS = 6
"""A number of more groups of digits is reported as unwieldy: ours, after FG Hamburg 3 K 85/14."""


def check(series: Iterable[Series], *, on: date) -> tuple[Finding, ...]:
    """Return what the countries of an issuer's series would object to, and which rows are too old for the day `on`.

    >>> from hostbilling.numbering import DocumentKind, Reset, policy
    >>> both = Series(id="F", pattern="F{seq}", reset=Reset.NEVER, policy=policy("ES", on=date(2026, 1, 1)),
    ...     documents=[DocumentKind.INVOICE, DocumentKind.CREDIT_NOTE])
    >>> [finding.code for finding in check([both], on=date(2026, 11, 21))]
    ['numbering.separate_series_required']
    """
    refuse(check_date("on", on))
    return tuple(finding for each in each_of("series", series, Series) for finding in _check_one(each, on))


def _check_one(series: Series, on: date) -> Iterator[Finding]:
    for part in _PARTS:
        yield from part(series, series.policy)
    if series.policy.country and (stale := unreviewed(series.policy.source, on=on)):
        yield stale


def _documents(series: Series, policy: Policy) -> Iterator[Finding]:
    taxed = series.documents & TAX_DOCUMENTS
    for kind in _in_order(series.documents - TAX_DOCUMENTS if taxed else ()):
        yield Finding(reason=MIXED(series=series.id, kind=kind), severity=Severity.VIOLATION)
    for kind in _in_order(taxed & policy.separate if len(taxed) > 1 else ()):
        yield policy.finding("separate", SEPARATE(country=policy.country, series=series.id, kind=kind))


def _names(series: Series, policy: Policy) -> Iterator[Finding]:
    name, sellers, numbers = series.id, series.self_billed_for, series.vat_numbers
    if policy.one_seller_when_self_billed and len(sellers) > 1:
        reason = SELLERS(country=policy.country, series=name, sellers=", ".join(sellers))
        yield policy.finding("one_seller_when_self_billed", reason)
    if policy.one_vat_number and len(numbers) > 1:
        yield policy.finding("one_vat_number", RANGE(country=policy.country, series=name, numbers=", ".join(numbers)))
    if len(series.issuers) > 1 and not policy.shared_by_group:
        reason = SHARED(country=policy.country, series=name, issuers=", ".join(series.issuers))
        yield policy.finding("shared_by_group", reason, Severity.WARNING)


def _counting(series: Series, policy: Policy) -> Iterator[Finding]:
    name, forced = {"country": policy.country, "series": series.id}, policy.forced_reset
    if policy.registered and not series.registration:
        yield policy.finding("registered", UNREGISTERED(**name))
    if forced and forced is not series.reset:
        yield policy.finding("forced_reset", RESET(required=forced.value, reset=series.reset.value, **name))
    if policy.starts_at_one and {series.start, *dict(series.starts).values()} != {1}:
        yield policy.finding("starts_at_one", START(**name))


def _sample(series: Series, policy: Policy) -> Iterator[Finding]:
    yield from check_number(series.render(seq=series.start, on=_SAMPLE_DAY), policy=policy)


_PARTS = (_documents, _names, _counting, _sample)
_SAMPLE_DAY = date(2025, 12, 31)


def _in_order(kinds: Iterable[DocumentKind]) -> list[str]:
    return sorted(kind.value for kind in kinds)


def check_number(number: str, *, policy: Policy) -> tuple[Finding, ...]:
    """Return what a country would object to in one printed number."""
    refuse(check_type("number", number, str), check_type("policy", policy, Policy))
    found: list[Finding] = []
    if policy.max_length is not None and len(number) > policy.max_length:
        reason = TOO_LONG(number=number, limit=policy.max_length)
        found.append(policy.finding("max_length", reason))
    groups = len(re.findall(r"[0-9]+", number))
    if groups > MOST_GROUPS:
        found.append(Finding(reason=UNWIELDY(number=number, groups=groups), severity=Severity.WARNING))
    odd = "".join(sorted(set(policy.characters) & set(number)))
    if odd:
        reason = CHARACTERS(number=number, found=repr(odd), country=policy.country)
        found.append(policy.finding("characters", reason, Severity.WARNING))
    return tuple(found)
