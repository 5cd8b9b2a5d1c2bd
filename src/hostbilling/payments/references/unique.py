"""One reference per demand: a reference that two demands share pays the wrong one.

Two references are the same when a bank may show them alike: in capitals, without spaces and punctuation, and digits
without zeros in front. A Finnish reference and the RF reference made of it are one (Finance Finland): payers type
either.
"""

from collections.abc import Mapping

from ...errors import Fault, check_type, refuse
from . import rf, viite


def key(reference: str) -> str:
    """Return what a reference is compared by, empty when it holds no letter or digit.

    >>> key("rf18 5390"), key("+++010/8068/17183+++"), key("0002026017")
    ('RF185390', '10806817183', '2026017')
    """
    if type(reference) is not str:  # asked here first: this runs for every word of a statement
        refuse(check_type("reference", reference, str))
    kept = (reference if reference.isalnum() else "".join(filter(str.isalnum, reference))).upper()
    return kept.lstrip("0") if kept.isdecimal() else kept


def same_as(reference: str) -> tuple[str, ...]:
    """Return the key of a reference and, of a Finnish one, the key of its other form.

    >>> same_as("1 23456 1"), same_as("RF34 1234 561"), same_as("2026000018")
    (('1234561', 'RF341234561'), ('RF341234561', '1234561'), ('2026000018',))
    """
    name = key(reference)
    plain = name[4:].lstrip("0") if name.startswith("RF") else name
    if not (plain.isascii() and plain.isdecimal() and viite.MIN_BASE < len(plain) <= viite.MAX_BASE + 1):
        return (name,)
    if plain[-1] != viite.check_digits(plain[:-1]):
        return (name,)
    both = rf.generate(plain), plain
    return tuple(dict.fromkeys((name, *both))) if name in both else (name,)


def by_reference(references: Mapping[str, str]) -> dict[str, str]:
    """Return the demand of each reference, by its `key`; `references` gives the reference of each demand.

    Raises `InvalidInput` with a fault for every demand whose reference is empty or already another one's.

    >>> by_reference({"d1": "2026000017", "d2": "0002026018"})
    {'2026000017': 'd1', '2026018': 'd2'}
    """
    refuse(check_type("references", references, Mapping))
    refuse(*(check_type(f"references[{demand}]", each, str) for demand, each in references.items()))
    owners: dict[str, str] = {}
    refuse(*[_claim(demand, reference, owners) for demand, reference in references.items()])
    return {key(reference): demand for demand, reference in references.items()}


def _claim(demand: str, reference: str, owners: dict[str, str]) -> Fault | None:
    field, compared = f"references[{demand}]", key(reference)
    if not compared:
        return Fault("reference.empty", field, reference, "names nothing", "give every demand a reference")
    owner = next((owners[each] for each in same_as(reference) if each in owners), demand)
    owners.update((each, demand) for each in same_as(reference) if each not in owners)
    if owner == demand:
        return None
    return Fault("reference.shared", field, reference, f"is the reference of {owner} too", "give each demand its own")
