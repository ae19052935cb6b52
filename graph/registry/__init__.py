"""The world: laws, policies, programs, bodies, divisions, each row with its source; a user's tables come on top."""

from graph.registry.look_up import Registry, load
from graph.registry.rows import BodyRow, DepartmentRow, Division, ProgramRow, SuperiorRow, WorkRow

__all__ = ["BodyRow", "DepartmentRow", "Division", "ProgramRow", "Registry", "SuperiorRow", "WorkRow", "load"]
