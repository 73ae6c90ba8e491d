"""A cell that is not understood."""


class Misread(ValueError):
    """The message is Dutch and says what is wrong and what to do."""

    def __init__(self, message: str, suggestion: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.suggestion = suggestion
        """What to write instead, ready to be put in the cell; empty when nothing is near."""
