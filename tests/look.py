"""Open what a person would open, in a real browser, and keep pictures of it.

`python -m tests.look build` photographs the manual's first pages, documents in four languages and every other HTML page
there, wide and narrow, into build/look, and prints the longest documents. It needs a Chromium on the machine; the
pictures are for eyes, not for a comparison.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
SIZES = {"wide": (1280, 2400), "narrow": (500, 2400)}
PAPER = 2
"""The sheets that an invoice of forty lines, each with its ids, takes."""
MANUAL = ("index", "words", "first-steps", "design/index", "design/requirements", "reference/index")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-sync", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--hide-scrollbars",
)  # fmt: skip


def browser() -> str:
    for name in BROWSERS:
        if found := shutil.which(name):
            return found
    sys.exit("no browser here: install Chromium (on Debian: apt-get install chromium)")


def pages(folder: Path) -> Iterator[Path]:
    manual = folder / "docs"
    yield from (page for name in MANUAL if (page := manual / f"{name}.html").exists())
    skipped = {manual, folder / "mutants", folder / "wheel", folder / "doctrees"}
    for page in sorted(folder.rglob("*.html")):
        if skipped.isdisjoint(page.parents):
            yield page


def photograph(page: Path, target: Path, size: tuple[int, int]) -> None:
    browse(page, f"--window-size={size[0]},{size[1]}", f"--screenshot={target}")


def print_out(page: Path, target: Path) -> int:
    """Print a page as PDF and return on how many sheets of paper it stands."""
    browse(page, "--no-pdf-header-footer", f"--print-to-pdf={target}")
    return len(re.findall(rb"/Type\s*/Page\b", target.read_bytes()))


def browse(page: Path, *wanted: str) -> None:
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [browser(), *FLAGS, f"--user-data-dir={profile}", *wanted, page.resolve().as_uri()],
            check=True,
            capture_output=True,
            timeout=120,
        )


def write_documents(folder: Path) -> None:
    """Write what is hard to print: every kind of document in four languages, and forty lines."""
    from hostbilling.render import document_page
    from tests.documents.papers import MANY, invoice, papers

    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for language in ("de", "sk", "fr", "ru"):
        for paper in papers(language):
            (folder / f"{language}-{type(paper).__name__.lower()}.html").write_text(document_page(paper), "utf-8")
        (folder / f"{language}-forty-lines.html").write_text(document_page(invoice(language, MANY)), "utf-8")

    (folder / "proforma-with-qr.html").write_text(_scannable(), "utf-8")


def _scannable() -> str:
    """A call with the QR code of the bank below it, as the example host sends it."""
    from examples.sqlite_host.slip import proforma_page
    from hostbilling.documents import Proforma
    from tests.documents.papers import papers

    proforma = next(paper for paper in papers("sk") if isinstance(paper, Proforma))
    return proforma_page(proforma, reference="RF952026000017", amount=proforma.content.totals.amounts.gross)


def main(folder: Path) -> None:
    album = folder / "look"
    shutil.rmtree(album, ignore_errors=True)
    album.mkdir(parents=True)
    write_documents(folder / "documents")
    for page in sorted((folder / "documents").glob("*-forty-lines.html")):
        sheets = print_out(page, album.resolve() / f"{page.stem}.pdf")
        print(f"{page.stem}: {sheets} sheets")
        if sheets != PAPER:
            sys.exit(f"{page} should fit on {PAPER} sheets")
    for page in pages(folder):
        for name, size in SIZES.items():
            stem = "-".join(page.relative_to(folder).with_suffix("").parts)
            target = album.resolve() / f"{stem}-{name}.png"
            photograph(page, target, size)
            print(target.relative_to(Path.cwd()) if target.is_relative_to(Path.cwd()) else target, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
