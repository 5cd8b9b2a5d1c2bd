"""Tax points, parts, returns and last days."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.errors import InvalidInput
from hostbilling.money import add, payable
from hostbilling.periods import Period
from hostbilling.vat import (
    OverlayRate,
    Payment,
    chargeable_parts,
    deemed_completions,
    invoice_by,
    keep_records_until,
    oss_correction_until,
    oss_due,
    oss_period,
    statement_tax_points,
    straddles_change,
    tax_point,
)
from tests.refusals import refused


def paid(on: date, net: str) -> Payment:
    return Payment(on=on, net=payable(net, "EUR"))


DONE = date(2025, 3, 31)
NET = payable("100", "EUR")


class TestTaxPoint:
    def test_payment_or_completion_whichever_is_first(self) -> None:
        assert tax_point(completed_on=DONE) == DONE
        assert tax_point(completed_on=DONE, paid_on=date(2024, 12, 20)) == date(2024, 12, 20)
        assert tax_point(completed_on=DONE, paid_on=date(2025, 4, 1)) == DONE

    def test_needs_a_civil_date(self) -> None:
        assert refused(tax_point, completed_on="2025-03-31") == ("date.type", "completed_on")
        assert refused(Payment, on=None, net=NET) == ("date.type", "payment.on")


class TestParts:
    def found(self, *payments: Payment) -> list[tuple[str, str]]:
        parts = chargeable_parts(NET, completed_on=DONE, payments=payments)
        return [(str(part.tax_point), str(part.net.amount)) for part in parts]

    def test_without_payments_all_at_completion(self) -> None:
        assert self.found() == [("2025-03-31", "100.00")]

    def test_payments_on_either_side_of_a_change(self) -> None:
        before, after = paid(date(2024, 12, 20), "40"), paid(date(2025, 1, 2), "60")
        wanted = [("2024-12-20", "40.00"), ("2025-01-02", "60.00")]
        assert self.found(before, after) == wanted
        assert self.found(after, before) == wanted

    def test_the_rest_at_completion(self) -> None:
        assert self.found(paid(date(2024, 12, 20), "40")) == [("2024-12-20", "40.00"), ("2025-03-31", "60.00")]

    def test_a_payment_from_the_completion_on_changes_nothing(self) -> None:
        assert self.found(paid(DONE, "100")) == [("2025-03-31", "100.00")]
        assert self.found(paid(DONE, "40")) == [("2025-03-31", "100.00")]

    def test_too_much_is_a_mistake(self) -> None:
        early = date(2024, 12, 20)
        assert refused(self.found, paid(early, "100.01")) == ("payments.excess", "payments")
        with pytest.raises(
            InvalidInput, match=r"exceed the net 100.00, got .*100.01.*; pass what belongs to this supply"
        ):
            self.found(paid(early, "100.01"))
        assert self.found(paid(early, "100")) == [("2024-12-20", "100.00")]

    def test_a_credit_note_has_a_negative_part(self) -> None:
        (part,) = chargeable_parts(payable("-5", "EUR"), completed_on=DONE)
        assert part.net == payable("-5", "EUR")
        (free,) = chargeable_parts(payable("0", "EUR"), completed_on=DONE)
        assert free.tax_point == DONE


class TestContinuous:
    def test_statements_complete_their_periods(self) -> None:
        months = [Period(date(2026, 1, 1), date(2026, 2, 1)), Period(date(2026, 2, 1), date(2026, 3, 1))]
        assert statement_tax_points(months) == (date(2026, 1, 31), date(2026, 2, 28))

    def test_two_years_without_statements(self) -> None:
        period = Period(date(2025, 3, 1), date(2027, 3, 1))
        assert deemed_completions(period) == (date(2025, 12, 31), date(2026, 12, 31), date(2027, 2, 28))

    def test_a_statement_ends_the_fiction(self) -> None:
        period = Period(date(2025, 3, 1), date(2027, 3, 1))
        assert deemed_completions(period, events=[date(2026, 1, 1)]) == (date(2027, 2, 28),)
        assert len(deemed_completions(period, events=[date(2027, 3, 1)])) == 3

    @pytest.mark.parametrize(
        ("start", "end", "count"),
        [
            (date(2025, 3, 1), date(2026, 3, 1), 1),
            (date(2025, 3, 1), date(2026, 3, 2), 2),
            (date(2024, 2, 29), date(2025, 2, 28), 1),
            (date(2024, 2, 29), date(2025, 3, 1), 2),
            (date(2025, 1, 1), date(2027, 1, 1), 2),
            (date(2025, 1, 29), date(2026, 2, 15), 2),
            (date(2025, 2, 3), date(2026, 2, 10), 2),
        ],
    )
    def test_more_than_a_year(self, start: date, end: date, count: int) -> None:
        found = deemed_completions(Period(start, end))
        assert len(found) == count
        assert found[-1] == Period(start, end).last_day

    def test_a_change_within_a_period(self) -> None:
        assert straddles_change("SK", Period(date(2024, 12, 31), date(2025, 1, 2)))
        assert not straddles_change("SK", Period(date(2024, 12, 1), date(2025, 1, 1)))
        assert not straddles_change("SK", Period(date(2025, 1, 1), date(2026, 1, 1)))
        assert straddles_change("PT", Period(date(2021, 6, 1), date(2021, 8, 1)), region="PT-20")
        assert not straddles_change("PT", Period(date(2025, 1, 1), date(2026, 1, 1)), region="PT-20")
        row = OverlayRate(place="SK", since=date(2025, 6, 1), rate=Decimal(25), source="x")
        assert straddles_change("SK", Period(date(2025, 1, 1), date(2026, 1, 1)), overlay=iter([row]))
        assert not straddles_change("SK", Period(date(2025, 6, 1), date(2026, 1, 1)), overlay=iter([row]))


class TestReturns:
    @pytest.mark.parametrize(
        ("on", "first", "last", "due"),
        [
            (date(2026, 1, 1), date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 30)),
            (date(2026, 6, 30), date(2026, 4, 1), date(2026, 6, 30), date(2026, 7, 31)),
            (date(2026, 12, 31), date(2026, 10, 1), date(2026, 12, 31), date(2027, 1, 31)),
            (date(2021, 7, 1), date(2021, 7, 1), date(2021, 9, 30), date(2021, 10, 31)),
            (date(2021, 6, 30), date(2021, 4, 1), date(2021, 6, 30), date(2021, 7, 20)),
            (date(2020, 8, 1), date(2020, 7, 1), date(2020, 9, 30), date(2020, 10, 20)),
        ],
    )
    def test_quarters_and_their_last_days(self, on: date, first: date, last: date, due: date) -> None:
        assert (oss_period(on).start, oss_period(on).last_day, oss_due(on)) == (first, last, due)

    def test_three_years_for_corrections(self) -> None:
        assert oss_correction_until(date(2026, 11, 21)) == date(2030, 1, 31)

    def test_ten_years_from_the_end_of_the_year(self) -> None:
        assert keep_records_until(date(2026, 1, 1)) == keep_records_until(date(2026, 12, 31)) == date(2036, 12, 31)

    @pytest.mark.parametrize(
        ("event", "last"),
        [(date(2026, 10, 31), date(2026, 11, 15)), (date(2026, 12, 1), date(2027, 1, 15)),
         (date(2026, 1, 31), date(2026, 2, 15)), (date(2030, 6, 30), date(2030, 7, 15)),
         (date(2030, 7, 1), date(2030, 7, 11))],
    )  # fmt: skip
    def test_the_last_day_to_invoice(self, event: date, last: date) -> None:
        assert invoice_by(event) == last


@given(st.lists(st.integers(1, 1000), max_size=5), st.integers(0, 1000))
def test_the_parts_add_up(amounts: list[int], rest: int) -> None:
    net = payable(Decimal(sum(amounts) + rest) / 100, "EUR")
    payments = [paid(date(2025, 1, 1 + i), str(Decimal(amount) / 100)) for i, amount in enumerate(amounts)]
    parts = chargeable_parts(net, completed_on=DONE, payments=payments)
    assert add(*(part.net for part in parts)) == net
    assert [part.tax_point for part in parts] == sorted(part.tax_point for part in parts)
