"""The independent check of a plan, from its files alone."""

from sampai.audit.findings import RULES, Finding
from sampai.audit.verify import audit, verify_plan

__all__ = ["RULES", "Finding", "audit", "verify_plan"]
