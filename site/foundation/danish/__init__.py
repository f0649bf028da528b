"""The Danish language in one place: how words, names, lists and file names are written, and what counts as the same."""
