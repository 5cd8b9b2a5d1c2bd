"""The wallet: what is spent first, what expires, what a chargeback leaves, what goes back to the customer."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.errors import BillingError, Impossible, NotFound
from hostbilling.money import Money, add, negate, payable, total
from hostbilling.payments import DEFAULT_ORDER, By, Entry, Origin, Terms, Wallet
from tests.refusals import refused
from tests.samples import eur, faults

ON = date(2026, 11, 21)
END = date(2026, 12, 31)
EXPIRY_ORDER = (By.PRIORITY, By.EXPIRY, By.AGE)


def came(name: str, amount: str, on: date = date(2026, 10, 1), **terms: Any) -> Entry:
    return Entry(id=name, on=on, amount=eur(amount), why="came in", terms=Terms(**terms))


def wallet(*entries: Entry) -> Wallet:
    made = Wallet(currency="EUR")
    for entry in entries:
        made = made.put(entry)
    return made


PROMO = came("promo", "5", date(2026, 11, 1), origin=Origin.GRANTED, expires_on=END)
OLD, NEW = came("old", "20"), came("new", "30", date(2026, 11, 10))
THREE = wallet(PROMO, OLD, NEW)


def spent(held: Wallet, amount: str, on: date = ON, order: Any = DEFAULT_ORDER) -> list[tuple[str, str]]:
    after = held.spend(eur(amount), id="s", on=on, why="test", order=order)
    return [(lot, str(taken.amount)) for lot, taken in after.entries[-1].draws]


def lots(held: Wallet) -> dict[str, str]:
    return {lot.id: str(lot.left.amount) for lot in held.lots}


# ------------------------------------------------------------------------------------------- order


def test_gifts_are_spent_first_then_the_oldest() -> None:
    assert spent(THREE, "12") == [("promo", "5.00"), ("old", "7.00")]
    assert spent(THREE, "55") == [("promo", "5.00"), ("old", "20.00"), ("new", "30.00")]


def test_a_lower_priority_number_goes_before_gifts() -> None:
    assert spent(wallet(PROMO, came("first", "20", priority=1)), "3") == [("first", "3.00")]


def test_the_order_is_the_hosts_choice() -> None:
    later, sooner = (came(name, "20", expires_on=on) for name, on in (("later", END), ("sooner", date(2026, 12, 1))))
    held = wallet(came("ever", "20"), later, sooner)
    assert spent(held, "50", order=EXPIRY_ORDER) == [("sooner", "20.00"), ("later", "20.00"), ("ever", "10.00")]
    assert spent(held, "50") == [("ever", "20.00"), ("later", "20.00"), ("sooner", "10.00")]


@pytest.mark.requirement("R-067")
def test_spending_comes_off_the_lots() -> None:
    after = THREE.spend(eur("12"), id="s", on=ON, why="for d1")
    assert lots(after) == {"old": "13.00", "new": "30.00"}
    assert (after.balance, after.spendable(ON)) == (eur("43"), eur("43"))
    assert after.spend(eur("12"), id="s", on=ON, why="for d1") == after


def test_an_entry_without_lots_is_drawn_in_the_default_order() -> None:
    after = THREE.put(Entry(id="s", on=ON, amount=eur("-12"), why="spent"))
    assert after.entries[-1].draws == (("promo", eur("5")), ("old", eur("7")))
    raw = Wallet(currency="EUR", entries=(PROMO, OLD, Entry(id="s", on=ON, amount=eur("-12"), why="from an old store")))
    assert lots(raw) == {"old": "13.00"}


@pytest.mark.parametrize("amount", ["55.01", "1000"])
def test_spending_more_than_there_is_changes_nothing(amount: str) -> None:
    with pytest.raises(Impossible) as caught:
        THREE.spend(eur(amount), id="s", on=ON, why="test")
    assert caught.value.code == "wallet.overdrawn"
    assert "is more than the 55.00 EUR usable on 2026-11-21" in str(caught.value)


# ------------------------------------------------------------------------------------------ expiry


def test_the_day_it_expires_on_is_still_good() -> None:
    assert THREE.expire(END) == THREE
    assert spent(THREE, "1", END) == [("promo", "1.00")]
    assert spent(THREE, "1", date(2027, 1, 1)) == [("old", "1.00")]


def test_expiry_is_an_entry_of_the_day_after() -> None:
    after = THREE.expire(date(2027, 3, 1))
    booked = after.entries[-1]
    assert (booked.id, booked.on, booked.amount, booked.why) == (
        "promo/expired",
        date(2027, 1, 1),
        eur("-5"),
        "expired",
    )
    assert (after.balance, after.expire(date(2027, 3, 1))) == (eur("50"), after)


def test_what_has_expired_cannot_be_spent_even_before_it_is_booked() -> None:
    assert (THREE.spendable(date(2027, 1, 1)), THREE.balance) == (eur("50"), eur("55"))
    with pytest.raises(Impossible):
        THREE.spend(eur("50.01"), id="s", on=date(2027, 1, 1), why="test")


def test_money_is_not_spent_before_it_came_nor_expires_before() -> None:
    late = wallet(came("late", "20", on=date(2026, 12, 1), expires_on=date(2026, 12, 31)))
    assert (late.spendable(date(2026, 11, 30)), late.spendable(date(2026, 12, 1))) == (eur("0"), eur("20"))
    with pytest.raises(Impossible):
        late.spend(eur("1"), id="s", on=date(2026, 11, 30), why="test")
    assert late.expire(date(2026, 11, 30)) == late


# ------------------------------------------------------------------------------------- taking back


def test_a_chargeback_of_money_that_was_spent_leaves_a_debt() -> None:
    after = wallet(OLD).spend(eur("15"), id="s", on=ON, why="d1").reverse("old", id="r", on=ON, why="chargeback")
    assert (after.balance, after.debt, after.lots) == (eur("-15"), eur("15"), ())
    assert [entry.why for entry in after.entries[-2:]] == ["d1", "chargeback"]
    with pytest.raises(Impossible):
        after.spend(eur("0.01"), id="x", on=ON, why="test")
    topped = after.put(came("top-up", "40", ON))
    assert (topped.balance, topped.debt, lots(topped)) == (eur("25"), eur("0"), {"top-up": "25.00"})
    small = after.put(came("top-up", "10", ON))
    assert (small.balance, small.debt, small.lots) == (eur("-5"), eur("5"), ())


def test_a_chargeback_of_money_that_was_spent_in_part_takes_the_rest_and_leaves_a_debt() -> None:
    held = wallet(came("p", "20")).spend(eur("5"), id="s", on=ON, why="test")
    after = held.reverse("p", id="r", on=ON, why="chargeback")
    assert (after.lots, after.debt, after.spendable(ON)) == ((), eur("5"), eur("0"))


def test_the_same_spending_twice_counts_once_even_when_nothing_is_left() -> None:
    emptied = wallet(came("p", "20")).spend(eur("20"), id="s", on=ON, why="test")
    assert emptied.spend(eur("20"), id="s", on=ON, why="test") == emptied


def test_a_chargeback_takes_its_own_lot_first_and_then_the_others() -> None:
    after = THREE.spend(eur("15"), id="s", on=ON, why="d1").reverse("old", id="r", on=ON, why="chargeback")
    assert (lots(after), after.debt) == ({"new": "20.00"}, eur("0"))
    part = THREE.reverse("new", id="r", on=ON, why="refunded by the bank", amount=eur("10"))
    assert lots(part) == {"promo": "5.00", "old": "20.00", "new": "20.00"}
    assert part.reverse("new", id="r", on=ON, why="again", amount=eur("10")) == part


def test_an_id_stands_for_one_amount_for_ever() -> None:
    spent = THREE.spend(eur("3"), id="s", on=ON, why="d1")
    assert spent.spend(eur("3"), id="s", on=ON, why="again") == spent
    for again in (
        lambda: spent.spend(eur("4"), id="s", on=ON, why="d2"),
        lambda: spent.put(Entry(id="s", on=ON, amount=eur("3"), why="paid in")),
        lambda: spent.reverse("new", id="s", on=ON, why="refunded by the bank"),
    ):
        (fault,) = faults(again)
        assert (fault.code, fault.field, fault.value) == ("wallet.otherwise", "entry.id", "s")
        assert fault.problem == "stands for -3.00 EUR already"


def test_a_refund_gives_back_what_is_the_customers_own() -> None:
    got = THREE.refund(id="close", on=ON)
    assert got.refunded == (("old", eur("20")), ("new", eur("30")))
    assert got.lapsed == (("promo", eur("5")),)
    assert (got.wallet.balance, got.wallet.lots) == (eur("0"), ())
    assert [(each.id, each.why) for each in got.wallet.entries[-2:]] == [
        ("close", "refunded"),
        ("close/lapsed", "lapsed"),
    ]
    assert Wallet(currency="EUR").refund(id="close", on=ON).wallet == Wallet(currency="EUR")
    assert THREE.refund(id="close", on=date(2027, 1, 1)).lapsed == ()


@pytest.mark.parametrize(
    ("origin", "own"), [(Origin.PAID, True), (Origin.OVERPAID, True), (Origin.REFUNDED, True), (Origin.GRANTED, False)]
)
def test_only_gifts_are_not_refundable(origin: Origin, own: bool) -> None:  # noqa: FBT001
    assert Terms(origin=origin).refundable is own


def test_the_oldest_lot_goes_first_whenever_it_was_recorded() -> None:
    late = Entry(id="late", on=date(2026, 3, 2), amount=eur("5"), why="paid in")
    early = Entry(id="early", on=date(2026, 3, 1), amount=eur("5"), why="paid in, and found later")
    wallet = Wallet(currency="EUR").put(late).put(early)
    drawn = {order: wallet.spend(eur("6"), id="s", on=ON, why="d1", order=order).entries[-1].draws
             for order in ((By.AGE,), (By.PRIORITY,))}  # fmt: skip
    assert drawn == {
        (By.AGE,): (("early", eur("5")), ("late", eur("1"))),
        (By.PRIORITY,): (("late", eur("5")), ("early", eur("1"))),
    }


def test_the_wallet_of_any_day() -> None:
    after = THREE.spend(eur("12"), id="s", on=ON, why="d1")
    assert after.until(date(2026, 11, 9)).balance == eur("25")
    assert after.until(ON) == after


# ---------------------------------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: THREE.spend(eur("0"), id="s", on=ON, why=""), "wallet.spend"),
        (lambda: THREE.spend(eur("-1"), id="s", on=ON, why=""), "wallet.spend"),
        (lambda: THREE.spend(eur("1"), id="s", on=ON, why="", order=["age"]), "value.type"),  # type: ignore[list-item]
        (lambda: THREE.put(Entry(id="x", on=ON, amount=payable("1", "CZK"), why="")), "money.currency_mismatch"),
        (lambda: THREE.reverse("old", id="r", on=ON, why="", amount=eur("20.01")), "wallet.reversal"),
        (lambda: THREE.reverse("old", id="r", on=ON, why="", amount=eur("0")), "wallet.reversal"),
        (lambda: Entry(id="x", on=ON, amount=eur("-3"), why="", draws=(("old", eur("2")),)), "entry.draws"),
        (lambda: Entry(id="x", on=ON, amount=eur("-2"), why="", draws=(("old", eur("1")),) * 2), "id.duplicate"),
        (lambda: Terms(priority=-1), "count.low"),
        (lambda: Terms(expires_on="2026-12-31"), "date.type"),  # type: ignore[arg-type]
    ],
)
def test_bad_input_is_refused(call: Any, code: str) -> None:
    assert refused(call)[0] == code


def test_a_lot_that_never_came_cannot_be_taken_back() -> None:
    with pytest.raises(NotFound) as caught:
        THREE.reverse("s", id="r", on=ON, why="")
    assert caught.value.code == "lot.unknown"


@pytest.mark.parametrize("lot", ["old", "unknown"])
def test_an_entry_cannot_draw_more_than_its_lot_holds(lot: str) -> None:
    with pytest.raises(Impossible) as caught:
        THREE.put(Entry(id="x", on=ON, amount=eur("-21"), why="", draws=((lot, eur("21")),)))
    assert caught.value.code == "wallet.overdrawn"


# ------------------------------------------------------------------------------------- properties


@st.composite
def lives(draw: st.DrawFn) -> Wallet:
    """Any wallet after up to a dozen movements, refused ones left out."""
    held = Wallet(currency="EUR")
    for at in range(draw(st.integers(0, 12))):
        on = draw(st.dates(date(2026, 1, 1), date(2026, 12, 31)))
        amount = eur(str(draw(st.integers(1, 50))))
        try:
            match draw(st.sampled_from(["in", "in", "spend", "expire", "reverse", "refund"])):
                case "in":
                    end = draw(st.none() | st.dates(on, date(2027, 6, 1)))
                    terms = Terms(origin=draw(st.sampled_from(Origin)), expires_on=end)
                    held = held.put(Entry(id=f"e{at}", on=on, amount=amount, why="", terms=terms))
                case "spend":
                    held = held.spend(amount, id=f"e{at}", on=on, why="")
                case "expire":
                    held = held.expire(on)
                case "reverse":
                    held = held.reverse(f"e{draw(st.integers(0, 12))}", id=f"e{at}", on=on, why="")
                case _:
                    held = held.refund(id=f"e{at}", on=on).wallet
        except BillingError:
            continue
    return held


def held_by_lots(held: Wallet) -> Money:
    return total((lot.left for lot in held.lots), currency="EUR")


@given(lives())
def test_the_lots_less_the_debt_are_the_balance(held: Wallet) -> None:
    assert add(held_by_lots(held), negate(held.debt)) == held.balance
    assert all(lot.left.amount > 0 for lot in held.lots)
    assert not (held.debt.amount and held.lots)


@given(lives(), st.integers(1, 60))
def test_spending_never_goes_below_zero(held: Wallet, amount: int) -> None:
    before = held.spendable(ON)
    try:
        after = held.spend(eur(str(amount)), id="last", on=ON, why="")
    except Impossible:
        assert before.amount < amount
    else:
        assert add(after.spendable(ON), eur(str(amount))) == before
        assert after.debt == held.debt


@given(lives(), st.integers(1, 60))
def test_paying_in_and_taking_back_at_once_restores_the_wallet(held: Wallet, amount: int) -> None:
    entry = Entry(id="last", on=ON, amount=eur(str(amount)), why="")
    after = held.put(entry).reverse("last", id="back", on=ON, why="")
    assert (after.balance, after.debt, after.lots) == (held.balance, held.debt, held.lots)


def test_money_that_is_kept_is_no_gift_and_stays_when_the_rest_is_paid_out() -> None:
    held = wallet(came("kept", "20", kept=True), came("gift", "5", date(2026, 11, 1), origin=Origin.GRANTED), NEW)
    assert spent(held, "7") == [("gift", "5.00"), ("kept", "2.00")]
    got = held.refund(id="close", on=ON)
    assert (got.refunded, got.lapsed) == ((("new", eur("30")),), (("gift", eur("5")),))
    assert lots(got.wallet) == {"kept": "20.00"}
    assert lots(held.take_back(eur("40"), id="out", on=ON, why="chargeback")) == {"kept": "10.00", "gift": "5.00"}


def test_two_reversals_take_no_more_than_came() -> None:
    once = wallet(OLD).reverse("old", id="r1", on=ON, why="chargeback", amount=eur("15"))
    assert refused(lambda: once.reverse("old", id="r2", on=ON, why="chargeback", amount=eur("5.01"))) == (
        "wallet.reversal", "amount"
    )  # fmt: skip
    assert once.reverse("old", id="r1", on=ON, why="chargeback", amount=eur("15")) == once
    assert once.reverse("old", id="r2", on=ON, why="chargeback", amount=eur("5")).balance == eur("0")


@given(lives())
def test_a_refund_empties_the_lots_and_pays_out_no_gift(held: Wallet) -> None:
    gifts = {entry.id for entry in held.entries if entry.terms.origin is Origin.GRANTED}
    got = held.refund(id="close", on=ON)
    assert got.wallet.lots == ()
    assert got.wallet.balance == negate(held.debt)
    assert not {lot for lot, _ in got.refunded} & gifts
    assert {lot for lot, _ in got.lapsed} <= gifts


def test_what_two_reversals_take_beyond_all_lots_is_owed_together() -> None:
    spent = wallet(OLD).spend(eur("20"), id="s", on=ON, why="d1")
    more = spent.put(came("later", "10", ON)).spend(eur("10"), id="t", on=ON, why="d2")
    owing = more.reverse("old", id="r1", on=ON, why="chargeback").reverse("later", id="r2", on=ON, why="chargeback")
    assert (owing.balance, owing.debt, owing.lots) == (eur("-30"), eur("30"), ())


def test_a_reversal_takes_what_can_be_spent_before_what_has_expired() -> None:
    past = Entry(id="past", on=ON, amount=eur("5"), why="bonus", terms=Terms(expires_on=ON))
    kept = wallet(past).put(came("kept", "5", ON)).put(came("gone", "5", ON))
    spent = kept.put(Entry(id="s", on=ON, amount=eur("-5"), why="d1", draws=(("gone", eur("5")),)))
    after = spent.reverse("gone", id="r", on=date(2026, 12, 24), why="chargeback")
    assert lots(after) == {"past": "5.00"}
