"""What is stored comes back as it was."""

from sampai.tables import OPERATION_TABLES, Dataset, Operation
from sampai.web.datasets.convert import dataset_of_edition
from sampai.web.datasets.models import Regency
from sampai.web.datasets.services import add_edition
from sampai.web.plans.convert import operation_of
from sampai.web.plans.models import Plan
from sampai.web.sheets.models import Sheet


def test_a_dataset_comes_back_with_its_fingerprint(
    regency: Regency, dataset: Dataset
):
    edition = regency.current
    back = dataset_of_edition(edition)
    for name, frame in dataset.frames().items():
        assert back.frames()[name].equals(frame), name
    assert back.settings == dataset.settings
    assert back.input_sha256() == edition.input_sha256


def test_an_operation_comes_back_table_by_table(
    plan: Plan, operation: Operation
):
    back = operation_of(plan)
    for name in OPERATION_TABLES:
        if hasattr(operation, name):
            assert getattr(back, name).equals(getattr(operation, name)), name
    assert back.summary == operation.summary


def test_an_edition_shares_the_sheets_that_stayed_alike(
    regency: Regency, dataset: Dataset
):
    before = Sheet.objects.count()
    add_edition(regency, dataset, by=None, reason="nothing new")
    assert Sheet.objects.count() == before
    assert regency.current.number == 2
