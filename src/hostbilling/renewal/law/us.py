"""United States, federal: ROSCA. The FTC's click-to-cancel rule was vacated on 8 July 2025."""

from .model import TABLES_BEGIN, Needs, Rule, Safeguard, Ways, read

_SOURCE = read("ROSCA; FTC on the rule vacated on 8 July 2025 (8th Circuit)")

ROWS: tuple[Rule, ...] = (
    Needs(
        id="US-ROSCA-consent", since=TABLES_BEGIN, safeguard=Safeguard.EXPRESS_CONSENT,
        says="terms are clear, and consent to automatic renewal is express and informed",
        cites="15 U.S.C. 8403(1)-(2)", source=_SOURCE,
    ),
    Ways(
        id="US-ROSCA-cancel", since=TABLES_BEGIN,
        says="there is a simple mechanism to stop the charges",
        cites="15 U.S.C. 8403(3)", source=_SOURCE,
    ),
)  # fmt: skip
