"""The account as the conditions of a policy see it."""

from ...dunning import Debtor
from ..account import Account
from ..book import Book


def debtor_of(account: Account, book: Book) -> Debtor:
    """Return what an account owes, and for which families of services."""
    return Debtor(
        demands=account.demands,
        credit=account.wallet.balance,
        customer=account.customer.kind,
        families={each.id: book.catalog.product(each.product_id).family for each in account.services},
        instruments=account.instruments,
    )
