"""What is kept of workbooks that went out, files that came in, and the work that takes a while."""

from kansrijk.workbooks.models.export import Export
from kansrijk.workbooks.models.job import Job, JobState
from kansrijk.workbooks.models.made_file import MadeFile
from kansrijk.workbooks.models.upload import Upload, UploadState

__all__ = ["Export", "Job", "JobState", "MadeFile", "Upload", "UploadState"]
