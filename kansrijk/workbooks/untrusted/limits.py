"""How much a file may ask of us."""

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED_BYTES = 150 * 1024 * 1024
MAX_RATIO = 400
"""Unpacked over packed, for a part that counts (MIN_RATIO_BYTES). Real sheets come to some 20, full of lines without text to 100."""
MIN_RATIO_BYTES = 16 * 1024 * 1024
MAX_ENTRIES = 2_000
"""Files in one zip."""
MAX_SHEETS = 100
MAX_NAME = 200
"""Characters in the name of a sheet; Excel stops at 31."""
MAX_ROWS = 100_000
MAX_COLUMNS = 1_000
MAX_CELLS = 2_000_000
"""From A1 to the last cell that holds something, all sheets together."""
MAX_MARKS = 200_000
"""Cells with an error or a formula without an outcome, all sheets together; beside that their room counts in MAX_CELLS."""
MAX_MERGED = 1_000
"""Merged cells of one sheet that are told of; of more nobody reads the names."""
MAX_TEXT = 100_000
"""Characters in one cell; a spreadsheet program itself stops at 32,767."""
MAX_ANSWER_BYTES = 64 * 1024 * 1024
"""What the child may send back."""

MEMORY_BYTES = 768 * 1024 * 1024
PROCESSOR_SECONDS = 20
WALL_SECONDS = 40
