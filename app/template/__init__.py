"""Variables in text: ``{{name}}`` found, looked up in layers, and replaced."""
