"""The collection tree on the left and what is done with it."""
