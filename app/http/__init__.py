"""HTTP as a client sees it: a resolved request goes in, an exchange comes out."""
