"""Files as people send them, made by different programs, with what must be said of their cells.

`python -m tests.workbooks.corpus.make` makes them again: those of LibreOffice where that is installed, those of pandas
where the variable PANDAS names a Python that has pandas and odfpy.
"""
