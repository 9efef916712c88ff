"""The figures: what each counts, of which rows, and what it means in words a citizen can read.

One object a figure (`Figure`, `Breakdown`): the number on the page, the list behind it and the file
for a spreadsheet all come from its `rows`, so that they cannot disagree.
"""
