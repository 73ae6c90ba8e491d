"""What one record is called in a sentence: the words around a noun depend on its article."""


class Noun(str):
    """In lower case. Knows its words for format strings: "Is dit een {noun.new} {noun}?"."""

    is_neuter: bool

    def __new__(cls, word: str, article: str = "de") -> "Noun":
        noun = super().__new__(cls, word)
        noun.is_neuter = article == "het"
        return noun

    @property
    def the(self) -> str:
        return "het" if self.is_neuter else "de"

    @property
    def this(self) -> str:
        return "dit" if self.is_neuter else "deze"

    @property
    def same(self) -> str:
        return "hetzelfde" if self.is_neuter else "dezelfde"

    @property
    def which(self) -> str:
        return "welk" if self.is_neuter else "welke"

    @property
    def new(self) -> str:
        """Behind een or without an article; behind de and het it is always nieuwe."""
        return "nieuw" if self.is_neuter else "nieuwe"
