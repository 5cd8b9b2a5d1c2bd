"""What facts of quotes and confirmations make of an account."""

from attrs import evolve

from ..account import Account
from ..asked import OrderQuote
from ..facts import OrderConfirmed, OrderFormIssued, QuoteAsked, QuoteIssued


def quote_asked(account: Account, fact: QuoteAsked) -> Account:
    """Take note of what is to be quoted, once."""
    known = any(each.id == fact.quoted.id for each in account.quotes)
    return account if known else evolve(account, quotes=(*account.quotes, fact.quoted))


def quote_issued(account: Account, fact: QuoteIssued) -> Account:
    """Keep the quote with what was asked for."""
    return _kept(account, evolve(account.quote(fact.quote.content.demand_id), quote=fact.quote))


def order_form_issued(account: Account, fact: OrderFormIssued) -> Account:
    """Keep the order form with what was asked for."""
    return _kept(account, evolve(account.quote(fact.order_form.content.demand_id), order_form=fact.order_form))


def order_confirmed(account: Account, fact: OrderConfirmed) -> Account:
    """Keep the confirmation of an order."""
    return evolve(account, confirmations=(*account.confirmations, fact.confirmation))


def _kept(account: Account, issued: OrderQuote) -> Account:
    return evolve(account, quotes=tuple(issued if each.id == issued.id else each for each in account.quotes))
