"""Plans as they go from draft to publication."""

import pytest

from sampai.web.people.models import User
from sampai.web.plans.models import Plan
from sampai.web.plans.services import approve, publish


@pytest.fixture
def published(plan: Plan, sari: User) -> Plan:
    """The quick plan, published by Sari."""
    approve(plan, by=sari, name="Sari", reason="meeting of 20 November")
    publish(plan, by=sari, name="Sari", reason="meeting of 21 November")
    return plan
