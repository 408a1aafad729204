"""Measure the figures: `make bench`, or `make bench ONLY=plan` for a part."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench import instance, regency, risk, web
from bench.figures import keep

PARTS = {
    "plan": (instance.measure, regency.measure),
    "simulate": (risk.measure_simulation,),
    "robust": (risk.measure_robust,),
    "replan": (risk.measure_replan,),
    "web": (web.measure_demo, web.measure_larger, web.measure_import),
}


def main(only: str | None) -> int:
    """Run the parts asked for and keep their figures."""
    if only is not None and only not in PARTS:
        known = ", ".join(sorted(PARTS))
        print(f"no figures begin with {only!r}; there are: {known}")
        return 2
    for name, measures in PARTS.items():
        if only in {None, name}:
            for measure in measures:
                keep(measure())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else None))
