"""Numbers and days in the cells of a workbook, as people and programs write them."""

from datetime import date, datetime

import pytest

from kansrijk.resources.misread import Misread
from kansrijk.resources.names import Names
from kansrijk.resources.widgets import DayWidget, DegreesWidget, WholeNumberWidget, YesNoWidget

NAMES = Names({})


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (9500, 9500),
        (12.0, 12),
        ("9500", 9500),
        ("9.500", 9500),
        ("1.234.567", 1234567),
        ("1.234,00", 1234),
        ("1.234,-", 1234),
        ("1,234.00", 1234),
        ("1 234", 1234),
        ("1\u00a0234", 1234),
        ("1\u202f234", 1234),
        ("€ 1.234", 1234),
        ("1.234 euro", 1234),
        ("'007", 7),
        (" 12\n", 12),
        ("-5", -5),
        ("0", 0),
        ("47.000", 47000),
        ("1.000.000", 1000000),
        ("47 000", 47000),
        ("1,234,567", 1234567),
        ("47.000,00", 47000),
        ("12,00", 12),
        ("\u200e9.500\u200f", 9500),
        ("\u202a9.500\u202c", 9500),
        ("\u20669500\u2069", 9500),
    ],
)
def test_whole_number_is_read_as_people_write_it(cell, number):
    assert WholeNumberWidget().read(cell, NAMES) == number


@pytest.mark.parametrize(
    "cell",
    [
        "veel",
        "1.234,56",
        "9.5",
        "1.23.456",
        "1.234.56",
        "12 appels",
        True,
        date(2026, 5, 1),
        "9" * 40,
        "circa 100",
    ],
)
def test_whole_number_that_is_none_is_refused(cell):
    with pytest.raises(Misread, match="is geen heel getal"):
        WholeNumberWidget().read(cell, NAMES)


@pytest.mark.parametrize(
    ("cell", "nearest"),
    [
        ("1.234,56", "1235"),
        ("€ 1.234,56", "1235"),
        ("1,234.56", "1235"),
        ("1234,56", "1235"),
        ("1 234,4", "1234"),
        ("-12,5", "-13"),
        ("9.5", "10"),
        (1234.56, "1235"),
        (12.5, "13"),
        ("47,001", "47001"),
        ("47,000", "47000"),
        ("-12,500", "-12500"),
        ("0,500", "1"),
        ("0.250", "0"),
        ("1.234.56", ""),
        ("1,2,3", ""),
        ("veel", ""),
    ],
)
def test_broken_number_typed_as_text_gets_the_same_suggestion_as_one_in_a_number_cell(cell, nearest):
    with pytest.raises(Misread, match="is geen heel getal") as refused:
        WholeNumberWidget().read(cell, NAMES)

    assert refused.value.suggestion == nearest


@pytest.mark.parametrize("widget", [WholeNumberWidget(), DegreesWidget(), DayWidget()])
@pytest.mark.parametrize(("cell", "shown"), [(True, "WAAR"), (False, "ONWAAR")])
def test_truth_in_another_column_is_named_as_a_dutch_spreadsheet_shows_it(widget, cell, shown):
    with pytest.raises(Misread, match=f"^‘{shown}’ is geen"):
        widget.read(cell, NAMES)


def test_broken_number_in_a_number_cell_is_refused_with_the_nearest_whole_one():
    with pytest.raises(Misread, match="‘12,6’ is geen heel getal") as refused:
        WholeNumberWidget().read(12.6, NAMES)

    assert refused.value.suggestion == "13"


@pytest.mark.parametrize(
    ("cell", "degrees"),
    [
        (52.437, "52.4370"),
        (52, "52.0000"),
        ("52.437", "52.4370"),
        ("52,437", "52.4370"),
        ("4.83876", "4.8388"),
        ("52,437°", "52.4370"),
        ("52.437 N", "52.4370"),
    ],
)
def test_degrees_stay_degrees_whatever_the_separator(cell, degrees):
    assert DegreesWidget().read(cell, NAMES) == degrees


@pytest.mark.parametrize(
    "cell", ["noord", "NaN", True, float("nan"), float("inf"), 10**400, "52.437.1", "52° 26' 13\""]
)
def test_degrees_that_are_none_are_refused(cell):
    with pytest.raises(Misread, match=r"is geen getal\. Schrijf het zoals 52,437"):
        DegreesWidget().read(cell, NAMES)


def test_degrees_shown_and_read_are_the_same():
    assert DegreesWidget().read(DegreesWidget().show("4.8380", NAMES), NAMES) == "4.8380"


@pytest.mark.parametrize(
    "cell",
    [
        date(2026, 3, 3),
        datetime(2026, 3, 3),
        datetime(2026, 3, 3, 14, 30),
        46084,
        46084.0,
        "46084",
        "3 maart 2026",
        "3 March 2026",
        "3 Mar 2026",
        "3 mrt 2026",
        "3 mrt. 2026",
        "3 Maart 2026",
        "dinsdag 3 maart 2026",
        "di 3 mrt 2026",
        "3e maart 2026",
        "3-mrt-26",
        "03-03-26",
        "3/3/2026",
        "3-3-2026",
        "3.3.2026",
        "3 - 3 - 2026",
        "03\u201103\u20112026",
        "2026-03-03",
        "2026/03/03",
        "2026-03-03T00:00:00",
        "2026-03-03 00:00",
        "3-3-2026 0:00",
        "3\u00a0maart\u00a02026",
        "'3-3-2026",
        "\u200e3-3-2026",
        "\u200e3\u200e-\u200e3\u200e-\u200e2026\u200f",
        "\u202a3 maart 2026\u202c",
        "\u20662026-03-03\u2069",
        "\u200b3/3/2026\ufeff",
    ],
)
def test_day_is_read_as_people_and_programs_write_it(cell):
    assert DayWidget().read(cell, NAMES) == "2026-03-03"


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("03-03-96", "1996-03-03"),
        ("3 mrt '96", "1996-03-03"),
        ("03-03-50", "1950-03-03"),
        ("03-03-49", "2049-03-03"),
        ("03-03-35", "2035-03-03"),
        ("03-03-00", "2000-03-03"),
    ],
)
def test_year_in_two_digits_is_of_the_century_that_people_mean(cell, day):
    assert DayWidget().read(cell, NAMES) == day


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("maart 2026", "‘maart 2026’ is geen datum"),
        ("31-02-2026", "‘31-02-2026’ bestaat niet"),
        ("3-13-2026", "‘3-13-2026’ bestaat niet"),
        ("binnenkort", "‘binnenkort’ is geen datum"),
        ("00:00", "^Hier staat geen datum, maar een tijd of een getal zoals 0"),
        ("12:30:05", "^Hier staat geen datum, maar een tijd of een getal zoals 0"),
        (2026, "‘2026’ is geen datum"),
        (True, "is geen datum"),
        (float("inf"), "‘inf’ is geen datum"),
        (float("nan"), "‘nan’ is geen datum"),
        (10**400, "is geen datum"),
        ("3 marmelade 2026", "is geen datum"),
    ],
)
def test_day_that_is_none_is_refused(cell, sentence):
    with pytest.raises(Misread, match=sentence):
        DayWidget().read(cell, NAMES)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("47.000 mensen", "47000"),
        ("ca. 34 jaar", "34"),
        ("circa 9 500", "9500"),
        ("2023 of 2024", ""),
        ("1,5 miljoen", ""),
        ("veel", ""),
    ],
)
def test_only_number_between_words_is_what_we_suggest(cell, number):
    with pytest.raises(Misread) as refused:
        WholeNumberWidget().read(cell, NAMES)

    assert refused.value.suggestion == number


def test_month_with_a_typing_error_gets_a_suggestion():
    with pytest.raises(Misread, match="Bedoelt u ‘3 september 2026’") as refused:
        DayWidget().read("3 septemebr 2026", NAMES)

    assert refused.value.suggestion == "3 september 2026"


def test_day_is_shown_as_a_date_and_nothing_as_nothing():
    assert DayWidget().show("2026-03-03", NAMES) == date(2026, 3, 3)
    assert DayWidget().show(None, NAMES) is None


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        *[(cell, True) for cell in ("ja", " JA ", "j", "x", "waar", "TRUE", True, 1, 1.0, "✓")],
        *[(cell, False) for cell in ("nee", "N", "onwaar", "False", False, 0, 0.0)],
    ],
)
def test_yes_and_no_are_read_as_people_and_programs_write_them(cell, answer):
    assert YesNoWidget().read(cell, NAMES) is answer


@pytest.mark.parametrize("cell", ["misschien", 2, "ja hoor", "?"])
def test_neither_yes_nor_no_is_refused(cell):
    with pytest.raises(Misread, match="is geen ‘ja’ of ‘nee’"):
        YesNoWidget().read(cell, NAMES)
