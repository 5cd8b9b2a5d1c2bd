"""The numbers and names a service is known by, which of them is shown where, and what became of old ones.

A service has an equipment id (the machine), a contract id (the order it came from) and a reference the customer
chose. Where the reference is empty, invoices fall back to the name of the old system and the portal to its id.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import Enum

from attrs import frozen

from ..errors import Fault, check_count, check_date, check_text, refuse


class Surface(Enum):
    """Where an identifier is shown."""

    INVOICE = "invoice"
    PORTAL = "portal"


@frozen(kw_only=True)
class Identifiers:
    """Everything a service can be found by, besides its own id; None where there is none."""

    equipment_id: str | None = None
    contract_id: str | None = None
    reference: str | None = None
    legacy_name: str | None = None
    legacy_id: str | None = None

    def shown(self, surface: Surface) -> str:
        """Return the customer's reference, or what stands for it on a surface; empty when there is neither.

        >>> old = Identifiers(legacy_name="LWS-db1", legacy_id="84211")
        >>> old.shown(Surface.INVOICE), old.shown(Surface.PORTAL)
        ('LWS-db1', '84211')
        """
        instead = self.legacy_name if surface is Surface.INVOICE else self.legacy_id
        return (self.reference or "").strip() or instead or ""

    @property
    def all(self) -> tuple[str, ...]:
        """Every identifier there is."""
        given = (self.equipment_id, self.contract_id, self.reference, self.legacy_name, self.legacy_id)
        return tuple(text for text in given if text)


NO_IDENTIFIERS = Identifiers()


@frozen(kw_only=True)
class CutOver:
    """The day from which documents are laid out anew: the equipment id instead of the server, and the contract id.

    Older documents keep their layout. `archive_lead_days` before it is the last day to save them.
    """

    on: date
    archive_lead_days: int

    def __attrs_post_init__(self) -> None:
        refuse(check_date("cut_over.on", self.on), check_count("cut_over.archive_lead_days", self.archive_lead_days))

    def is_new(self, document_date: date) -> bool:
        """Tell whether a document of that date has the new layout."""
        return document_date >= self.on

    def contract_id(self, identifiers: Identifiers, *, document_date: date) -> str | None:
        """Return the contract id a line of that date shows: none on older documents, none where there is none."""
        return identifiers.contract_id if self.is_new(document_date) else None

    @property
    def archive_by(self) -> date:
        """The last day on which older documents can be saved."""
        return self.on - timedelta(days=self.archive_lead_days)


@frozen(kw_only=True)
class Migration:
    """An id that was replaced: `new` is right from `since`, `old` is accepted until `old_until`, that day included.

    None as `old_until` accepts the old one for ever.
    """

    old: str
    new: str
    since: date
    old_until: date | None = None

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("migration.old", self.old),
            check_text("migration.new", self.new),
            check_date("migration.since", self.since),
            Fault("migration.same", "migration.new", self.new, "is the old id", "give the id that replaced it")
            if self.old == self.new
            else None,
            Fault("migration.until", "migration.old_until", self.old_until, f"is before {self.since}",
                  "give a day from the migration on")
            if self.old_until is not None and self.old_until < self.since
            else None,
        )  # fmt: skip


def current_id(text: str, *, migrations: Iterable[Migration], on: date) -> str | None:
    """Return the id in force on a day for an old or a new one, through any number of migrations.

    None for an old id that is not accepted any more, and for a new one that is not in force yet.

    >>> moved = Migration(old="84211", new="SRV-9", since=date(2020, 9, 14), old_until=date(2020, 12, 31))
    >>> [current_id("84211", migrations=[moved], on=day) for day in (date(2020, 9, 13), date(2020, 9, 14))]
    ['84211', 'SRV-9']
    >>> current_id("84211", migrations=[moved], on=date(2021, 1, 1)) is None
    True
    """
    refuse(check_date("on", on))
    wanted = normal(text)
    known = sorted(migrations, key=lambda each: each.since)
    if any(normal(each.new) == wanted and on < each.since for each in known):
        return None
    found = text.strip()
    for each in known:
        if normal(each.old) == normal(found) and each.since <= on:
            if each.old_until is not None and on > each.old_until:
                return None
            found = each.new
    return found


def normal(text: str) -> str:
    """Return an identifier as it is compared: spaces around it and capitals do not count."""
    return text.strip().casefold()
