"""The task of the child: remarks and a file in, the file with the remarks out."""

import sys

from kansrijk.workbooks.untrusted.answer import write
from kansrijk.workbooks.untrusted.archive import Archive
from kansrijk.workbooks.untrusted.remarks.asked import unpacked
from kansrijk.workbooks.untrusted.sentences import DAMAGED, Refused


def remark(data: bytes) -> None:
    remarks, file = unpacked(data)
    archive = Archive(file)
    if "xl/workbook.xml" in archive.entries:
        from kansrijk.workbooks.untrusted.remarks.xlsx import remarked_xlsx  # noqa: PLC0415 - one of the two

        result = remarked_xlsx(archive, remarks)
    elif "content.xml" in archive.entries:
        from kansrijk.workbooks.untrusted.remarks.ods import remarked_ods  # noqa: PLC0415 - as above

        result = remarked_ods(archive, remarks)
    else:
        raise Refused(DAMAGED)
    write("file", len(result))
    sys.stdout.buffer.write(result)
