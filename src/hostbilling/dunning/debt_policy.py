"""What follows when an invoice that is owed stays unpaid: reminders, fees, suspension, and in the end giving it up.

A debt is nothing but its age: every step is counted from the issue, the due day or the step before it as it really
happened, and none from the end of a service. A debt that is paid, credited or written off has no steps left.
"""

from attrs import frozen

from ..demands import Action, Origin, Stage
from ..errors import Fault, check_declared, check_text, check_unique, refuse
from .fees import LateFee
from .interest import InterestPolicy
from .policy import adverse_waits, ends_in_turn, in_order, steps_have_a_day, waits_for_known

_ORIGINS = (Origin.ISSUED, Origin.DUE, Origin.STEP, Origin.SUSPENDED, Origin.DECLINED)
_ACTIONS = (Action.MARK, Action.NOTIFY, Action.CHARGE, Action.SUSPEND, Action.WRITE_OFF)


@frozen(kw_only=True)
class LateCosts:
    """What being late with one debt costs: the part of its policy that travels with it from its issue on."""

    fees: tuple[LateFee, ...] = ()
    interest: InterestPolicy | None = None
    fees_agreed: bool = False


@frozen(kw_only=True)
class DebtPolicy:
    """The steps for an invoice that was not paid in time.

    `fees` are charged once for a step and debt, on what is open of its principal; `interest` says how late interest is
    worked out, with the fixed sum of the law for those who owe one; None charges neither. `fees_agreed` says that the
    contract provides for the fees.
    A suspension waits for a notice, and the debt has to be overdue.
    """

    id: str
    stages: tuple[Stage, ...]
    fees: tuple[LateFee, ...] = ()
    interest: InterestPolicy | None = None
    fees_agreed: bool = False

    def __attrs_post_init__(self) -> None:
        refuse(*check_declared("policy", self))
        names = [stage.name for stage in self.stages]
        refuse(
            check_text("policy.id", self.id),
            check_unique("policy.stages", names),
            check_unique("policy.fees", [fee.step for fee in self.fees]),
            in_order(self.stages),
            *(waits_for_known(stage, self.stages[:position]) for position, stage in enumerate(self.stages)),
            *(adverse_waits(stage) for stage in self.stages),
            *(_for_debts(stage) for stage in self.stages),
            *(_has_step(fee, names) for fee in self.fees),
            *steps_have_a_day(self.stages),
            *(
                ends_in_turn(stage, self.stages[:position])
                for position, stage in enumerate(self.stages)
                if _for_debts(stage) is None
            ),
        )

    @property
    def costs(self) -> LateCosts:
        """What being late costs by it."""
        return LateCosts(fees=self.fees, interest=self.interest, fees_agreed=self.fees_agreed)


def _for_debts(stage: Stage) -> Fault | None:
    if stage.origin not in _ORIGINS:
        return Fault("policy.debt_origin", f"stages.{stage.name}.origin", stage.origin.value, "is no origin of a debt",
                     "count from the issue, the due day or the step before")  # fmt: skip
    if stage.action not in _ACTIONS:
        return Fault("policy.debt_action", f"stages.{stage.name}.action", stage.action.value, "is nothing a debt does",
                     "notify, charge, suspend or write off")  # fmt: skip
    return None


def _has_step(fee: LateFee, names: list[str]) -> Fault | None:
    if fee.step in names:
        return None
    return Fault("policy.fee_step", "fees.step", fee.step, "is no stage of the policy", "name a stage")
