"""The repository keeps its own rules: locks, import arrows, clean markup, and a README that says what the code does."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.environment import ROOT, settings_variables

PACKAGES = ("areas", "interventions", "kansrijk")
TOP_LEVEL = {
    ".ci",
    ".gitignore",
    "LICENSE",
    "Makefile",
    "README.md",
    "areas",
    "bench",
    "interventions",
    "kansrijk",
    "manage.py",
    "pyproject.toml",
    "requirements-dev.lock",
    "requirements.lock",
    "seeds",
    "static",
    "templates",
    "tests",
}
LOCKS = ["requirements.lock", "requirements-dev.lock"]
LOCK_LINE = re.compile(r"[a-z0-9.-]+==[a-z0-9.]+( ; [^:/@]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?")
PIN = re.compile(r"^([a-z0-9.-]+)==([a-z0-9.]+)", re.MULTILINE)


def files(*suffixes: str) -> list[Path]:
    """All files of the repository with one of these endings, those not committed yet as well."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    return [ROOT / name for name in listed if name.endswith(suffixes) and (ROOT / name).is_file()]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def pins(lock: str) -> dict[str, str]:
    return dict(PIN.findall(read(lock)))


# --- Dependencies --------------------------------------------------------------------------------------


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_names_versions_and_hashes_and_nothing_else(lock):
    """No address, no host name, no path, no option but the hashes."""
    strange = [line for line in read(lock).splitlines() if not LOCK_LINE.fullmatch(line)]

    assert strange == []


def test_tests_run_with_the_versions_of_the_product():
    product, dev = (pins(lock) for lock in LOCKS)

    assert product.items() <= dev.items()


def test_lock_holds_a_django_with_all_known_holes_mended():
    version = tuple(int(part) for part in pins("requirements.lock")["django"].split("."))

    assert (5, 2, 19) <= version < (6,)


def test_every_dependency_says_why_it_is_there():
    project = tomllib.loads(read("pyproject.toml"))["project"]
    dependencies = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    lines = read("pyproject.toml").splitlines()

    without_reason = [
        dependency
        for dependency in dependencies
        if not any(re.match(rf'\s*"{re.escape(dependency)}",?\s+# \w+', line) for line in lines)
    ]

    assert without_reason == []


# --- Import arrows: interventions -> areas -> kansrijk.<subpackage> ---------------------------------------


def imports(path: Path) -> Iterator[str]:
    """The dotted names that a module imports, with the imported name itself behind it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports from the root"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def composes(path: Path) -> bool:
    """What puts the site together may look upward: the modules directly in kansrijk/, its commands and tags."""
    inside = path.relative_to(ROOT).parts
    return inside[0] == "kansrijk" and (len(inside) == 2 or inside[1] in {"management", "templatetags"})


def forbidden_to(path: Path) -> tuple[str, ...]:
    composing = tuple(f"kansrijk.{module.stem}" for module in (ROOT / "kansrijk").glob("*.py"))
    machinery = tuple(name for name in composing if name not in {"kansrijk.environment", "kansrijk.__init__"})
    upward = {"interventions": (), "areas": ("interventions",), "kansrijk": ("interventions", "areas")}
    return upward[path.relative_to(ROOT).parts[0]] + machinery


def test_imports_follow_the_arrows():
    modules = [
        path for path in files(".py") if path.relative_to(ROOT).parts[0] in PACKAGES and not composes(path)
    ]

    against = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules
        for name in imports(path)
        if any(name == taboo or name.startswith(f"{taboo}.") for taboo in forbidden_to(path))
    ]

    assert against == []


# --- Markup and files -------------------------------------------------------------------------------------

INLINE = re.compile(
    r"""<style|\sstyle\s*=|\son[a-z]+\s*=\s*["']|javascript:"""
    r"""|<script(?![^>]*\b(?:src=|type="application/ld\+json"))""",
    re.IGNORECASE,
)
COMMENT = re.compile(r"{% comment %}.*?{% endcomment %}|{#.*?#}|<!--.*?-->", re.DOTALL)


def test_markup_holds_no_inline_script_or_style():
    """The content security policy would block it."""
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in files(".html", ".svg")
        for match in INLINE.finditer(COMMENT.sub("", path.read_text(encoding="utf-8")))
    ]

    assert found == []


def test_no_logo_or_font_of_the_state_is_in_the_repository():
    """Both are reserved; an entitled organisation brings its own."""
    reserved = [
        path.name
        for path in files("")
        if re.search(r"logo.*rijk|rijk.*logo|\.(woff2?|ttf|otf)$", path.name, re.I)
    ]

    assert reserved == []
    assert [path.name for path in files(".css") if "rijksoverheid" in path.read_text("utf-8").lower()] == []


def test_top_level_holds_only_what_belongs_there():
    present = {path.relative_to(ROOT).parts[0] for path in files("")}

    assert present - TOP_LEVEL == set()


def test_nothing_is_left_for_later():
    marks = re.compile(r"\b(TO" r"DO|FIX" r"ME)\b")

    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in files(".py", ".html", ".css", ".js", "Makefile", ".toml")
        for match in marks.finditer(path.read_text(encoding="utf-8"))
    ]

    assert found == []


# --- README -------------------------------------------------------------------------------------------------


def test_readme_names_every_setting_and_no_other():
    table = set(re.findall(r"^\| `([A-Z_]+)` +\|", read("README.md"), re.MULTILINE))

    assert table == settings_variables()


def test_readme_leads_to_files_that_exist():
    named = re.findall(
        r"`((?:areas|interventions|kansrijk|seeds|static|templates|tests)/[^`\s]*)", read("README.md")
    )

    assert len(named) > 40
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_readme_translates_between_code_and_screen():
    glossary = re.search(
        r"^#+ .*(?:woordenlijst|glossary).*\n((?:(?!#).*\n)+)", read("README.md"), re.M | re.I
    )

    assert glossary
    assert len(re.findall(r"^\|", glossary[1], re.MULTILINE)) > 10
