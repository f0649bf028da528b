"""The private parts of other packages that the catalogue leans on, each in a module of its own and nowhere else.

Private is what a package calls so (a name that begins with `_`, a module called `internal`), what it does not document,
and whatever of it is changed for the whole process. A module says why (`Why:`) and when it can go (`Until:`).
tests/contracts/test_compat.py holds what each was made for, and fails when the package has changed it.
Source: docs/decisions/0055-compat.md.
"""
