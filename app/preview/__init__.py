"""What a body looks like to people: prepared so that nothing in it can do harm."""
