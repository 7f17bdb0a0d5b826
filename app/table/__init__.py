"""Bodies as rows and columns, of any number, with every value as it was written."""
