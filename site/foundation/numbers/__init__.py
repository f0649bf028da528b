"""Parse and format numbers: what people type and paste, what platforms export, and how the site prints it.

`reading` reads one number, `columns` decides for a column, `pasted` finds the columns of a text, `telling` prints.
"""
