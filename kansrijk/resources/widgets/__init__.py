"""How one cell is read and written. Strict: what is not understood is refused with a Dutch sentence.

read() and show() are for workbooks and seeds, and never ask the database; render() is what import-export exports.
"""

from kansrijk.resources.widgets.base import Cell, Kind
from kansrijk.resources.widgets.choices import ChoiceWidget, YesNoWidget
from kansrijk.resources.widgets.days import DayWidget
from kansrijk.resources.widgets.kinds import is_empty
from kansrijk.resources.widgets.languages import LanguageWidget
from kansrijk.resources.widgets.numbers import DegreesWidget, WholeNumberWidget
from kansrijk.resources.widgets.quotations import QuotationWidget
from kansrijk.resources.widgets.references import ReferencesWidget, ReferenceWidget
from kansrijk.resources.widgets.texts import (
    MarkupWidget,
    ProseWidget,
    TextWidget,
    WebAddressWidget,
    WordsWidget,
    words_of,
)

__all__ = [
    "Cell",
    "ChoiceWidget",
    "DayWidget",
    "DegreesWidget",
    "Kind",
    "LanguageWidget",
    "MarkupWidget",
    "ProseWidget",
    "QuotationWidget",
    "ReferenceWidget",
    "ReferencesWidget",
    "TextWidget",
    "WebAddressWidget",
    "WholeNumberWidget",
    "WordsWidget",
    "YesNoWidget",
    "is_empty",
    "words_of",
]
