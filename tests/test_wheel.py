"""The built wheel; collected by `make wheel` only."""

import zipfile
from importlib.metadata import distribution
from pathlib import Path

import hostbilling
from tests.conftest import WHEEL


def wheel_file() -> Path:
    (found,) = Path(WHEEL).glob("hostbilling-*.whl")
    return found


def test_tests_run_against_the_wheel_not_the_source_tree() -> None:
    assert Path(hostbilling.__file__).parent == Path(WHEEL).resolve() / "site" / "hostbilling"


def test_wheel_holds_the_package_and_nothing_else() -> None:
    names = zipfile.ZipFile(wheel_file()).namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"hostbilling"}
    assert "hostbilling/py.typed" in names


def test_wheel_holds_every_module_of_the_source_tree() -> None:
    source = Path(__file__).parent.parent / "src"
    modules = {path.relative_to(source).as_posix() for path in source.rglob("*.py")}
    assert modules <= set(zipfile.ZipFile(wheel_file()).namelist())


def test_metadata_says_what_a_user_must_know() -> None:
    about = distribution("hostbilling")
    assert about.version == hostbilling.__version__
    assert about.metadata["Requires-Python"] == ">=3.11"
    assert about.metadata["License-Expression"] == "MIT"
    needed = {line.split(">")[0] for line in about.requires or () if "extra ==" not in line}
    assert needed == {"attrs", "babel", "python-stdnum", "py-moneyed"}
