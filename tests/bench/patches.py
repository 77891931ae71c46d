"""`python -m tests.bench.patches [ROUNDS [PATCH ...]]`: what each patch of WeasyPrint gains, or
those named (ADR 27). A leaflet, a filled plan and one beside English are drawn with all patches and
without each, in turns and in processor time; the least of all draws is compared, which others on
the machine disturbed least. `nothing` left out a second time shows how much is noise.
"""

import gc
import sys
import time
from collections.abc import Collection, Iterable
from dataclasses import replace

from app.render.pdf import PrintJob, render_pdf
from app.render.print_page import print_job
from app.render.weasy.patches import Patch
from tests.render import filled_plans, samples
from tests.render.weasy.plain import speed_patches, without

DRAWS = 3


def main(rounds: int, names: Collection[str] = ()) -> None:
    jobs = {
        "leaflet": replace(print_job(samples.page("pl")), passages=()),
        "plan": replace(print_job(filled_plans.page("fa-AF")), passages=()),
        "facing": replace(print_job(filled_plans.page("pl", "facing", room=True)), passages=()),
    }
    patches = speed_patches()
    left_out: dict[str, tuple[Patch, ...]] = {"": (), "nothing": (), "all": patches}
    left_out |= {each.name: (each,) for each in patches if not names or each.name in names}
    least: dict[tuple[str, str], float] = {}
    gc.disable()  # as in a worker
    for _ in range(rounds):
        for side, chosen in left_out.items():
            for name, job in jobs.items():
                cost = min(_costs(job, chosen))
                least[side, name] = min(cost, least.get((side, name), cost))
    for side in left_out:
        ratios = (f"{name} × {least[side, name] / least['', name]:.2f}" for name in jobs)
        print(side or f"with all, {[f'{least[side, name]:.3f} s' for name in jobs]}", *ratios)


def _costs(job: PrintJob, left_out: Iterable[Patch]) -> list[float]:
    """Seconds of processor time; drawn once before, so that what is remembered is there."""
    found = []
    with without(left_out):
        render_pdf(job)
        for _ in range(DRAWS):
            gc.collect()
            before = time.process_time()
            render_pdf(job)
            found.append(time.process_time() - before)
    return found


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 6, sys.argv[2:])
