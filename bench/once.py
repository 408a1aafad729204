"""
Plan one regency in a fresh process and tell what it took, as JSON.

The start of Python and the imports are not counted in the seconds; they are
in the memory, since a user's machine must hold them too.
"""

import json
import resource
import sys
import time

from bench.copies import side_by_side
from sampai.operation.service import ITERATIONS, plan_operation
from sampai.tables import packaged_dataset, read_dataset


def main() -> None:
    """Read copies, factor of the iterations and dataset from the arguments."""
    copies, factor = int(sys.argv[1]), int(sys.argv[2])
    folder = packaged_dataset("pesisir-barat-2024")
    # What polars and scipy load when they are first used is part of their
    # import; a small read does it.
    read_dataset(folder)
    if copies > 1:
        dataset = side_by_side(read_dataset(folder), copies)
        began = time.perf_counter()
    else:
        began = time.perf_counter()
        dataset = read_dataset(folder)
    operation = plan_operation(dataset, iterations=ITERATIONS * factor)
    seconds = time.perf_counter() - began
    peak_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    held = {
        key: operation.summary[key]
        for key in ("tps", "served", "cost_out_idr", "baseline_cost_idr")
    }
    print(json.dumps({"seconds": seconds, "mb": peak_kb / 1024, **held}))


if __name__ == "__main__":
    main()
