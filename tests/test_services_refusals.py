"""Every refusal of the services, word for word: field, value, remedy."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from hostbilling.catalog import Discount
from hostbilling.errors import BillingError
from hostbilling.periods import Period, Term
from hostbilling.services import Cause, Coverage, CutOver, Grant, Migration, Service, ServiceState
from tests.samples import faults, refusal

DAY = date(2020, 9, 14)
GRANT = Grant(line_id="L1", period=Period(DAY, date(2020, 9, 20)), cause=Cause.PAID)
COVERED = Coverage().grant(GRANT)
SERVICE = Service(id="S1", product_id="vps", name="box", term=Term.months(1), anchor_day=1, coverage=Coverage())
COUPON = Discount(id="ten", text="10 %", since=DAY, percent=Decimal(10), cycles=2)
MOVED = Migration(old="a", new="b", since=DAY)


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (
            lambda: COVERED.grant(evolve(GRANT, period=Period(DAY, date(2020, 9, 21)))),
            "grant.line_id granted another period, got 'L1'; revoke that one first [grant.otherwise]",
        ),
        (
            lambda: SERVICE.ends_on,
            "service.coverage was never granted a period, got 'S1'; grant one first [service.uncovered]",
        ),
        (
            lambda: evolve(SERVICE, discounts=(COUPON, COUPON)),
            "service.discounts occurs twice, got 'ten'; give each entry its own id [id.duplicate]",
        ),
        (
            lambda: CutOver(on="2020-09-14", archive_lead_days=1),  # type: ignore[arg-type]
            "cut_over.on must be a civil date, got '2020-09-14'; pass a datetime.date [date.type]",
        ),
        (
            lambda: evolve(MOVED, old=" "),
            "migration.old is empty, got ' '; give at least one visible character [text.empty]",
        ),
        (
            lambda: evolve(MOVED, new=""),
            "migration.new is empty, got ''; give at least one visible character [text.empty]",
        ),
        (
            lambda: evolve(MOVED, since=None),  # type: ignore[arg-type]
            "migration.since must be a civil date, got None; pass a datetime.date [date.type]",
        ),
        (
            lambda: evolve(MOVED, old_until=date(2020, 9, 13)),
            (
                "migration.old_until is before 2020-09-14, got datetime.date(2020, 9, 13); "
                "give a day from the migration on [migration.until]"
            ),
        ),
    ],
)
def test_what_is_refused_says_where_what_and_how_to_mend_it(act: Callable[[], object], said: str) -> None:
    with pytest.raises(BillingError) as caught:
        act()
    assert str(caught.value) == said


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"term": "1 month"}, "service.term"),
        ({"coverage": []}, "service.coverage"),
        ({"tacit": "no"}, "service.tacit"),
        ({"state": "active"}, "service.state"),
        ({"identifiers": "EQ-1"}, "service.identifiers"),
    ],
)
def test_a_service_is_made_of_the_right_things(changes: dict[str, Any], field: str) -> None:
    assert refusal(evolve, SERVICE, **changes) == ("value.type", field)


def test_a_grant_is_made_of_the_right_things() -> None:
    assert refusal(evolve, GRANT, period=(DAY, DAY)) == ("value.type", "grant.period")
    assert refusal(evolve, GRANT, cause="paid") == ("value.type", "grant.cause")
    (same,) = faults(evolve, MOVED, new="a")
    assert str(same) == "migration.new is the old id, got 'a'; give the id that replaced it [migration.same]"


def test_the_last_day_an_old_id_is_accepted_may_be_the_first_of_the_new_one() -> None:
    assert evolve(MOVED, old_until=DAY).old_until == DAY


def test_only_the_discounts_used_lose_a_cycle() -> None:
    other = evolve(COUPON, id="other")
    after = evolve(SERVICE, discounts=(COUPON, other)).after_use_of(["ten", "unknown"])
    assert [(each.id, each.cycles) for each in after.discounts] == [("ten", 1), ("other", 2)]


@pytest.mark.parametrize(
    ("state", "gone"),
    [
        (ServiceState.ACTIVE, False),
        (ServiceState.SUSPENDED, False),
        (ServiceState.DELETED, True),
        (ServiceState.PURGED, True),
    ],
)
def test_a_service_is_gone_once_it_was_deleted(state: ServiceState, gone: bool) -> None:  # noqa: FBT001
    assert SERVICE.entered(state, on=DAY).is_gone is gone


@pytest.mark.parametrize(
    ("end", "anchor", "following"),
    [
        (date(2026, 2, 28), 31, date(2026, 3, 31)),
        (date(2026, 3, 31), 31, date(2026, 4, 30)),
        (date(2026, 3, 10), 31, date(2026, 4, 10)),
        (date(2026, 3, 22), 19, date(2026, 4, 22)),
    ],
)
def test_a_validity_that_was_moved_off_its_anchor_day_counts_from_where_it_ends(
    end: date, anchor: int, following: date
) -> None:
    moved = evolve(GRANT, period=Period(date(2026, 1, 1), end))
    assert evolve(SERVICE, anchor_day=anchor).granted(moved).next_period() == Period(end, following)
