"""The least and the most of an amount, as a seller sets them."""

from ..errors import Fault
from ..money import Money, at_least, is_negative


def check_not_negative(field: str, amount: Money | None) -> Fault | None:
    """Fault for an amount below zero."""
    if amount is None or not is_negative(amount):
        return None
    return Fault("limits.negative", field, str(amount), "is below zero", "pass 0 or more, or leave it out")


def check_limits(path: str, least: Money | None, most: Money | None) -> Fault | None:
    """Fault for a limit below zero, two currencies, and a most that is less than the least, so that no amount fits."""
    if least is None or most is None:
        return check_not_negative(f"{path}.least", least) or check_not_negative(f"{path}.most", most)
    if most.currency != least.currency:
        problem = f"is in another currency than the least, {least}"
    elif not at_least(most, least):
        problem = f"is less than the least, {least}"
    else:
        return check_not_negative(f"{path}.least", least)
    return Fault(f"{path}.most", f"{path}.most", str(most), problem, "let an amount of the least fit")
