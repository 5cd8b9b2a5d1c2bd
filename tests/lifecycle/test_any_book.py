"""Any life under any policy: random schedules, owed renewals, working days, missed nights, broken mail, any facts."""

from datetime import date, timedelta
from typing import Any

from attrs import evolve
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from hostbilling.demands import Action, DeclineClass, Kind, Origin, Stage
from hostbilling.dunning import DebtPolicy
from hostbilling.lifecycle import (
    Accepted,
    BillWork,
    Book,
    Command,
    Fact,
    FamilyPolicy,
    GiveUpDebt,
    Hold,
    HoldKind,
    PlaceHold,
    ReleaseHold,
    Step,
    apply,
    decide,
    replay,
)
from hostbilling.periods import PlainCalendar
from hostbilling.serde import dump_fact, load_fact
from tests.dunning.test_any_policy import policies
from tests.thread.host import CARD, Host, book, service

from .any_book import check_act, check_any_order, check_ranks, ranks
from .samples import work

T = date(2026, 5, 1)
DAY = timedelta(days=1)


@st.composite
def debt_policies(draw: st.DrawFn) -> DebtPolicy:
    first = draw(st.integers(0, 10))
    stages = [Stage(name="owed told", action=Action.NOTIFY, origin=Origin.DUE, days=first)]
    stages += [
        Stage(
            name="owed off",
            action=Action.SUSPEND,
            origin=draw(st.sampled_from([Origin.DUE, Origin.STEP, Origin.ISSUED])),
            days=draw(st.integers(0, 15)),
            waits_for="owed told",
            aged=draw(st.integers(0, 10)),
        )
    ]
    if draw(st.booleans()):
        stages.append(
            Stage(name="owed over", action=Action.WRITE_OFF, origin=Origin.DUE, days=draw(st.integers(30, 60)))
        )
    return DebtPolicy(id="debts", stages=tuple(stages))


@st.composite
def books(draw: st.DrawFn) -> Book:
    explicit, tacit = draw(policies()), draw(policies())
    return evolve(
        book(),
        usual=FamilyPolicy(
            explicit=explicit, tacit=evolve(tacit, id="tacit"), owed=draw(st.sampled_from([True, True, False]))
        ),
        debts=draw(debt_policies()),
        adverse_days=draw(st.none() | st.just(PlainCalendar())),
        invoice_due_days=draw(st.integers(0, 20)),
    )


class WatchedHost(Host):
    """A host that looks at every fact as it is recorded."""

    day = T

    def record(self, *facts: Fact) -> None:
        for fact in facts:
            before, on = self.account, max(self.day, fact.known)
            super().record(fact)
            check_act(before, fact)
            check_ranks(ranks(before, on), ranks(self.account, on), fact)

    def night(self, day: date) -> list[Step]:
        self.day = day
        done: list[Step] = []
        while steps := self.planned(day).steps:
            self.record(*[step.intended() for step in steps])
            before = self.account
            facts = [self.perform(step, day) for step in steps]
            check_any_order(before, facts)
            self.record(*facts)
            done.extend(steps)
            if not self.mail_works:
                break
        return done


class AnyBook(RuleBasedStateMachine):
    """Two services, one of them tacit, under schedules nobody has seen before."""

    host: WatchedHost
    day: date

    @initialize(ours=books(), cards=st.lists(st.sampled_from([None, *DeclineClass]), min_size=1))
    def begin(self, ours: Book, cards: list[DeclineClass | None]) -> None:
        self.day = T - timedelta(days=20)
        answers = iter(cards)
        last = cards[-1]
        self.paid = 0
        self.host = WatchedHost(
            service("S1", end=T),
            service("S2", end=T + timedelta(days=4), product="vps", tacit=True),
            book=ours,
            instruments=(CARD,),
            gateway=lambda _: next(answers, last),
        )

    @rule(days=st.integers(min_value=1, max_value=20))
    def nights_are_missed(self, days: int) -> None:
        for _ in range(days):
            before = ranks(self.host.account, self.day)
            self.day += DAY
            check_ranks(before, ranks(self.host.account, self.day), None)
        self.host.day = self.day

    @rule(nights=st.integers(min_value=5, max_value=30))
    def weeks_of_nights_run(self, nights: int) -> None:
        self.nights_run(nights)

    @rule(missed=st.integers(min_value=3, max_value=30))
    def cron_was_down_and_runs_again(self, missed: int) -> None:
        self.nights_are_missed(missed)
        self.nights_run(2)

    @rule(nights=st.integers(min_value=1, max_value=10))
    def nights_run(self, nights: int) -> None:
        for _ in range(nights):
            self.host.night(self.day)
            if self.host.mail_works:
                assert self.host.planned(self.day).steps == ()  # run again, it adds nothing
            self.nights_are_missed(1)

    @rule()
    def mail_breaks_or_works_again(self) -> None:
        self.host.mail_works = not self.host.mail_works

    @rule(data=st.data(), amount=st.sampled_from(["all", "all", "20.00", "300.00"]), late=st.integers(0, 9))
    def money_comes(self, data: st.DataObject, amount: str, late: int) -> None:
        asked = [each for each in self.host.account.demands if each.missing.amount > 0]
        demand = data.draw(st.sampled_from([None, *asked]))
        missing = "123.00" if demand is None else str(demand.missing.amount)
        self.paid += 1
        self.host.pay(
            None if demand is None else demand.id,
            missing if amount == "all" else amount,
            self.day - timedelta(days=late),
            id_=str(self.paid),
            known=self.day,
        )

    @rule(kind=st.sampled_from([HoldKind.STAFF, HoldKind.DISPUTE, HoldKind.PROMISE]), days=st.integers(0, 20))
    def a_hold_for_a_while(self, kind: HoldKind, days: int) -> None:
        self._hold(kind, days)
        self.nights_run(days // 2 + 1)
        if kind is not HoldKind.PROMISE:
            self._hold(kind, days)

    def _hold(self, kind: HoldKind, days: int) -> None:
        holds = [each for each in self.host.account.holds if each.until is None or each.until >= self.day]
        until = self.day + timedelta(days=days) if kind is HoldKind.PROMISE else None
        self._decide(
            ReleaseHold(id=holds[0].id) if holds else PlaceHold(hold=Hold(id="H", why="said", kind=kind, until=until))
        )

    @rule()
    def work_is_billed(self) -> None:
        self.paid += 1
        self._decide(BillWork(bill=work(f"W{self.paid}", on=self.day)))
        self.nights_run(9)

    @precondition(lambda self: any(each.is_open for each in self.host.account.debts))
    @rule()
    def a_debt_is_given_up(self) -> None:
        debt = next(each for each in self.host.account.debts if each.is_open)
        self._decide(GiveUpDebt(demand_id=debt.id, why="insolvent"))

    def _decide(self, command: Command) -> None:
        outcome = decide(self.host.account, command, self.host.book, on=self.day)
        if isinstance(outcome, Accepted):
            self.host.record(*outcome.facts)

    @invariant()
    def keys_are_unique_and_planning_is_repeatable(self) -> None:
        first = self.host.planned(self.day)
        assert self.host.planned(self.day) == first
        keys = [step.key for step in first.steps]
        assert len(set(keys)) == len(keys)
        answered: Any = self.host.account.answered
        assert not answered & set(keys)

    @invariant()
    def a_call_never_owes_and_a_debt_never_lapses(self) -> None:
        for demand in self.host.account.demands:
            states = {part.state.value for part in demand.parts}
            assert not states & ({"written_off"} if demand.kind is Kind.CALL else {"withdrawn"})

    def teardown(self) -> None:
        if hasattr(self, "host"):
            stored = [load_fact(dump_fact(fact)) for fact in self.host.facts]
            assert replay(stored) == self.host.account
            for fact in self.host.facts[1:]:
                if getattr(fact, "key", None) is not None:
                    assert apply(self.host.account, fact) == self.host.account


TestAnyBook = AnyBook.TestCase
TestAnyBook.settings = settings(stateful_step_count=14, max_examples=60)
