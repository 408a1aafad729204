"""How the error falls with the scenarios, and what common luck is worth."""

import numpy as np

from sampai.simulation.running import run_plan
from tests.simulation.shore import at, dataset, draft, ensemble, run_of, shore
from tests.simulation.test_invariance import DATA, run_whole


def test_the_error_falls_with_the_square_root_of_the_scenarios():
    """
    Closed for the day in 3 of 10 scenarios. Of 60 seeds, a deviation is
    known to 9 %, and the slope over a factor of 64 to about 0.03.
    """
    data = dataset(
        climate={"H": (1.0, 1.0, 0.0)},
        closed_prob={"road": 0.3},
        hazards={
            ("closure_start", "surface"): (0, 0),
            ("closure_length", "surface"): (24, 0),
        },
    )
    context = shore(data)
    run = run_of(context, draft(context, "H", "V", "V", load_at_s=at(-1, 9)))
    sizes = [100, 400, 1600, 6400]
    spread = []
    for size in sizes:
        shares = [
            (run_plan(run, ensemble(data, size, seed)).at_tps_s[0] < at(0, 0))
            for seed in range(60)
        ]
        means = np.array([share.mean() for share in shares])
        assert abs(means.mean() - 0.7) < 4 * np.sqrt(0.21 / size / 60)
        spread.append(means.std(ddof=1))
    slope, level = np.polyfit(np.log(sizes), np.log(spread), 1)
    assert abs(slope + 0.5) < 0.1
    # And it is the binomial's own: sqrt(0.7 * 0.3 / n).
    assert abs(np.exp(level + slope * np.log(800)) / 0.0162 - 1) < 0.2


def test_common_luck_makes_two_plans_comparable():
    """
    One trip sets out an hour later; what that costs the tps on average is
    told with some 160 times less variance when both plans meet the same luck,
    so with 160 times fewer scenarios.
    """
    one, other = run_whole(), run_whole(shift_h=1)

    def later_s(seed, other_seed):
        means = [
            run_plan(run, ensemble(DATA, 300, own))
            .at_tps_s.clip(max=at(1, 0))
            .mean(dtype=np.float64)
            for run, own in ((other, other_seed), (one, seed))
        ]
        return means[0] - means[1]

    common = np.array([later_s(seed, seed) for seed in range(40)])
    apart = np.array([later_s(seed, seed + 1000) for seed in range(40)])
    factor = apart.var() / common.var()
    assert factor > 50
