"""What is open and what is done with it: the one door from the window and the command line to the core."""

from app.workspace.services import Services
from app.workspace.workspace import Workspace
from app.workspace.workspaces import Workspaces

__all__ = ["Services", "Workspace", "Workspaces"]
