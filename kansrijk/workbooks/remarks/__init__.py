"""The file that somebody sent, given back with remarks in it. The work on its bytes is done in untrusted/remarks/."""

from kansrijk.workbooks.remarks.remarking import with_remarks

__all__ = ["with_remarks"]
