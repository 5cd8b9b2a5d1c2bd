"""How every test runs: hypothesis profiles, and which copy of the library is under test."""

import os
from pathlib import Path

import hypothesis
import pytest

import hostbilling
from hostbilling.decision import Reason, ReasonCode
from hostbilling.errors import BillingError, Fault
from tests.refusals import begun

WHEEL = os.environ.get("HOSTBILLING_WHEEL", "")
"""Folder of a built wheel, set by `make wheel`; empty when the source tree is under test."""

# `default` for every day, `quick` against the wheel, `deep` by hand: HYPOTHESIS_PROFILE=deep make unit
hypothesis.settings.register_profile(
    "default",
    max_examples=50,
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    print_blob=True,
)
hypothesis.settings.register_profile(
    "quick", hypothesis.settings.get_profile("default"), max_examples=5, derandomize=True
)
hypothesis.settings.register_profile(
    "deep", hypothesis.settings.get_profile("default"), max_examples=5_000, derandomize=False
)
# One mutant after another, none of which may hang on a long search or be saved by last time's example.
hypothesis.settings.register_profile(
    "mutants", hypothesis.settings.get_profile("default"), max_examples=15, derandomize=True, database=None
)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

collect_ignore = [] if WHEEL else ["test_wheel.py"]


def pytest_sessionstart() -> None:
    """Refuse to test another copy of the library than the one meant."""
    found = Path(hostbilling.__file__).resolve()
    wanted = Path(WHEEL) / "site" if WHEEL else Path(__file__).parent.parent / "src"
    if not found.is_relative_to(wanted.resolve()) and "mutants" not in found.parts:
        pytest.exit(f"hostbilling was imported from {found}, not from {wanted}", returncode=3)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Search without the tracer, which makes it five times slower: what only chance reaches is not covered."""
    for item in items:
        if item.get_closest_marker("hypothesis"):
            item.add_marker("no_cover")


def pytest_report_header() -> str:
    return f"hostbilling: {hostbilling.__file__}"


_said = ReasonCode.__call__


def _said_in_full(code: ReasonCode, /, **facts: object) -> Reason:
    """Whatever a test makes the library say: no sentence has a hole in it."""
    holes = [name for name in code.names if facts.get(name, "") is None]
    assert not holes, f"{code.code} says None for {holes}"
    return _said(code, **facts)


setattr(ReasonCode, "__call__", _said_in_full)  # noqa: B010  # a method cannot be assigned to, say both type checkers


_refused = BillingError.__init__


def _refused_in_full(error: BillingError, first: Fault, *others: Fault) -> None:
    """Whatever a test makes the library refuse: each fault names a field, what is wrong and what to do."""
    begun((first, *others))
    _refused(error, first, *others)


setattr(BillingError, "__init__", _refused_in_full)  # noqa: B010  # the same
