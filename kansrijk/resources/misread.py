"""A cell that is not understood."""


class Misread(ValueError):
    """The message is Dutch and says what is wrong and what to do."""

    def __init__(self, wrong: str, suggestion: str = "", *, advice: str = "") -> None:
        self.message = f"{wrong} {advice}".strip()
        super().__init__(self.message)
        self.wrong = wrong
        """The message without the advice: that is the same for all that is wrong in one cell."""
        self.advice = advice
        self.suggestion = suggestion
        """What to write instead, ready to be put in the cell; empty when nothing is near."""
