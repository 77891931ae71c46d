"""`python -m tests.interop [CLIENT,…]`: walk every file through each client, or through those
named, print what held as a table and, when all were walked, write `docs/interop.md`. The status is
1 where a walk fails, 2 where a name is unknown; what is absent is named."""

import sys
import time

from tests.interop import report
from tests.interop.clients import CLIENTS
from tests.interop.walk import Result, walked
from tests.interop.world import made


def main(arguments: list[str]) -> int:
    chosen = [name for argument in arguments for name in argument.split(",") if name]
    unknown = [name for name in chosen if name not in CLIENTS]
    if unknown:
        print(f"interop: there is no {unknown[0]!r}: {', '.join(CLIENTS)}.", file=sys.stderr)
        return 2
    results: list[Result] = []
    with made() as world:
        for name, client in CLIENTS.items():
            if not chosen or name in chosen:
                start = time.perf_counter()
                results += walked(client, world)
                took = time.perf_counter() - start
                print(f"interop: {client.name} took {took:.0f} s.", file=sys.stderr)
    print(report.table(results))
    if not chosen:
        report.write(results)
    return 1 if any(one.outcome == "fails" for one in results) else 0


sys.exit(main(sys.argv[1:]))
