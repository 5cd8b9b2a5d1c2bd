"""What every step has: a key, a day, its reasons."""

from datetime import date

from attrs import frozen

from ...decision import Reason
from ..facts import Intended, StepFailed


@frozen(kw_only=True)
class Act:
    """Something to do on a day, for reasons; its key is the same for ever."""

    key: str
    on: date
    reasons: tuple[Reason, ...] = ()

    def intended(self) -> Intended:
        """Return the fact that the step was stored to be performed."""
        return Intended(key=self.key, on=self.on, known=self.on)

    def failed(self, *, why: str, known: date) -> StepFailed:
        """Return the fact that the step could not be performed; it will be planned again."""
        return StepFailed(key=self.key, why=why, on=known, known=known)


@frozen(kw_only=True)
class Blockage:
    """Something whose day has come and that may not be done yet, with the reasons."""

    service_id: str
    what: str
    reasons: tuple[Reason, ...]

    def __str__(self) -> str:
        return f"{self.what} of {self.service_id}: " + " ".join(map(str, self.reasons))
