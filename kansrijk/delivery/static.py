"""How static files get their lasting names and their compressed twins; runs at build time, not per request."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.contrib.staticfiles.apps import StaticFilesConfig
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class SiteStaticFilesConfig(StaticFilesConfig):
    """Leaves behind what no page of ours asks for: half of the files, most of the build time."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "*.map",
        "*.md",
        "LICENSE*",
        # Only DEBUG asks for these, and DEBUG reads them from the packages themselves.
        "jquery.js",
        "select2.full.js",
        "xregexp.js",
        # Dutch starts with an n.
        "*/select2/i18n/[!n]*",
    ]


class SiteStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashed names, each compressed once: a name with a hash never changes its content."""

    # Without the rules for source maps, which SiteStaticFilesConfig leaves behind.
    patterns = (("*.css", ManifestStaticFilesStorage.patterns[0][1][:2]),)

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        hashed = set(self.hashed_files.values())
        yield from super().compress_files(
            path for path in paths if path in hashed and not Path(f"{self.path(path)}.gz").exists()
        )
