"""Rows of a spreadsheet, pasted as text, as rows of a section.

    table.py    the text as lines of cells, and back
    columns.py  what a section says of its columns; which column is which, in three languages
    reading.py  lines as answers; what cannot be read is said and stays, as text

Nothing is guessed and nothing is lost: a line of which one cell cannot be read stays whole in the
field, and so does what stands in a column that we do not know.
"""
