"""What was made of an upload and its plan for somebody to download. It may go at any time: it can be made again."""

from django.db import models


class MadeFile(models.Model):
    upload = models.ForeignKey("workbooks.Upload", on_delete=models.CASCADE, related_name="made_files")
    task = models.CharField("wat", max_length=20)
    """The name of a task in jobs/making_files.py."""
    seal = models.CharField("van welk plan", max_length=16)
    """When the upload has another plan since, this says nothing any more."""
    content = models.BinaryField("inhoud")
    ending = models.CharField("einde van de naam", max_length=10)
    made_at = models.DateTimeField("gemaakt op", auto_now=True)

    class Meta:
        verbose_name = "gemaakt bestand"
        verbose_name_plural = "gemaakte bestanden"
        constraints = [models.UniqueConstraint(fields=["upload", "task"], name="made_file_once")]

    def __str__(self) -> str:
        return f"{self.task} {self.upload_id}"
