"""The coast: a topology undone, and rings cut at the box."""

from hypothesis import given
from hypothesis import strategies as st

from sampai.web.assets.coast import clip, coast_within

BOX = (0.0, 0.0, 10.0, 10.0)
SQUARE = [(2.0, 2.0), (8.0, 2.0), (8.0, 8.0), (2.0, 8.0), (2.0, 2.0)]


def test_a_ring_inside_stays_as_it_is() -> None:
    assert clip(SQUARE, BOX) == SQUARE


def test_a_ring_outside_leaves_nothing() -> None:
    assert clip([(x + 20, y) for x, y in SQUARE], BOX) == []


def test_a_ring_is_cut_at_the_edge() -> None:
    """Moved 5 to the east, the square spans 7 to 13: 7 to 10 is left."""
    moved = [(x + 5, y) for x, y in SQUARE]
    left = clip(moved, BOX)
    assert left[0] == left[-1]
    assert set(left) == {(7, 2), (10, 2), (10, 8), (7, 8)}


def test_a_slanted_side_is_cut_where_it_crosses() -> None:
    """From (8, 0) to (12, 4) the side crosses x = 10 at y = 2."""
    triangle = [(8.0, 0.0), (12.0, 4.0), (8.0, 4.0), (8.0, 0.0)]
    assert set(clip(triangle, BOX)) == {(8, 0), (10, 2), (10, 4), (8, 4)}


def test_a_box_inside_a_ring_is_all_land() -> None:
    around = [(-5.0, -5.0), (15.0, -5.0), (15.0, 15.0), (-5.0, 15.0)]
    corners = {(0, 0), (10, 0), (10, 10), (0, 10)}
    assert set(clip([*around, around[0]], BOX)) == corners


@given(
    st.lists(
        st.tuples(st.floats(-20, 30), st.floats(-20, 30)),
        min_size=3,
        max_size=12,
    )
)
def test_what_is_left_is_closed_and_inside(
    points: list[tuple[float, float]],
) -> None:
    left = clip([*points, points[0]], BOX)
    assert left[:1] == left[-1:]
    assert all(0 <= x <= 10 and 0 <= y <= 10 for x, y in left)


def test_a_topology_is_undone() -> None:
    """
    Two arcs make one square; the second is run backwards.

    With a scale of 2 and 1 from (1, 1), the first arc goes (0,0), (3,0),
    (3,4): (1,1), (7,1), (7,5). The second goes (0,0), (0,4), (3,4): (1,1),
    (1,5), (7,5); backwards it ends where the first began.
    """
    topology = {
        "transform": {"scale": [2, 1], "translate": [1, 1]},
        "arcs": [[[0, 0], [3, 0], [0, 4]], [[0, 0], [0, 4], [3, 0]]],
        "objects": {
            "land": {
                "type": "GeometryCollection",
                "geometries": [{"type": "MultiPolygon", "arcs": [[[0, -2]]]}],
            }
        },
    }
    coast = coast_within(topology, BOX)
    assert coast["credit"] == "Natural Earth, public domain"
    [feature] = coast["features"]
    [ring] = feature["geometry"]["coordinates"]
    assert ring == [(1, 1), (7, 1), (7, 5), (1, 5), (1, 1)]


def test_a_lake_is_a_second_ring() -> None:
    shore = [[1, 1], [8, 0], [0, 8], [-8, 0], [0, -8]]
    lake = [[4, 4], [0, 2], [2, 0], [0, -2], [-2, 0]]
    topology = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [shore, lake],
        "objects": {"land": {"type": "Polygon", "arcs": [[0], [1]]}},
    }
    [feature] = coast_within(topology, BOX)["features"]
    assert len(feature["geometry"]["coordinates"]) == 2
