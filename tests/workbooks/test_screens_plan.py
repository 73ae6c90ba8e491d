"""The page of a plan: its filters, its pages, what it leaves out, and what it costs with thousands of rows."""

from io import BytesIO

import pytest
import xlsxwriter

from interventions.models import Intervention
from kansrijk.workbooks.models import Upload
from kansrijk.workbooks.screens import plan_views
from tests.factories import all_live, make_intervention, make_phase, make_theme
from tests.workbooks.round_trip import OVERVIEW, downloaded, page_of, press, put, taken_in

SENTENCE = "Bewoners lopen gemakkelijk binnen en vrijwilligers kennen de meeste bezoekers bij naam. "


@pytest.fixture
def stories(zaandam):
    theme, phase = make_theme(name="Jonge kind"), make_phase()
    return all_live(
        [
            make_intervention(
                is_live=False, area=zaandam, title=f"Verhaal {n:02}", themes=[theme], phases=[phase]
            )
            for n in range(30)
        ]
    )


def new_rows(count, *, area, summary="Samen.", wrong=()):
    """A workbook with stories that do not exist yet; `wrong` numbers have a theme that does not exist either."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Interventies")
        sheet.write_row(0, 0, ["Titel", "Gebied", "Samenvatting", "Verhaal", "Thema's"])
        for number in range(count):
            theme = "Onzin" if number in wrong else ""
            row = [f"Nieuw {number:04}", area.name, f"{number} {summary}", SENTENCE * 8, theme]
            sheet.write_row(number + 1, 0, row)
    return out.getvalue()


@pytest.fixture
def changed(stories, editor):
    """Every title changed, of one the theme wrong."""
    file = downloaded(editor)
    for story in stories:
        put(file, story.code, "Titel", f"{story.title} anders")
    put(file, stories[3].code, "Thema's", "Onzin")
    return taken_in(editor, file)


def titles(page):
    return [view.item.title for _part, views in page.context["parts"] for view in views]


def test_text_that_looks_like_our_sign_for_a_new_story_is_shown_as_it_is(stories, editor):
    file = downloaded(editor)
    put(file, stories[0].code, "Bronnen", f"#{'1' * 5_000}")

    page = editor.get(page_of(taken_in(editor, file)))

    assert page.status_code == 200
    assert "#1111" in page.content.decode()


def test_errors_come_first_and_pages_hold_twenty_five(changed, stories, editor):
    first, second = (editor.get(f"{page_of(changed)}?p={number}") for number in (1, 2))

    assert titles(first)[0].startswith(stories[3].code)
    assert [name for name, _views in first.context["parts"]] == ["Rijen met fouten", "Gewijzigd"]
    assert (len(titles(first)), len(titles(second))) == (25, 5)
    assert len({*titles(first), *titles(second)}) == 30


def test_filter_by_verdict_kind_and_words(changed, stories, editor):
    def found(query):
        return titles(editor.get(f"{page_of(changed)}?{query}"))

    assert len(found("oordeel=fout")) == 1
    assert len(found("oordeel=gewijzigd&p=2")) == 4
    assert len(found("zoek=verhaal+07")) == 1
    assert len(found("zoek=ONZIN")) == 1
    assert found("zoek=xyzzy") == []


def test_filter_that_nobody_offered_shows_everything(changed, editor):
    assert len(titles(editor.get(f"{page_of(changed)}?oordeel=x&soort=y&gebied=z&p=w&onderdeel=v"))) == 25


def test_pages_keep_the_filter_and_choices_survive_paging(changed, stories, editor, coordinator_of_zaandam):
    file = downloaded(coordinator_of_zaandam)
    for story in stories:
        put(file, story.code, "Titel", f"{story.title} van Zoë")
    press(editor, changed, "klaarzetten")
    upload = taken_in(coordinator_of_zaandam, file)
    page = coordinator_of_zaandam.get(page_of(upload))
    assert '<button type="submit" name="ga" value="2">' in page.content.decode()
    first = page.context["parts"][0][1][0].conflicts[0]

    answer = coordinator_of_zaandam.post(
        f"{page_of(upload)}?zoek=verhaal",
        {"plan": page.context["seal"], "ga": "2", first.name: "bestand"},
    )

    assert answer.url == f"{page_of(upload)}?zoek=verhaal&p=2#wijzigingen"
    again = coordinator_of_zaandam.get(page_of(upload)).content.decode()
    assert again.count('value="bestand" checked') == 1


def test_what_is_missing_to_publish_stands_with_the_record(editor, zaandam):
    upload = taken_in(editor, new_rows(1, area=zaandam))

    page = editor.get(page_of(upload)).content.decode()

    assert "Nodig om te publiceren:" in page
    assert "Kies minstens één thema." in page


def test_what_is_skipped_is_counted_per_reason(stories, editor):
    file = downloaded(editor)
    sheet = file["Interventies"]
    sheet.cell(1, 40, "Mijn notities")
    sheet.cell(2, 40, "bellen")
    file.create_sheet("Kladblok").cell(1, 1, "iets")

    page = editor.get(page_of(taken_in(editor, file)))

    reasons = {one.reason: one for one in page.context["skipped"]}
    assert any("Mijn notities" in reason for reason in reasons)
    assert any("tabblad Kladblok" in one.places for one in reasons.values())
    assert "tabblad Uitleg" not in page.content.decode()


def test_column_that_was_renamed_is_named_at_the_top_before_columns_of_ones_own(stories, editor):
    file = downloaded(editor)
    sheet = file["Interventies"]
    sheet.cell(1, 40, "Mijn notities")
    column = next(cell.column for cell in sheet[1] if cell.value == "Samenvatting")
    sheet.cell(1, column, "Korte samenvatting")

    page = editor.get(page_of(taken_in(editor, file)))

    renamed, own = page.context["remarks"]
    assert renamed.startswith(f"Interventies, {sheet.cell(1, column).coordinate}: ")
    assert "Bedoelt u ‘Samenvatting’?" in renamed
    assert "Mijn notities" in own


def test_file_whose_only_change_was_skipped_is_not_called_up_to_date(stories, editor):
    file = downloaded(editor)
    untouched = editor.get(page_of(taken_in(editor, file))).content.decode()
    put(file, stories[0].code, "Samenvatting", "Nieuwe tekst.")
    sheet = file["Interventies"]
    next(cell for cell in sheet[1] if cell.value == "Samenvatting").value = "Korte samenvatting"

    renamed = editor.get(page_of(taken_in(editor, file))).content.decode()

    assert "Alles in dit bestand staat al zo" in untouched
    assert "Alles in dit bestand staat al zo" not in renamed
    assert "Maar niet alles is gelezen" in renamed


def test_file_without_its_number_says_what_it_was_compared_with(stories, editor):
    file = downloaded(editor)
    del file["Uitleg"]
    file["Interventies"].delete_cols(2)

    with_number = editor.get(page_of(taken_in(editor, file))).content.decode()
    file.properties.description = None
    without = editor.get(page_of(taken_in(editor, file))).content.decode()

    assert "Over dit bestand" not in with_number
    assert "Over dit bestand" in without


def test_long_texts_are_named_and_shown_on_a_page_of_their_own(editor, zaandam, monkeypatch):
    monkeypatch.setattr(plan_views, "MOST_CHARACTERS", 3_000)
    upload = taken_in(editor, new_rows(5, area=zaandam))
    page = editor.get(page_of(upload)).content.decode()
    assert page.count("Toon de tekst") == 4

    alone = editor.get(f"{page_of(upload)}?onderdeel=4")

    assert titles(alone) == ["Nieuw 0004"]
    assert SENTENCE.strip() in alone.content.decode()


def test_reference_to_a_story_that_is_new_in_the_file_has_its_name(editor, zaandam):
    file = downloaded(editor)
    put(file, None, "Titel", "Naailes")
    put(file, None, "Gebied", "Zaandam")
    for heading, value in {
        "Citaat": "Ik kom hier graag.",
        "Spreker": "Een bewoner",
        "Interventie": "Naailes",
    }.items():
        put(file, None, heading, value, sheet="Citaten")

    page = editor.get(page_of(taken_in(editor, file))).content.decode()

    assert "Naailes (nieuw in dit bestand)" in page


def test_page_about_thousands_of_rows_is_light_and_asks_little(
    editor, zaandam, django_assert_max_num_queries
):
    upload = taken_in(editor, new_rows(2_000, area=zaandam, summary=SENTENCE * 3, wrong=range(0, 2_000, 50)))
    upload = Upload.objects.get(pk=upload.pk)

    for query in ("", "?p=40", "?oordeel=fout&p=2"):
        with django_assert_max_num_queries(16):
            page = editor.get(page_of(upload) + query)
        assert len(page.content) < 100_000


def test_office_finds_the_release_with_its_preview_from_the_upload(stories, editor):
    file = downloaded(editor)
    put(file, stories[0].code, "Titel", "Praatcafé")
    upload = taken_in(editor, file)

    page = press(editor, upload, "klaarzetten").content.decode()
    release = editor.get(f"/admin/publishing/changeset/{upload.change_set_id}/change/").content.decode()

    assert f"/admin/publishing/changeset/{upload.change_set_id}/change/" in page
    assert "Bekijk de hele site met dit pakket erin" in release
    assert "Ter beoordeling" in editor.get(OVERVIEW).content.decode()


def test_file_that_changes_nothing_leaves_no_release_to_look_at(stories, editor):
    upload = taken_in(editor, downloaded(editor))

    page = press(editor, upload, "klaarzetten").content.decode()

    assert "Bekijk het pakket" not in page
    assert not Intervention.objects.exclude(pk__in=[story.pk for story in stories]).exists()


def test_file_of_which_nothing_could_be_published_leads_to_its_drafts(editor, zaandam):
    upload = taken_in(editor, new_rows(1, area=zaandam, summary=""))

    page = press(editor, upload, "publiceren").content.decode()

    assert "1 onderdeel mist nog iets" in page
    assert "Er veranderde niets" not in page
    assert "Klaar als concept" in page
    assert "Nieuw 0000</a>" in page
    assert "Draai terug" in page
