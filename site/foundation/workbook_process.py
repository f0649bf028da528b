"""Read workbooks and ZIPs of CSV in a sandbox: `python -m media.sandbox ... -m foundation.workbook_process`.

What a packed file says of its size is not believed: whatever it grows to, the limits of this process hold.
"""

import json
import sys
from io import BytesIO
from zipfile import ZipFile

from openpyxl import load_workbook

from foundation.spreadsheets import MOST_COLUMNS, MOST_ROWS, NoTableError, Rows, decoded, plain_rows, rows_of_text

MOST_UNPACKED_BYTES = 30_000_000
MOST_MEMBERS = 300
MOST_TOLD_BYTES = 20_000_000


def main() -> None:
    told = json.dumps(packed_tables(sys.stdin.buffer.read()))
    if len(told) > MOST_TOLD_BYTES:
        raise NoTableError
    sys.stdout.write(told)


def packed_tables(data: bytes) -> dict[str, Rows]:
    """The tables by their names. Raises: NoTableError, and whatever a broken file makes of it."""
    with ZipFile(BytesIO(data)) as packed:
        members = packed.infolist()
        if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED_BYTES:
            raise NoTableError
        if any(member.filename == "xl/workbook.xml" for member in members):
            return _workbook(data)
        texts = [member for member in members if member.filename.lower().endswith((".csv", ".tsv", ".txt"))]
        return {member.filename: rows_of_text(decoded(packed.read(member))) for member in texts}


def _workbook(data: bytes) -> dict[str, Rows]:
    """The values of each sheet as they were last calculated; formulas are not run."""
    book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        return {
            sheet.title: plain_rows(sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True))
            for sheet in book.worksheets
        }
    finally:
        book.close()


if __name__ == "__main__":
    main()
