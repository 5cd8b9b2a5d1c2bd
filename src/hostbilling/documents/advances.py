"""Lines of an invoice for an advance: money that came for what is asked before it is enough to supply it."""

from collections.abc import Sequence

from attrs import evolve

from ..errors import Fault, check_type, each_of, refuse
from ..money import Amounts, Money, Rounding, allocate, is_zero, payable
from ..vat import RoundingUnit, VatDecision
from .lines import Line, LineKind, VatKey, vat_key
from .sharing import with_vat
from .units import ONE


def advance_lines(
    gross: Money, lines: Sequence[Line], decisions: Sequence[VatDecision], *, key: str, rounding: Rounding
) -> tuple[Line, ...]:
    """Return the lines of an invoice for `gross`, which came for `lines`: one for each that has a share in it.

    A share goes by the gross amount that a line asks, largest remainder first; VAT is taken out of the shares of one
    category together, by `decisions`, those of the day of receipt in the order of the lines. `key` goes before the ids,
    which must not be those of the lines that the invoice at the end bills. Law: Directive 2006/112/EC, articles 65 and
    220(1)(5). Raises `InvalidInput` for nothing or less, for lines that ask nothing, and without a decision for each.
    """
    lines, decisions = each_of("lines", lines, Line), each_of("decisions", decisions, VatDecision)
    refuse(check_type("gross", gross, Money), check_type("rounding", rounding, Rounding))
    paid = payable(gross)
    refuse(
        None if paid.amount > 0 else Fault("advance.gross", "gross", gross, "is not above zero", "pass what came in"),
        None
        if len(lines) == len(decisions)
        else Fault("advance.decisions", "decisions", len(decisions), f"are not as many as the {len(lines)} lines",
                   "give one for each line, in their order"),
    )  # fmt: skip
    shares = allocate(paid, [line.amounts.gross.amount for line in lines])
    groups: dict[VatKey, list[tuple[Line, VatDecision, Money]]] = {}
    for line, vat, share in zip(lines, decisions, shares, strict=True):
        if not is_zero(share):
            groups.setdefault(vat_key(vat), []).append((line, vat, share))
    found: list[Line] = []
    for group in groups.values():
        prices, rate = [share for *_, share in group], group[0][1].rate
        taxed = with_vat(prices, rate, gross=True, rounding=rounding, unit=RoundingUnit.PER_DOCUMENT)
        found += [_line(line, vat, amounts, key) for (line, vat, _), amounts in zip(group, taxed, strict=True)]
    return tuple(found)


def _line(line: Line, vat: VatDecision, amounts: Amounts, key: str) -> Line:
    return evolve(
        line,
        id=f"{key}/{line.id}",
        kind=LineKind.ADVANCE,
        amounts=amounts,
        vat=vat,
        quantity=1,
        unit=ONE,
        unit_price=amounts.net,
        price_has_vat=False,
        adjustments=(),
    )
