"""What an outside reader answers."""

from django import forms

LONGEST_ANSWER = 4000


class AnswerForm(forms.Form):
    """*Klopt*, or what should change."""

    name = forms.CharField(label="Uw naam", max_length=100)
    verdict = forms.ChoiceField(
        label="Klopt het?",
        choices=[("klopt", "Ja, het klopt"), ("anders", "Nee, er moet iets anders")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of het klopt, of dat er iets anders moet."},
    )
    text = forms.CharField(
        label="Wat moet er anders?",
        max_length=LONGEST_ANSWER,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Schrijf de tekst op zoals die moet worden. Bij ‘het klopt’ mag dit leeg blijven.",
    )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if cleaned.get("verdict") == "anders" and not str(cleaned.get("text", "")).strip():
            self.add_error("text", "Schrijf op wat er anders moet.")
        return cleaned
