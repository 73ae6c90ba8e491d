"""Cells with a language, as kansrijk/resources/languages.py knows them."""

from kansrijk.resources.languages import BY_WORD, language_code
from kansrijk.resources.names import Names
from kansrijk.resources.texts import shortened, unaccented
from kansrijk.resources.widgets.texts import TextWidget
from kansrijk.workbooks.book import Value


class LanguageWidget(TextWidget):
    """A code, or the name that it belongs to."""

    def read(self, value: Value, names: Names) -> str:
        return language_code(super().read(value, names))

    def remark(self, value: Value) -> str:
        text = super().read(value, Names({}))
        code = BY_WORD.get(unaccented(text))
        if code is None or code == text.lower():
            return ""
        return f"‘{shortened(text)}’ wordt bewaard als ‘{code}’: de code van die taal."
