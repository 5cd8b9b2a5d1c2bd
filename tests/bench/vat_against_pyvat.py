"""Who is right where: the VAT cases through pyvat, as a Markdown table. Needs pyvat: `pip install pyvat`.

`python -m tests.bench.vat_against_pyvat` prints the table of docs/law/vat-and-pyvat.md. A case counts as right when
treatment, rate and, where VAT is involved, the member state are as expected or an accepted alternative. Cases of kinds
that pyvat has no item type for are left out.
"""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any

from hostbilling.vat import SupplyKind
from tests.cases import runner
from tests.cases.vat_words import KINDS

CASES = Path(__file__).parent.parent / "cases" / "data" / "vat_cases.json"
CHAPTERS = {
    "A": "at home", "B": "businesses in other member states", "C": "consumers in other member states",
    "D": "rates and membership by date", "E": "the 10 000 threshold", "F": "evidence", "G": "territories",
    "H": "VAT ids and standing", "I": "kinds of supply", "J": "small businesses", "K": "sellers from outside",
    "L": "customers outside", "M": "time of supply", "N": "amounts and mentions", "O": "several establishments",
}  # fmt: skip
TREATMENTS = {
    "charge": {"standard"},
    "reverse_charge": {"reverse_charge"},
    "no_charge": {"outside_scope", "not_a_supply"},
}


def pyvat_is_right(pyvat: Any, case: Mapping[str, Any]) -> bool:
    given = case["given"]
    customer = given["customer"]
    business = customer["type"] != "consumer" and (customer["vat_id"] or {}).get("status") == "valid"
    try:
        charge = pyvat.get_sale_vat_charge(
            date.fromisoformat(given["tax_point"]),
            pyvat.ItemType.generic_electronic_service,
            pyvat.Party(customer["country"], business),
            pyvat.Party(given["seller"]["country"], True),  # noqa: FBT003  # pyvat's own signature
        )
    except Exception:  # noqa: BLE001  # whatever it raises is no answer
        return False
    accepted = [case["expect"], *case.get("alternatives", ())]
    return any(_agrees(charge, expect) for expect in accepted)


def _agrees(charge: Any, expect: Mapping[str, Any]) -> bool:
    if expect["treatment"] not in TREATMENTS[charge.action.name]:
        return False
    if expect["treatment"] == "standard":
        return bool(Decimal(expect["rate"]) == charge.rate and expect["place"] == _iso(charge.country_code))
    return expect["treatment"] != "reverse_charge" or bool(expect["place"] == _iso(charge.country_code))


def _iso(code: str) -> str:
    return "GR" if code == "EL" else code


def table(pyvat: Any = None) -> list[str]:
    """Return the rows of the page; without pyvat its column is left out."""
    known, _ = runner.known_areas()
    every: Counter[str] = Counter()
    ours: Counter[str] = Counter()
    theirs: Counter[str] = Counter()
    for case in json.loads(CASES.read_text("utf-8"), parse_float=Decimal)["cases"]:
        if KINDS.get(case["given"]["supply"]["kind"]) is not SupplyKind.ELECTRONIC:
            continue
        chapter = case["id"][0]
        every[chapter] += 1
        ours[chapter] += runner.run([case], known)[0].passed
        theirs[chapter] += pyvat is not None and pyvat_is_right(pyvat, case)
    counts = [(CHAPTERS[chapter], count, ours[chapter], theirs[chapter]) for chapter, count in sorted(every.items())]
    counts.append(("all", every.total(), ours.total(), theirs.total()))
    return [f"| {' | '.join(map(str, row if pyvat is not None else row[:3]))} |" for row in counts]


def main() -> None:
    print("| chapter | cases | hostbilling | pyvat |\n|---|---|---|---|")
    print(*table(import_module("pyvat")), sep="\n")


if __name__ == "__main__":
    main()
