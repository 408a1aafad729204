"""The main job as one call."""

from sampai.operation.service import plan_operation

__all__ = ["plan_operation"]
