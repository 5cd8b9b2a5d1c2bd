"""The table of VAT decisions, written by asking the code: `python docs/_gen/vat_table.py` prints the page.

`tests/vat/test_decision_table.py` compares it with docs/law/vat-decision-table.md, so the page cannot drift.
"""

import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from hostbilling.i18n import country
from hostbilling.union import MEMBER_STATES, is_member
from hostbilling.vat import (
    Buyer,
    CustomerKind,
    Evidence,
    EvidenceKind,
    Oss,
    SellerVat,
    Supply,
    SupplyKind,
    Totals,
    Undetermined,
    VatDecision,
    VatId,
    VatIdStatus,
    Where,
    determine,
)
from hostbilling.vat.kinds import ROWS
from hostbilling.vat.rate_table import RATES
from hostbilling.vat.territories import TERRITORIES

ON = date(2026, 11, 21)
SELLER = SellerVat(country="FR", oss=Oss.UNION)
SMALL = SellerVat(country="FR", cross_border=Totals(this_year="0", prior_year="0"))
GERMAN_ID = VatId(number="DE136695976", status=VatIdStatus.VALID, checked_on=ON)

CUSTOMERS = {
    "business in Germany, id confirmed": (SELLER, Buyer(kind=CustomerKind.BUSINESS, country="DE", vat_id=GERMAN_ID)),
    "business in Germany, no id": (SELLER, Buyer(kind=CustomerKind.BUSINESS, country="DE")),
    "business in France": (SELLER, Buyer(kind=CustomerKind.BUSINESS, country="FR")),
    "consumer in Germany": (SELLER, Buyer(kind=CustomerKind.CONSUMER, country="DE")),
    "the same, below 10\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}EUR": (
        SMALL,
        Buyer(kind=CustomerKind.CONSUMER, country="DE"),
    ),
    "consumer in the United States": (SELLER, Buyer(kind=CustomerKind.CONSUMER, country="US")),
}

INTRODUCTION = f"""# VAT decision table

Written by the code, for a seller in France on {ON}. Buildings and work are in the Netherlands; consumers are seen where
they say they are. A cell shows the place, then the rate, or what else applies: *reversed* means that the customer owes
the VAT, *outside* that no VAT of a member state is due.
"""


def _seen(country: str | None) -> list[Evidence]:
    kinds = (EvidenceKind.BILLING_ADDRESS, EvidenceKind.BANK)
    return [Evidence(kind=kind, country=country) for kind in kinds] if country is not None else []


def _cell(answer: VatDecision | Undetermined) -> str:
    if isinstance(answer, Undetermined):
        return f"? {answer.problem.value.replace('_', ' ')}"
    words = {"reverse_charge": "reversed", "outside_scope": "outside"}
    what = f"{answer.rate} %" if answer.rate is not None else words.get(answer.treatment.value, answer.treatment.value)
    return f"{answer.place} {what}"


def _row(kind: SupplyKind) -> str:
    supply = Supply(kind=kind, location=Where(country="NL"), threshold_net=Decimal(0))
    cells = (
        _cell(determine(supply, seller=seller, customer=buyer, tax_point=ON, evidence=_seen(buyer.country)))
        for seller, buyer in CUSTOMERS.values()
    )
    return f"| {kind.value.replace('_', ' ')} | {' | '.join(cells)} |"


def _territories() -> Iterator[str]:
    yield "| place | code | written in | counts as | own law of | local tax |"
    yield "|---|---|---|---|---|---|"
    for code, row in TERRITORIES.items():
        written = ", ".join(sorted(row.written - {code})) or "its own code"
        inside = row.state is not None and is_member(row.state, on=ON)
        counts_as = row.state if inside else f"outside, as {row.state}" if row.state else "outside"
        yield f"| {country(code, 'en')} | {code} | {written} | {counts_as} | {row.national or ''} | {row.tax} |"


def _rates() -> Iterator[str]:
    yield "| state | standard rate today | since |"
    yield "|---|---|---|"
    for state in sorted(MEMBER_STATES):
        if state in RATES and MEMBER_STATES[state][1] is None:
            row = RATES[state][-1]
            yield f"| {state} | {row.rate} % | {row.since} |"


def page() -> str:
    """Return the page."""
    lines = [
        INTRODUCTION,
        f"| supply | {' | '.join(CUSTOMERS)} |",
        "|---" * (len(CUSTOMERS) + 1) + "|",
        *(_row(kind) for kind in ROWS),
        "",
        "## Territories",
        "",
        "`counts as` holds for everybody; `own law of` for sellers of that state only, who charge its VAT there.",
        "",
        *_territories(),
        "",
        "## Rates",
        "",
        *_rates(),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(page())
