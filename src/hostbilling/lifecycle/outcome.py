"""What becomes of a command: facts to store, or a refusal; both with reasons."""

from attrs import frozen

from ..decision import Reason
from .facts import Fact


@frozen(kw_only=True)
class Accepted:
    """The facts to store; none when nothing changes."""

    facts: tuple[Fact, ...]
    reasons: tuple[Reason, ...]


@frozen(kw_only=True)
class Refused:
    """Nothing happens, for these reasons."""

    reasons: tuple[Reason, ...]


Outcome = Accepted | Refused


def accept(said: Reason, *facts: Fact) -> Accepted:
    """Return the facts of a command, with what to say about it."""
    return accept_all((said,), *facts)


def accept_all(said: tuple[Reason, ...], *facts: Fact) -> Accepted:
    """Return the facts of a command, with all there is to say about it."""
    return Accepted(facts=facts, reasons=said)
