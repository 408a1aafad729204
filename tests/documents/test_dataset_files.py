"""A dataset that is written reads back to the same digits."""

from dataclasses import replace

import polars as pl

from sampai.documents.dataset_files import settings_text, write_dataset
from sampai.tables import read_dataset


def test_the_packaged_dataset_reads_back(pesisir_barat, tmp_path):
    write_dataset(pesisir_barat, tmp_path / "copy")
    again = read_dataset(tmp_path / "copy")
    assert again.settings == pesisir_barat.settings
    assert again.input_sha256() == pesisir_barat.input_sha256()


def test_text_that_a_spreadsheet_would_run_reads_back(pesisir_barat, tmp_path):
    places = pesisir_barat.places.with_columns(alias=pl.lit("=1+1"))
    own = replace(pesisir_barat, places=places)
    write_dataset(own, tmp_path)
    assert set(read_dataset(tmp_path).places["alias"]) == {"=1+1"}


def test_quotes_in_a_name_are_kept(pesisir_barat):
    settings = replace(pesisir_barat.settings, name='A "quoted" name')
    assert 'name = "A \\"quoted\\" name"' in settings_text(settings)


def test_hosts_that_are_not_named_have_no_key(pesisir_barat):
    settings = replace(pesisir_barat.settings, hosts=())
    assert "hosts" not in settings_text(settings)
