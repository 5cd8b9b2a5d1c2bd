"""What `import hostbilling` adds to a bare Python, and what its modules cost when first used."""

import subprocess
import sys
from collections.abc import Iterable

TIMES = 15
REPORT = """
import sys, time
start = time.perf_counter()
{code}
print(1000 * (time.perf_counter() - start))
"""


def milliseconds(code: str) -> float:
    """Return the fastest of several fresh interpreters."""

    def once() -> float:
        command = [sys.executable, "-c", REPORT.format(code=code)]
        return float(subprocess.run(command, capture_output=True, check=True).stdout)

    return min(once() for _ in range(TIMES))


def run() -> Iterable[tuple[str, float, str]]:
    yield "import hostbilling", milliseconds("import hostbilling"), "ms added to bare Python (promised: under 5)"
    first = milliseconds("import attrs, moneyed, datetime, decimal, enum, fractions")
    for name in ("vat", "renewal", "dunning", "numbering", "lifecycle"):
        try:
            own = milliseconds(f"from hostbilling import {name}")
        except subprocess.CalledProcessError:
            continue
        yield f"from hostbilling import {name}", own, "ms"
        yield f"from hostbilling import {name}", own / first, "times attrs, moneyed and the standard library alone"
