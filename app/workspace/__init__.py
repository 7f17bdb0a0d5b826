"""What is open and what is done with it: the one door from the window and the command line to the core."""

from app.workspace.workspace import Workspace

__all__ = ["Workspace"]
