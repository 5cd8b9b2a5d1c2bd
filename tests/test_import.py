"""`import hostbilling` costs next to nothing and brings nothing heavy into the host's process."""

import subprocess
import sys

import pytest

import hostbilling
from tests.requirements import ROOT

HEAVY = ["attr", "attrs", "babel", "cattrs", "hypothesis", "moneyed", "ssl", "stdnum"]

REPORT = """
import sys
before = set(sys.modules)
import hostbilling
print(*sorted({name.partition(".")[0] for name in set(sys.modules) - before}))
"""


def loaded_by_the_import() -> set[str]:
    run = subprocess.run([sys.executable, "-c", REPORT], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(run.stdout.split())


def test_the_import_loads_nothing_heavy() -> None:
    loaded = loaded_by_the_import()
    assert "hostbilling" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_each_public_name_is_a_module_that_loads_when_asked_for() -> None:
    assert {*hostbilling.__all__} <= {*dir(hostbilling)}
    for name in hostbilling.__all__:
        assert hostbilling.__getattr__(name).__name__ == f"hostbilling.{name}"


def test_any_other_name_is_refused_by_name() -> None:
    with pytest.raises(AttributeError, match="no attribute 'invoices'"):
        hostbilling.__getattr__("invoices")
