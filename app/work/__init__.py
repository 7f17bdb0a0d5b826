"""Work in processes of their own: what takes long or may go wrong, apart from the window."""
