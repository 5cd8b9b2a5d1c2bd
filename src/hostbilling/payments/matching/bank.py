"""Lines of a bank statement as the library takes them, and what makes one line the same as another.

A bank's id is trusted when there is one, with the account and the year, because banks begin anew; an end-to-end id is
the payer's and never unique. Without an id a line is known by what it says, and by being the n-th such line of its
import: two equal lines in one file are two payments, the same file read twice is the same payments.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable
from datetime import date

from attrs import field, frozen

from ...errors import check_declared, each_of, listed, refuse
from ...money import Money, as_payable


def texts(values: Iterable[str]) -> tuple[str, ...]:
    """Return texts as a tuple, one alone too."""
    return (values,) if isinstance(values, str) else listed(values)


@frozen(kw_only=True)
class Line:
    """One entry of a statement; what the bank leaves out stays empty.

    `references` are the structured fields: variable symbol, creditor reference. `return_of` names the line that this
    one takes back, by its id or, as camt.053 does for a returned debit, by its end-to-end id; where the bank calls
    several lines so, a person writes the identity of the one that is meant. `charges` is the bank's word, such as SHA
    when payer and payee share the fees.
    """

    amount: Money = field(converter=as_payable)
    id: str = ""
    account: str = ""
    """The seller's account, where the host reads several."""
    booked_on: date | None = None
    value_on: date | None = None
    references: tuple[str, ...] = field(default=(), converter=texts)
    end_to_end_id: str = ""
    text: str = ""
    counterparty_iban: str = ""
    counterparty_name: str = ""
    charges: str = ""
    return_of: str = ""

    def __attrs_post_init__(self) -> None:
        refuse(*check_declared("line", self))

    @property
    def fingerprint(self) -> str:
        """What the line says, as a short text that is equal for equal lines."""
        said = (
            self.account, self.booked_on, self.value_on, self.amount.amount, self.amount.currency.code,
            self.counterparty_iban, self.counterparty_name, self.references, self.end_to_end_id, self.text,
            self.charges, self.return_of,
        )  # fmt: skip
        return hashlib.sha256(repr([str(each) for each in said]).encode()).hexdigest()[:32]


def identities(lines: Iterable[Line]) -> tuple[str, ...]:
    """Return the identity of each line of one import, in order; store them and pass them as `seen` next time.

    Several entries that share a bank's id and differ in what they say are numbered; an entry that comes twice with one
    id has one identity.

    >>> from hostbilling.money import payable
    >>> twice = [Line(amount=payable("10", "EUR"), text="top up")] * 2
    >>> len(set(identities(twice)))
    2
    """
    counted: Counter[str] = Counter()
    under: dict[str, list[str]] = {}
    given = each_of("lines", lines, Line)
    return tuple(_by_id(line, under) if line.id else _by_content(line, counted) for line in given)


def _by_content(line: Line, counted: Counter[str]) -> str:
    counted[line.fingerprint] += 1
    return _numbered(line.fingerprint, counted[line.fingerprint])


def _by_id(line: Line, under: dict[str, list[str]]) -> str:
    year = f"{line.booked_on.year}" if line.booked_on else ""
    name = "/".join(filter(None, (line.account, year, line.id)))
    contents = under.setdefault(name, [])
    if line.fingerprint not in contents:
        contents.append(line.fingerprint)
    return _numbered(name, contents.index(line.fingerprint) + 1)


def _numbered(name: str, count: int) -> str:
    return name if count == 1 else f"{name}#{count}"
