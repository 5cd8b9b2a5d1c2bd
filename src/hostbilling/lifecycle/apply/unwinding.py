"""Taking back what a payment did: open amount, coverage and wallet stand again as if it had not come.

The money is looked for where it is: in the wallet, held on its demand, and last in what it bought. A demand that is
filled whole is taken back whole, and what other payments gave for it is held on it again.
"""

from collections.abc import Iterable
from datetime import date

from attrs import evolve

from ...demands import Demand, Fill, Kind, Part, PartState, ToCredit
from ...documents import creditable
from ...money import Money, add, at_least, greatest, is_zero, least, negate, subtract, total, zero
from ...payments import Entry, Origin, Terms
from ...services import Cause
from ..account import Account
from ..pending_charges import key_of
from .asked import asked_together
from .letting_go import lots_from, paid_for
from .settling import out_of, without_changes

NEXT = ":next/"
"""In the id of an entry of the wallet: what a payment had too much went on to this demand."""
FREED = Terms(origin=Origin.REFUNDED)


def freed(account: Account, source: str, amount: Money, *, lot: str, on: date, why: str) -> Account:
    """Return the account with as much of `amount` in the wallet again as can be got back of what `source` brought.

    `source` is the id of a payment or of an entry of the wallet that paid for a demand; what has to be taken out of
    that demand becomes the new `lot`.
    """
    rest = subtract(amount, least(amount, _still_there(account, source)))
    for entry in _passed_on(account, source):
        if not is_zero(rest):
            back = least(rest, negate(entry.amount))
            account = freed(account, entry.id, back, lot=f"{lot}/{entry.id}", on=on, why=why)
            rest = subtract(rest, back)
    demand_id = dict(account.put_to).get(source)
    if is_zero(rest) or demand_id is None:
        return account
    latest = [known for known, asked_by in account.put_to if asked_by == demand_id][-1] == source
    account, out = _out_of(account, account.demand(demand_id), rest, latest=latest, on=on, why=why)
    return out_of(account, account.demand(demand_id), out, lot=lot, first=source, on=on, why=why, terms=FREED)


def own_lots(account: Account, source: str) -> tuple[str, ...]:
    """Return the ids of the lots that can hold money of a source: its surplus, and what its demand let go."""
    demand_id = dict(account.put_to).get(source)
    parts = () if demand_id is None else account.demand(demand_id).parts
    surplus = f"{source}:wallet"
    return (surplus, *lots_from(account, surplus), *(f"{part.id}:withdrawn:wallet" for part in parts))


def spent_undone(account: Account, short_of: Money, *, lot: str, on: date, why: str) -> Account:
    """Return the account with what the wallet paid last undone, until it holds an amount or nothing is left to undo."""
    for source, _ in reversed(account.put_to):
        missing = subtract(short_of, account.wallet.balance)
        if not at_least(missing, zero(account.currency)) or is_zero(missing):
            break
        spent = next((entry.amount for entry in account.wallet.entries if entry.id == source), None)
        if spent is not None:
            wanted = add(least(missing, negate(spent)), _still_there(account, source))
            account = freed(account, source, wanted, lot=f"{lot}/{source}", on=on, why=why)
    return account


def _passed_on(account: Account, source: str) -> list[Entry]:
    """What of a payment went on to other demands, the last first."""
    return [entry for entry in reversed(account.wallet.entries) if entry.id.startswith(f"{source}{NEXT}")]


def _still_there(account: Account, source: str) -> Money:
    own = own_lots(account, source)
    return total((lot.left for lot in account.wallet.lots if lot.id in own), currency=account.currency)


def to_be_credited(account: Account, line_ids: Iterable[str], *, on: date, why: str) -> Account:
    """Return the account with a credit note asked for of every invoice that still bills some of these lines."""
    wanted = set(line_ids)
    for invoice in account.invoices if wanted else ():
        left = creditable(invoice, notes=account.notes_of(invoice.number))
        ids = tuple(each.line.id for each in left if each.line.id in wanted and not is_zero(each.left.gross))
        if ids:
            credit = ToCredit(id=f"{ids[0]}:reversed", invoice_number=invoice.number, why=why, on=on, line_ids=ids)
            account = evolve(account, to_credit=(*account.to_credit, credit))
    return account


def _out_of(
    account: Account, demand: Demand, wanted: Money, *, latest: bool, on: date, why: str
) -> tuple[Account, Money]:
    """Take money out of a demand: what it holds, then what was paid for what is over, then all that it paid.

    Money that came `latest` is in what was bought last: without it, the demand stands as before it.
    """
    if demand.kind is Kind.DEBT:
        return _owed_again(account, demand, wanted)
    paid = [part for part in demand.parts if part.state is PartState.PAID]
    over = [part for part in paid if _is_over(part, account)]
    have, undone = demand.held, list[Part]()
    if paid and not at_least(have, wanted):
        have = subtract(have, add(demand.credit, demand.forgiven))  # that much of what it asked for was never paid
    rest = [part for part in reversed(paid) if part not in over]
    opened = False
    for part in _last_bought_first(paid, account) if latest else (*over, *rest):
        if part in over and not at_least(have, wanted):
            demand, have = demand.reversed(part.id), add(have, paid_for(part, account))
            undone.append(part)
        elif part in rest and (opened or not at_least(have, wanted)):
            demand, have = demand.reopened(part.id), add(have, part.amounts.gross)
            undone.append(part)
            opened = demand.filling.fill is Fill.WHOLE
    for part in undone:
        account = _taken_back(account, part)
    account = _asks_over(account, demand.id) if undone else account
    demand = asked_together(demand, account) if undone else demand
    have = greatest(have, zero(account.currency))
    out = least(have, wanted) if demand.is_open else have
    forgiven = zero(account.currency) if undone else demand.forgiven
    account = account.with_demand(evolve(demand, held=subtract(have, out), forgiven=forgiven))
    ids = [part.id for part in undone]
    return to_be_credited(without_changes(account, ids, on=on), ids, on=on, why=why), out


def _last_bought_first(parts: list[Part], account: Account) -> list[Part]:
    """What grants nothing, such as a fee, comes after what was bought with it."""
    bought = {each.line.line_id: place for place, each in enumerate(account.bought)}
    return sorted(parts, key=lambda part: (bought.get(part.id, -1), parts.index(part)), reverse=True)


def _owed_again(account: Account, debt: Demand, wanted: Money) -> tuple[Account, Money]:
    """Take money out of a debt: its invoice stands, and what it was invoiced for stays given, on account."""
    paid, have = [part for part in debt.parts if part.state is PartState.PAID], debt.held
    if paid and not at_least(have, wanted):
        have = subtract(have, add(debt.credit, debt.forgiven))  # that much of what it asked for was never paid
    for part in paid:
        if not at_least(have, wanted):
            debt, have = debt.owed_again(part.id), add(have, part.amounts.gross)
            service = account.service(part.service_id)
            coverage = service.coverage.caused(part.id, Cause.INVOICED)
            account = _asks_over(account.with_service(evolve(service, coverage=coverage)), debt.id)
    have = greatest(have, zero(account.currency))
    out = least(have, wanted)
    return account.with_demand(evolve(debt, held=subtract(have, out))), out


def _asks_over(account: Account, demand_id: str) -> Account:
    """Let go of the charges that were asked for what is asked anew: each was for that night, unless it was sent."""
    asked = {key_of(each) for each in account.charges_asked if each.demand_id == demand_id}
    return evolve(account, answered=account.answered | (asked - account.intended))


def _is_over(part: Part, account: Account) -> bool:
    """Whether nobody will be asked for it again: the service is gone or ends, or something of it was given back."""
    service = account.service(part.service_id)
    decided = any(part.id in (each.line_ids or _billed_on(each.invoice_number, account)) for each in account.to_credit)
    later = any(part.id == each.line_id for each in account.credit_later)
    gone = service.is_gone or service.ending is not None
    return gone or decided or later or paid_for(part, account) != part.amounts.gross


def _billed_on(number: str, account: Account) -> list[str]:
    return [line.id for each in account.invoices if each.number == number for line in each.content.lines]


def _taken_back(account: Account, part: Part) -> Account:
    """Take what a part had bought off the service and off the list to be invoiced."""
    service = account.service(part.service_id).revoked(part.id, discount_ids=part.discounts)
    left = [evolve(each, part_ids=tuple(id_ for id_ in each.part_ids if id_ != part.id)) for each in account.to_invoice]
    return evolve(
        account.with_service(service),
        to_invoice=tuple(each for each in left if each.part_ids),
        bought=tuple(each for each in account.bought if each.line.line_id != part.id),
    )
