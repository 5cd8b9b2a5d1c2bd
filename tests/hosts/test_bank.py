"""The host reads the bank's statements, books what is certain, and lists the rest for a person."""

import base64
import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from examples.sqlite_host import bank, slip
from examples.sqlite_host.camt import read_camt
from examples.sqlite_host.intake import read
from examples.sqlite_host.night import Host
from examples.sqlite_host.store import Store
from hostbilling.demands import Demand
from hostbilling.lifecycle import PaymentReceived
from hostbilling.money import add
from hostbilling.payments import Outcome
from hostbilling.payments.references import epc, rf
from tests.samples import eur

DAY = date(2026, 1, 30)
DATA = Path(__file__).parents[2] / "examples" / "sqlite_host" / "data"


@pytest.fixture
def host() -> Iterator[Host]:
    """A month of nights in which nobody paid anything, so that calls are open."""
    records = read(DATA, on=date(2026, 1, 1))
    records.habits.update(dict.fromkeys(records.habits, "never"))
    store = Store(":memory:")
    found = Host(store, records)
    for _ in found.run(start=date(2026, 1, 1), until=DAY):
        pass
    yield found
    store.close()


def open_calls(host: Host) -> list[tuple[str, Demand]]:
    return [
        (account, demand)
        for account, state in host.accounts.items()
        for demand in state.demands
        if demand.missing.amount > 0 and demand.document
    ]


CAMT = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>
<Acct><Id><IBAN>SK3112000000198742637541</IBAN></Id></Acct>
<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>2026-01-30</Dt></BookgDt><ValDt><Dt>2026-01-29</Dt></ValDt><AcctSvcrRef>T1</AcctSvcrRef>
<NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>
<RltdPties><Dbtr><Pty><Nm>Someone</Nm></Pty></Dbtr></RltdPties>
<RmtInf><Strd><CdtrRefInf><Ref>{reference}</Ref></CdtrRefInf></Strd></RmtInf></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>PDNG</Cd></Sts>
<BookgDt><Dt>2026-01-30</Dt></BookgDt><AcctSvcrRef>T9</AcctSvcrRef></Ntry>
<Ntry><Amt Ccy="EUR">7.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts>
<BookgDt><Dt>2026-01-30</Dt></BookgDt><AcctSvcrRef>T2</AcctSvcrRef></Ntry>
</Stmt></BkToCstmrStmt></Document>"""


def camt(demand: Demand) -> str:
    return CAMT.format(amount=demand.missing.amount, reference=bank.reference(demand))


def test_a_camt_statement_is_read_matched_and_booked_once(host: Host) -> None:
    account, demand = open_calls(host)[0]
    lines = read_camt(camt(demand))
    assert [(line.id, str(line.amount.amount)) for line in lines] == [
        ("T1", str(demand.missing.amount)),
        ("T2", "-7.00"),
    ]
    assert (lines[0].value_on, lines[0].end_to_end_id, lines[0].counterparty_name) == (
        date(2026, 1, 29), "", "Someone",
    )  # fmt: skip
    matches = bank.take_in(host, lines, known=DAY)
    assert [match.outcome for match in matches] == [Outcome.MATCHED, Outcome.NOT_A_RECEIPT]
    state = host.accounts[account]
    assert not state.demand(demand.id).is_open
    assert state.payments[-1].received_on == date(2026, 1, 29)
    again = bank.take_in(host, read_camt(camt(demand)), known=DAY)
    assert again[0].outcome is Outcome.DUPLICATE_LINE
    assert host.accounts[account] == state


def test_a_returned_line_opens_the_call_again(host: Host) -> None:
    account, demand = open_calls(host)[0]
    missing = demand.missing
    bank.take_in(host, read_camt(camt(demand)), known=DAY)
    row = f"T5,2026-02-03,2026-02-03,-{missing.amount},EUR,,returned debit,,,T1"
    bank.take_in(host, bank.read_csv(f"{HEAD}\n{row}\n"), known=date(2026, 2, 3))
    state = host.accounts[account]
    assert state.demand(demand.id).missing == missing
    assert [each.of for each in state.gone_back] == [state.payments[-1].id]


def test_the_return_of_an_overpaid_line_empties_the_wallet_again(host: Host) -> None:
    account, demand = open_calls(host)[0]
    missing, before = demand.missing, host.accounts[account].wallet.balance
    paid = add(missing, eur("30"))
    row = f"T1,2026-01-30,2026-01-30,{paid.amount},EUR,{bank.reference(demand)},,,,"
    bank.take_in(host, bank.read_csv(f"{HEAD}\n{row}\n"), known=DAY)
    assert host.accounts[account].wallet.balance == add(before, eur("30"))
    rows = [
        f"T5,2026-02-03,2026-02-03,-{paid.amount},EUR,,returned,,,T1",
        "T6,2026-02-03,2026-02-03,-5,EUR,,again,,,T1",
    ]
    for each in rows:
        bank.take_in(host, bank.read_csv(f"{HEAD}\n{each}\n"), known=date(2026, 2, 3))
    state = host.accounts[account]
    assert (state.demand(demand.id).missing, state.wallet.balance) == (missing, before)
    (waiting,) = bank.unmatched(host)
    assert (waiting.line.id, waiting.unallocated) == ("T6", eur("-5"))


def test_a_return_that_may_mean_two_lines_is_decided_by_a_person(host: Host) -> None:
    (first, one), (second, other) = open_calls(host)[:2]
    row = "T1,{day},{day},{sign}{amount},EUR,{reference},,,,{of}"
    for demand, day in ((one, "2025-12-30"), (other, "2026-01-30")):
        came = row.format(day=day, sign="", amount=demand.missing.amount, reference=bank.reference(demand), of="")
        bank.take_in(host, bank.read_csv(f"{HEAD}\n{came}\n"), known=DAY)
    back = row.format(day="2026-02-03", sign="-", amount=other.missing.amount, reference="", of="T1")
    (match,) = bank.take_in(host, bank.read_csv(f"{HEAD}\n{back.replace('T1', 'T7', 1)}\n"), known=date(2026, 2, 3))
    assert (match.outcome, match.reopens) == (Outcome.REVIEW, ())
    (waiting,) = bank.unmatched(host)
    bank.take_back_by_hand(host, waiting.identity, "2026/T1", known=date(2026, 2, 3))
    assert bank.unmatched(host) == []
    assert host.accounts[second].demand(other.id).missing == other.missing
    assert not host.accounts[first].demand(one.id).is_open


def test_a_return_beyond_what_the_line_brought_waits_for_a_person(host: Host) -> None:
    account, demand = open_calls(host)[0]
    bank.take_in(host, read_camt(camt(demand)), known=DAY)
    row = f"T5,2026-02-03,2026-02-03,-{demand.missing.amount + 7},EUR,,returned,,,T1"
    bank.take_in(host, bank.read_csv(f"{HEAD}\n{row}\n"), known=date(2026, 2, 3))
    assert host.accounts[account].demand(demand.id).missing == demand.missing
    assert [each.unallocated for each in bank.unmatched(host)] == [eur("-7")]


def entry(amount: str, inside: str, *, sign: str = "CRDT", more: str = "", ref: str = "T1") -> str:
    return (
        f'<Document><BkToCstmrStmt><Stmt><Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{sign}</CdtDbtInd>{more}'
        f"<Sts>BOOK</Sts><BookgDt><Dt>2026-02-03</Dt></BookgDt><AcctSvcrRef>{ref}</AcctSvcrRef>"
        f"<NtryDtls>{inside}</NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>"
    )


def part(amount: str, *, deep: bool = False, sign: str = "", sent: str = "", more: str = "") -> str:
    said = f'<Amt Ccy="EUR">{amount}</Amt>' if amount else ""
    said = f"<AmtDtls><TxAmt>{said}</TxAmt></AmtDtls>" if deep else said
    sign = f"<CdtDbtInd>{sign}</CdtDbtInd>" if sign else ""
    return f"<TxDtls><Refs><EndToEndId>{sent}</EndToEndId></Refs>{said}{sign}{more}</TxDtls>"


RETURNED = "<RtrInf><Rsn><Cd>MD06</Cd></Rsn></RtrInf>"


def test_what_the_bank_booked_together_is_a_line_each_when_it_adds_up() -> None:
    inside = part("100.00", sent="E1") + part("30.00", deep=True, sent="E2") + part("25.00", sign="DBIT", sent="E3",
                                                                                    more=RETURNED)  # fmt: skip
    found = read_camt(entry("105.00", inside))
    assert [(line.id, str(line.amount.amount), line.end_to_end_id, line.return_of) for line in found] == [
        ("T1/1", "100.00", "E1", ""), ("T1/2", "30.00", "E2", ""), ("T1/3", "-25.00", "E3", "E3"),
    ]  # fmt: skip


@pytest.mark.parametrize("inside", [part("100.00") + part("4.00"), part("100.00") + part("")])
def test_what_does_not_add_up_is_one_line_for_a_person(inside: str) -> None:
    (line,) = read_camt(entry("105.00", inside))
    assert (line.id, str(line.amount.amount), line.end_to_end_id) == ("T1", "105.00", "")


@pytest.mark.parametrize(
    ("inside", "more", "of"),
    [
        (part("", sent="SDD-7", more=RETURNED), "", "SDD-7"),
        (part("", sent="SDD-7"), "<RvslInd>true</RvslInd>", "SDD-7"),
        (part("", sent="SDD-7"), "<RvslInd>false</RvslInd>", ""),
        (part("", more=RETURNED), "", "NOTPROVIDED"),
        (part("", sent="NOTPROVIDED", more=RETURNED), "", "NOTPROVIDED"),
    ],
)
def test_a_returned_debit_names_the_collection_by_its_end_to_end_id(inside: str, more: str, of: str) -> None:
    (line,) = read_camt(entry("100.00", inside, sign="DBIT", more=more))
    assert (str(line.amount.amount), line.return_of) == ("-100.00", of)


def test_a_direct_debit_that_comes_back_in_a_later_statement_opens_its_call_again(host: Host) -> None:
    account, demand = open_calls(host)[0]
    amount, reference = str(demand.missing.amount), bank.reference(demand)
    strd = f"<RmtInf><Strd><CdtrRefInf><Ref>{reference}</Ref></CdtrRefInf></Strd></RmtInf>"
    bank.take_in(host, read_camt(entry(amount, part("", sent="SDD-7", more=strd))), known=date(2026, 2, 3))
    assert not host.accounts[account].demand(demand.id).is_open
    back = entry(amount, part("", sent="SDD-7", more=RETURNED), sign="DBIT", ref="T8")
    (match,) = bank.take_in(host, read_camt(back), known=date(2026, 2, 3))
    assert (match.outcome, match.takes_back) == (Outcome.REVERSAL, "2026/T1")
    assert host.accounts[account].demand(demand.id).missing == demand.missing
    assert [each.outcome for each in bank.take_in(host, read_camt(back), known=date(2026, 2, 3))] == [
        Outcome.DUPLICATE_LINE
    ]


def test_a_return_of_something_unknown_waits_for_a_person(host: Host) -> None:
    bank.take_in(host, read_camt(entry("9.00", part("", more=RETURNED), sign="DBIT")), known=DAY)
    (waiting,) = bank.unmatched(host)
    assert str(waiting.line.amount.amount) == "-9.00"


HEAD = "id,booked,value,amount,currency,reference,text,iban,name,return_of"


@pytest.mark.requirement("R-077")
def test_what_nobody_can_match_is_listed_with_suggestions_and_paired_by_hand_with_proof(host: Host) -> None:
    account, demand = open_calls(host)[0]
    row = f"C1,2026-01-30,2026-01-30,{demand.missing.amount},EUR,,thank you,,,"
    (match,) = bank.take_in(host, bank.read_csv(f"{HEAD}\n{row}\n"), known=DAY)
    assert match.customer is None
    assert not host.accounts[account].payments
    (waiting,) = bank.unmatched(host)
    assert any(text.startswith(f"{demand.id}: ") for text in bank.suggestions(host, waiting))
    bank.pair_by_hand(host, waiting.identity, demand.id, by="eva", on=DAY, proof="ticket 4711")
    assert bank.unmatched(host) == []
    assert not host.accounts[account].demand(demand.id).is_open
    stored = [fact for fact in host.store.facts(account) if isinstance(fact, PaymentReceived)]
    assert [str(reason) for reason in stored[-1].reasons] == [
        "eva paired it on 2026-01-30, on this proof: ticket 4711."
    ]


def test_the_qr_code_on_a_proforma_says_what_to_pay_when_it_is_scanned(host: Host) -> None:
    account, demand = open_calls(host)[0]
    proforma = next(each for each in host.accounts[account].proformas if each.number == demand.document)
    reference = bank.reference(demand)
    html = slip.proforma_page(proforma, reference=reference, amount=demand.missing)
    found = re.search(r'<img src="data:image/png;base64,([^"]+)" alt="([^"]+)"', html)
    assert found
    assert found[2] == f"QR code to pay {demand.missing} with the reference {reference}"
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(base64.b64decode(found[1]))))
    assert code.text == slip.qr_string(proforma, reference=reference, amount=demand.missing)
    lines = code.text.splitlines()
    assert lines[:4] == ["BCD", "002", "1", "SCT"]
    assert lines[6:8] == [slip.IBAN, f"EUR{demand.missing.amount}"]
    assert rf.parse(lines[9]) == reference
    assert code.ec_level == "M"
    assert len(code.text.encode()) <= epc.MAX_BYTES
