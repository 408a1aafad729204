"""A table makes its frames."""

from datetime import time

from sampai.tables import DATASET_TABLES


def test_a_frame_is_typed_and_sorted_by_key():
    table = DATASET_TABLES["speeds"]
    rows = [
        {
            "vehicle_type": name,
            "surface": "b",
            "speed_kmh": 6,
            "confidence": "real",
        }
        for name in ("b", "a")
    ]
    frame = table.frame(rows)
    assert frame["vehicle_type"].to_list() == ["a", "b"]
    assert table.schema.is_valid(frame)


def test_a_frame_without_rows_has_its_columns():
    frame = DATASET_TABLES["vehicles"].frame([])
    assert frame.columns == list(DATASET_TABLES["vehicles"].columns)
    assert frame.schema["shift_start"].to_python() is time
