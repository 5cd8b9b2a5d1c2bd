"""What is of one sort in a schedule: of that, only the latest goes out when several have come.

Reminders to pay are one sort, whatever they are counted from, and so are charges. What tells of a suspension, of a
deletion or of a refusal says something else, and is a sort of its own.
"""

from collections.abc import Collection, Iterable, Sequence

from attrs import frozen

from ..decision import Reason, ReasonCode
from ..demands import Action, Origin, Part, Stage

SUPERSEDED = ReasonCode("dunning.replaced", "{stage} falls away: {by} is sent by then.")

Known = tuple[Stage, int, bool]
"""A stage, the ordinal of its day, and whether it is done."""

_REMINDS = Origin.DUE
_TELLS_OF = {Origin.ISSUED: _REMINDS, Origin.END: _REMINDS}
_FOLLOWED_BY = {Action.SUSPEND: Origin.SUSPENDED, Action.DELETE: Origin.DELETED}


def sorts(schedule: Iterable[Stage]) -> dict[str, Action | Origin]:
    """Return the sort of each notice and charge of a schedule; a step tells of what the one before it told of."""
    found: dict[str, Action | Origin] = {}
    tells_of = _REMINDS
    for stage in schedule:
        if stage.action is Action.CHARGE:
            found[stage.name] = Action.CHARGE
        elif stage.action is Action.NOTIFY:
            if stage.origin is not Origin.STEP:
                tells_of = _TELLS_OF.get(stage.origin, stage.origin)
            found[stage.name] = tells_of
        elif stage.action is not Action.MARK:
            tells_of = _FOLLOWED_BY.get(stage.action, _REMINDS)
    return found


def later_of_its_sort(name: str, part: Part, known: Sequence[Known]) -> list[Stage]:
    """Return what replaces a stage once both have come: those of its sort on a later day, the latest first.

    Of two on one day the one listed later is the later.
    """
    of_sort = sorts(part.schedule)
    turns = [(day, place, stage) for place, (stage, day, _) in enumerate(known)]
    its = next(((day, place) for day, place, stage in turns if stage.name == name and name in of_sort), None)
    if its is None:
        return []
    later = sorted(each[:2] for each in turns if of_sort.get(each[2].name) is of_sort[name] and each[:2] > its)
    return [known[place][0] for _, place in reversed(later)]


def done_later(name: str, part: Part, known: Sequence[Known]) -> list[Stage]:
    """Return what was done of what replaces a stage; nearly always nothing later was, and sorts are not asked."""
    its = next(((day, place) for place, (stage, day, _) in enumerate(known) if stage.name == name), None)
    done = {stage.name for place, (stage, day, is_done) in enumerate(known) if is_done and its and (day, place) > its}
    return [each for each in later_of_its_sort(name, part, known) if each.name in done] if done else []


@frozen(kw_only=True)
class Superseded:
    """A notice or a charge that falls away, because a later one of its sort is due as well."""

    stage: Stage
    by: Stage

    @property
    def reason(self) -> Reason:
        """Why it falls away."""
        return SUPERSEDED(stage=self.stage.name, by=self.by.name)


def by_day(
    come: Iterable[Stage], ready: Collection[Stage], part: Part, known: Sequence[Known]
) -> tuple[list[Stage], list[Superseded]]:
    """Return the stages that have come and that nothing replaces, and those for which one goes out that is `ready`.

    What was overtaken, as a later one of its sort is done, is in neither.
    """
    done = {stage.name for stage, _, is_done in known if is_done}
    waiting: list[Stage] = []
    replaced: list[Superseded] = []
    for stage in come:
        later = later_of_its_sort(stage.name, part, known)
        if any(each.name in done for each in later):
            continue
        by = next((each for each in later if each in ready), None)
        if by is None:
            waiting.append(stage)
        else:
            replaced.append(Superseded(stage=stage, by=by))
    return waiting, replaced
