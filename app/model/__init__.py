"""Values: what a request is and what happened. Standard library only, frozen, compared by value."""
