"""What several tests of workbooks begin with."""

import pytest

from tests.factories import all_live, make_intervention, make_phase, make_theme


@pytest.fixture
def stories(zaandam):
    """Three live stories of Zaandam, complete enough to be published."""
    theme, phase = make_theme(name="Jonge kind"), make_phase()
    return all_live(
        [
            make_intervention(
                is_live=False,
                area=zaandam,
                title=title,
                summary="Samen.",
                body="<p>Eerst.</p>",
                themes=[theme],
                phases=[phase],
            )
            for title in ("Taalcafé", "Buurtmaal", "Sportuur")
        ]
    )
