"""manage.py werkboek in: the plan of the page, for offices that automate."""

import json

import pytest
from django.core.management import CommandError, call_command

from kansrijk.publishing.drafting import newest_open, save_draft
from kansrijk.publishing.models import ChangeSet
from kansrijk.publishing.publication import publish
from kansrijk.publishing.snapshots import snapshot_of
from kansrijk.workbooks.models import Upload, UploadState
from tests.factories import make_draft, make_intervention, make_phase, make_theme

HEADINGS = "Code;Titel;Thema's\n"


@pytest.fixture
def story(zaandam):
    theme, phase = make_theme(name="Jonge kind"), make_phase()
    texts = {"title": "Taalcafé", "summary": "Samen praten.", "body": "<p>Ja.</p>"}
    return make_intervention(area=zaandam, themes=[theme], phases=[phase], **texts)


@pytest.fixture
def take_in(tmp_path, capsys):
    """Runs the command on a csv; returns how it ended and what it printed."""

    def run(text, *options, user="esra", name="terug.csv"):
        path = tmp_path / name
        path.write_text(text)
        try:
            call_command("werkboek", "in", str(path), "--gebruiker", user, *options)
            ended = 0
        except SystemExit as stop:
            ended = stop.code
        return ended, capsys.readouterr().out

    return run


def test_trial_prints_the_whole_plan_and_writes_nothing(story, editor, take_in):
    ended, out = take_in(f"{HEADINGS}{story.code};Praatcafé;Jong kind\n", "--proef", "--json")

    plan = json.loads(out)
    cells = {cell["cell"]: cell for cell in plan["cells"]}
    assert ended == 1
    assert (cells["C2"]["heading"], cells["C2"]["verdict"]) == ("Thema's", "refused")
    assert (cells["C2"]["value"], cells["C2"]["suggestion"]) == ("Jong kind", "Jonge kind")
    assert "Jong kind" in cells["C2"]["message"]
    assert (plan["rows"][1]["record"], plan["rows"][1]["verdict"]) == (story.code, "refused")
    assert plan["totals"]["in_words"] == "0 wijzigingen, 1 rij wacht op verbetering"
    assert not Upload.objects.exists()


def test_trial_without_mistakes_ends_with_zero(story, editor, take_in):
    ended, out = take_in(f"{HEADINGS}{story.code};Praatcafé;Jonge kind\n", "--proef")

    assert ended == 0
    assert "1 interventie gewijzigd" in out


def test_without_trial_the_changes_are_set_ready(story, coordinator_of_zaandam, take_in):
    ended, out = take_in(f"{HEADINGS}{story.code};Praatcafé;Jonge kind\n", user="zoe")

    assert ended == 0
    assert "Klaargezet" in out
    assert newest_open(story).content["title"] == "Praatcafé"
    assert newest_open(story).change_set == ChangeSet.objects.get()


def test_office_publishes_and_a_coordinator_does_not(story, editor, coordinator_of_zaandam, take_in):
    ended, out = take_in(f"{HEADINGS}{story.code};Praatcafé;Jonge kind\n", "--publiceer", user="zoe")
    assert ended == 1
    assert "Alleen de redactie" in out
    assert not ChangeSet.objects.exists()

    assert take_in(f"{HEADINGS}{story.code};Buurtcafé;Jonge kind\n", "--publiceer")[0] == 0
    story.refresh_from_db()
    assert story.title == "Buurtcafé"


def test_file_that_cannot_be_read_ends_with_one_and_says_why(editor, take_in):
    ended, out = take_in("", "--proef", "--json")

    assert ended == 1
    assert json.loads(out)["error"].endswith(".")


def test_column_that_was_renamed_is_named_in_words(story, editor, take_in):
    _ended, out = take_in(f"Code;Titel;Korte samenvatting\n{story.code};Praatcafé;Kort\n", "--proef")

    _totals, guessed, renamed = out.splitlines()
    assert guessed.startswith("Bij 1 onderdeel is niet te zien")
    assert renamed.startswith("C1: De kolom ‘Korte samenvatting’ kennen we niet")
    assert renamed.endswith("Bedoelt u ‘Samenvatting’?")


def test_file_that_is_not_there_is_named_in_dutch(editor, tmp_path, capsys):
    with pytest.raises(SystemExit):
        call_command("werkboek", "in", str(tmp_path / "weg.xlsx"), "--gebruiker", "esra")

    assert capsys.readouterr().out == f"{tmp_path / 'weg.xlsx'} kan niet geopend worden.\n"


def test_name_that_nobody_has_is_refused(editor, take_in):
    with pytest.raises(CommandError, match="geen gebruiker"):
        take_in(HEADINGS, user="niemand")


def test_command_tells_what_was_done_once_it_is_set_ready(story, editor, take_in):
    ended, out = take_in(f"{HEADINGS}{story.code};Praatcafé;Onzin\n{story.code};;\n")
    assert ended == 1
    assert "klopt nog niet. Daarom is er niets klaargezet." in out.splitlines()[-1]
    assert not ChangeSet.objects.exists()

    _ended, out = take_in(f"Code;Titel;Bronnen\n{story.code};Praatcafé;\n")
    assert out.splitlines()[-2:] == ["Klaargezet", "1 interventie gewijzigd"]


def test_emptying_that_was_not_asked_makes_no_release_and_says_how(story, editor, take_in):
    content = {**snapshot_of(story), "source": "Een bron"}
    publish([save_draft(story, content, by=editor.user)], by=editor.user)
    text = f"Code;Titel;Bronnen\n{story.code};Taalcafé;[leeg]\n"

    ended, out = take_in(text)

    assert ended == 0
    assert "U koos niets uit dit bestand. Daarom is er niets klaargezet." in out
    assert "--leegmaken" in out.splitlines()[-1]
    assert not ChangeSet.objects.exists()
    assert take_in(text, "--leegmaken")[0] == 0
    assert newest_open(story).content["source"] == ""


def test_file_in_which_nothing_differs_makes_no_release(story, editor, take_in):
    ended, out = take_in(f"Code;Titel\n{story.code};Taalcafé\n")

    assert ended == 0
    assert "In dit bestand staat niets dat anders is dan op de site." in out
    assert not ChangeSet.objects.exists()


@pytest.mark.parametrize("text", ["Naam;Iets\na;b\n", "zomaar een tekst\n"])
def test_file_in_which_nothing_is_recognised_is_an_error(editor, take_in, text):
    ended, out = take_in(text)

    assert ended == 1
    assert out.startswith("In dit bestand herkennen we geen enkel tabblad van het werkboek.")
    # As on the page, the list of files says that it came and why nothing was done with it.
    upload = Upload.objects.get()
    assert (upload.state, upload.message) == (UploadState.UNREADABLE, out.strip())


def test_csv_without_codes_is_read_when_its_name_says_what_it_is(zaandam, editor, take_in):
    text = "Titel;Gebied\nTaalcafé;Zaandam\n"

    assert take_in(text, "--proef")[0] == 1
    ended, out = take_in(text, "--proef", name="Interventies.csv")

    assert (ended, out.splitlines()[0]) == (0, "1 interventie nieuw")


def test_csv_with_the_name_of_a_sheet_but_without_headings_says_so(editor, take_in):
    ended, out = take_in("a;b\n1;2\n", "--proef", name="Interventies.csv")

    assert ended == 1
    assert "In dit bestand staan geen koppen die we kennen." in out


def test_trial_cannot_publish_as_well(story, editor, take_in):
    with pytest.raises(CommandError, match="--proef"):
        take_in(f"{HEADINGS}{story.code};Praatcafé;Jonge kind\n", "--proef", "--publiceer")


@pytest.mark.parametrize(
    ("options", "title"), [((), "Van de redactie"), (("--bestand-wint",), "Uit het bestand")]
)
def test_newest_work_stays_in_a_conflict_unless_the_file_is_to_win(
    story, office, coordinator_of_zaandam, take_in, options, title
):
    version = story.live_revision_id
    make_draft(story, by=office, title="Van de redactie")

    ended, out = take_in(f"Code;Versie;Titel\n{story.code};{version};Uit het bestand\n", *options, user="zoe")

    assert (ended, "1 interventie dubbel gewijzigd" in out) == (0, True)
    # A command has no screen on which to choose.
    assert ("Wat in het bestand staat, wint." in out) == bool(options)
    assert ("met --bestand-wint wint het bestand" in out) == (not options)
    assert newest_open(story).content["title"] == title


def test_what_was_not_emptied_is_said_in_json_as_well(story, editor, take_in):
    sourced = make_intervention(area=story.area, title="Buurtlab", source="Een krant")

    _ended, out = take_in(f"Code;Titel;Bronnen\n{sourced.code};Lab;[leeg]\n", "--json")

    assert "niet leeggemaakt" in json.loads(out)["done"]


@pytest.mark.parametrize(
    ("user", "options", "name", "message"),
    [
        ("zoe", ["--soort", "organisaties"], "uit.xlsx", "dat is werk van de redactie"),
        ("zoe", ["--gebied", "schiedam"], "uit.xlsx", "werkt niet voor gebied Schiedam"),
        ("esra", [], "geen-map/uit.xlsx", "kan niet geschreven worden"),
    ],
)
def test_workbook_that_cannot_be_made_is_refused_with_a_sentence(
    coordinator_of_zaandam, editor, schiedam, tmp_path, user, options, name, message
):
    with pytest.raises(CommandError, match=message):
        call_command("werkboek", "uit", "--gebruiker", user, "--naar", str(tmp_path / name), *options)

    assert list(tmp_path.rglob("*.xlsx")) == []
