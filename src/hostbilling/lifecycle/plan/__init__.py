"""`plan`: what time demands of an account tonight.

Run it after the payments of the day, store the steps, perform them, store what happened, and plan again until
nothing comes: a notice sent tonight may be what an act was waiting for. Planning twice changes nothing.
"""

from datetime import date

from attrs import evolve, frozen

from ...errors import check_date, check_type, refuse
from ..account import Account
from ..book import Book
from ..steps import Blockage, Step
from .advances import advances
from .back import restorations
from .calls import calls
from .charges import charges
from .credits import credit_notes
from .debts import debts
from .handing_over import handing_over
from .invoices import invoices
from .late import late_charges
from .law import lawful, messages
from .money_back import refunds
from .postpaid import period_invoices
from .promised import Promised, promises
from .quotes import confirmations, quotes
from .reactivations import reactivations
from .receipts import receipts
from .stages import stages
from .tracing import cases
from .wallet import applications, expiries


@frozen(kw_only=True)
class Plan:
    """What to do now, in order, what is held back, the steps still unanswered, and what was promised until when."""

    steps: tuple[Step, ...]
    blocked: tuple[Blockage, ...]
    unanswered: tuple[str, ...]
    promised: tuple[Promised, ...] = ()


def plan(account: Account, book: Book, *, on: date) -> Plan:
    """Return the steps that are due on a day and not under way; `on` is a civil date in the seller's zone."""
    refuse(check_type("account", account, Account), check_type("book", book, Book), check_date("on", on))
    asked = [
        *invoices(account, book, on=on),
        *advances(account, book, on=on),
        *credit_notes(account, book, on=on),
        *receipts(account, book, on=on),
        *reactivations(account, on=on),
        *restorations(account, on=on),
        *refunds(account, book, on=on),
        *expiries(account, on=on),
        *applications(account, book, on=on),
        *cases(account, book, on=on),
        *debts(account, book, on=on),
        *late_charges(account, book, on=on),
        *handing_over(account, book, on=on),
        *messages(account, book, on=on),
        *quotes(account, book, on=on),
        *confirmations(account, book, on=on),
        *calls(account, book, on=on),
        *charges(account, on=on),
        *period_invoices(account, book, on=on),
        *stages(account, book, on=on),
    ]
    found = list(lawful(asked, account, book, on=on))
    waiting = account.intended | {key for key, day in account.failed if day == on}
    return Plan(
        steps=tuple(step for step in found if not isinstance(step, Blockage) and step.key not in waiting),
        blocked=tuple(step for step in found if isinstance(step, Blockage)),
        unanswered=tuple(sorted(account.intended)),
        promised=promises(account, book, on=on),
    )


def is_still_due(account: Account, book: Book, step: Step, *, on: date) -> bool:
    """Tell whether a step that was stored and not performed would be planned again on a day.

    Ask it before performing what an interrupted run left behind: money may have come in between. What only tells
    the customer something, or was sent to a gateway with its key, is best performed all the same.
    """
    waiting = evolve(
        account,
        intended=account.intended - {step.key},
        failed=tuple(pair for pair in account.failed if pair[0] != step.key),
    )
    return any(planned.key == step.key for planned in plan(waiting, book, on=on).steps)
