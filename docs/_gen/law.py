"""The law of renewal as one page, written from the rows of `renewal.law`: `python docs/_gen/law.py` prints it.

`docs/conf.py` writes it to docs/law/renewal-by-country.md when the manual is built, and
`tests/renewal/test_law_page.py` compares the two, so that the page cannot drift from the data.
"""

import sys
from collections.abc import Iterator
from datetime import date

from hostbilling.decision import Certainty
from hostbilling.periods import Term
from hostbilling.renewal import law
from hostbilling.renewal.law import Contract, CustomerClass, Inform, Rule

ON = date(2026, 11, 21)
NAMES = {
    "AT": "Austria", "BE": "Belgium", "CH": "Switzerland", "CZ": "Czechia", "DE": "Germany", "DK": "Denmark",
    "ES": "Spain", "EU": "European Union", "FI": "Finland", "FR": "France", "GB": "United Kingdom", "IE": "Ireland",
    "IT": "Italy", "LU": "Luxembourg", "NL": "Netherlands", "PL": "Poland", "PT": "Portugal", "SE": "Sweden",
    "SK": "Slovakia", "US": "United States", "US-CA": "California",
}  # fmt: skip
KNOWN = {
    Certainty.VERIFIED: "law or official page read",
    Certainty.SECONDARY: "commentary read",
    Certainty.UNCHECKED: "**not read**: reported, never applied",
}
SAMPLE = Contract(
    term=Term.years(1), concluded=date(2026, 3, 31), ends=date(2027, 3, 31), notice=Term.months(1),
    notice_after=Term.years(1),
)  # fmt: skip

INTRODUCTION = f"""# Renewal by country

Written from the rows of `hostbilling.renewal.law`, as they stand on {ON}. This is no legal advice: each row says where
it was read and how far to trust it. A row that nobody read decides nothing and shows as a finding.

What [a French consumer's contract](../guide/france-consumer-tacit.md) asks for, step by step, is a guide of its own.

## A consumer's yearly contract that renews by silence

For a contract from 31 March 2026 to the same day of 2027, with a month's notice and one more fixed year after it. The
message is the one before the renewal; an empty cell stands for no rule in the tables.

"""


def page() -> str:
    """Return the page."""
    return INTRODUCTION + "\n".join([*_overview(), "", *_countries()]) + "\n"


def _overview() -> Iterator[str]:
    yield "| | renews into | longest first term | longest notice | ... once renewed | message must arrive |"
    yield "|---|---|---|---|---|---|"
    for code in law.TABLES:
        if code == "EU":
            continue
        found = law.limits(code, customer=CustomerClass.CONSUMER, on=ON)
        limits = [found.first_term, found.notice, found.notice_after]
        yield _row(NAMES[code], _renews(found), *(limit or "" for limit in limits), _message(code))


def _renews(found: law.Limits) -> str:
    match found.next_term:
        case law.NextTerm.SAME:
            return "the same"
        case law.NextTerm.CAPPED:
            return f"at most {found.renewal}"
        case law.NextTerm.INDEFINITE:
            return "no fixed term"


def _message(code: str) -> str:
    found = law.obligations(SAMPLE, country=code, customer=CustomerClass.CONSUMER, on=ON)
    windows = [str(duty.window) for duty in found.duties if duty.what is law.Message.RENEWAL]
    doubts = {finding.code for finding in found.findings}
    undated = "depends on a day the contract sets" if "law.day_missing" in doubts else ""
    return "; ".join(windows) or ("not known" if "law.unknown" in doubts else undated)


def _countries() -> Iterator[str]:
    for code, rows in law.TABLES.items():
        yield f"## {NAMES[code]}"
        yield ""
        yield "| rule | for | in force | what it says | law | known from |"
        yield "|---|---|---|---|---|---|"
        for rule in rows:
            yield _row(f"`{rule.id}`", _for(rule), _in_force(rule), _says(rule), rule.cites, _source(rule))
        yield ""


def _for(rule: Rule) -> str:
    return ", ".join(each.value.replace("_", "-") for each in CustomerClass if each in rule.customers)


def _in_force(rule: Rule) -> str:
    if rule.since is None:
        return "announced, no date yet"
    until = f" to {rule.until}" if rule.until else ""
    return f"from {rule.since}{until}, by the day {rule.by.value}"


def _says(rule: Rule) -> str:
    medium = f" ({rule.medium})" if isinstance(rule, Inform) and rule.medium else ""
    return rule.says + medium


def _source(rule: Rule) -> str:
    return f"{KNOWN[rule.source.certainty]}, {rule.source.seen_on}: {rule.source.title}"


def _row(*cells: object) -> str:
    return f"| {' | '.join(str(cell).replace('|', chr(92) + '|') for cell in cells)} |"


if __name__ == "__main__":
    sys.stdout.write(page())
