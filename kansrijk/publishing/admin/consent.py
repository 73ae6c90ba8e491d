"""The part of a form about consent, the same for every record that shows a person."""

CONSENT_FIELDS = (
    "consent_ground",
    ("consent_given_by", "consent_given_on"),
    "consent_use",
    "consent_until",
    "consent_withdrawn_on",
)
