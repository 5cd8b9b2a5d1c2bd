"""Money that arrives: references that name what it is for, matching, what it fills, and what is kept for later."""

from . import references
from .covering import Cover, Covered, Due, cover
from .decline_codes import CodeScheme
from .declines import CodeRow, Decline, classify
from .giving_back import GoneBack, RefundTo, ReversalKind, ToRefund
from .lots import DEFAULT_ORDER, By, Lot, Origin, Terms
from .matching import (
    Allocation,
    Applied,
    Expected,
    Line,
    Match,
    Outcome,
    Standing,
    Suggestion,
    applied_by,
    identities,
    match_all,
    of_demand,
    pair,
    suggest,
)
from .methods import Method, MethodKind, Offered, ToPay, methods
from .payment import Direction, Payment
from .settlement import Settlement, fill, settle
from .statements import Row, Statement, balance_on, statement
from .taxed import Taxed, taxed_before
from .topping_up import Paper, TopUp, VatRegime, top_up
from .wallet import Entry, Refund, Wallet
from .wallet_policy import WalletPolicy

__all__ = [  # noqa: RUF022  # grouped by what they are for
    # what a payment says it is for
    "references",
    # bank lines against what is expected
    "Line", "identities", "Expected", "Standing", "of_demand", "Applied", "match_all", "Match", "Outcome", "Allocation",
    "applied_by", "suggest", "Suggestion", "pair",
    # what money does to a demand
    "Payment", "Direction", "Settlement", "fill", "settle",
    # money that goes back
    "ToRefund", "RefundTo", "GoneBack", "ReversalKind",
    # ways to pay, and why a charge was refused
    "methods", "Method", "MethodKind", "ToPay", "Offered", "classify", "CodeScheme", "CodeRow", "Decline",
    # money kept for later
    "Entry", "Wallet", "Refund", "Lot", "Terms", "Origin", "By", "DEFAULT_ORDER",
    "WalletPolicy", "statement", "Statement", "Row", "balance_on",
    "Cover", "Due", "Covered", "cover", "VatRegime", "Paper", "TopUp", "top_up", "Taxed", "taxed_before",
]  # fmt: skip
