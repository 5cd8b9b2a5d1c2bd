"""Lines under the VAT of the day they are really taxed on, when that is not what was quoted."""

from collections.abc import Sequence

from attrs import evolve

from ..decision import ReasonCode
from ..errors import Fault, check_type, each_of, refuse
from ..money import Amounts, Rounding
from ..vat import RoundingUnit, VatDecision
from .lines import Line, VatKey, vat_key
from .sharing import with_vat

KEPT_GROSS = ReasonCode(
    "documents.kept_gross",
    "VAT changed from {before} to {after} between the call and the payment: the amount paid stays, the net follows.",
)


def reprice(lines: Sequence[Line], decisions: Sequence[VatDecision], *, rounding: Rounding) -> tuple[Line, ...]:
    """Return the lines under the VAT decisions of the real tax point, keeping what the customer paid.

    A VAT category that holds the same lines as quoted keeps its amounts to the cent; where it changed, gross stays
    and net follows, and the decision says so. A unit price without VAT does not survive that: the net was derived.
    """
    lines, decisions = each_of("lines", lines, Line), each_of("decisions", decisions, VatDecision)
    refuse(
        check_type("rounding", rounding, Rounding),
        None
        if len(lines) == len(decisions)
        else Fault("reprice.decisions", "decisions", len(decisions), f"are not as many as the {len(lines)} lines",
                   "give one for each line, in their order"),
    )  # fmt: skip
    quoted, now = _members(lines, [line.vat for line in lines]), _members(lines, decisions)
    kept = {id_ for key, ids in now.items() if quoted.get(key) == ids for id_ in ids}
    changed: dict[VatKey, list[int]] = {}
    for place, (line, new) in enumerate(zip(lines, decisions, strict=True)):
        if line.id not in kept:
            changed.setdefault(vat_key(new), []).append(place)
    amounts: dict[int, Amounts] = {}
    for key, places in changed.items():
        paid = [lines[place].amounts.gross for place in places]
        taxed = with_vat(paid, key[-1], gross=True, rounding=rounding, unit=RoundingUnit.PER_DOCUMENT)
        amounts.update(zip(places, taxed, strict=True))
    return tuple(
        _changed(line, new, amounts[place]) if place in amounts else evolve(line, vat=new)
        for place, (line, new) in enumerate(zip(lines, decisions, strict=True))
    )


def _changed(line: Line, decision: VatDecision, amounts: Amounts) -> Line:
    vat = decision if vat_key(line.vat) == vat_key(decision) else _explained(line.vat, decision)
    if line.price_has_vat:
        return evolve(line, amounts=amounts, vat=vat)
    return evolve(line, amounts=amounts, vat=vat, unit_price=None, adjustments=())


def _members(lines: Sequence[Line], decisions: Sequence[VatDecision]) -> dict[VatKey, set[str]]:
    members: dict[VatKey, set[str]] = {}
    for line, decision in zip(lines, decisions, strict=True):
        members.setdefault(vat_key(decision), set()).add(line.id)
    return members


def _explained(before: VatDecision, after: VatDecision) -> VatDecision:
    change = KEPT_GROSS(before=_short(before), after=_short(after))
    return evolve(after, reasons=(*after.reasons, change))


def _short(decision: VatDecision) -> str:
    rate = "" if decision.rate is None else f" {decision.rate} %"
    return f"{decision.treatment.value}{rate} ({decision.place or 'no place'})"
