"""Looking back in a real browser."""

from interventions.models import Intervention
from kansrijk.accounts.models import OFFICE
from kansrijk.publishing.drafting import save_draft
from kansrijk.publishing.publication import publish
from kansrijk.publishing.snapshots import snapshot_of
from tests.browser.steps import log_in
from tests.factories import make_account

HIDDEN = """() => [...document.querySelectorAll(".versions :is(a, input, button)")].filter(stop => {
    stop.focus();
    const box = stop.getBoundingClientRect();
    return !stop.contains(document.elementFromPoint(box.x + box.width / 2, box.bottom - 2));
}).length"""


def test_bar_that_stays_in_sight_hides_nothing_that_has_the_focus(page, site):
    office = make_account("esra", role=OFFICE)
    for number in range(6):
        story = Intervention.objects.get(slug="leerorkest")
        publish(
            [save_draft(story, {**snapshot_of(story), "summary": f"Samenvatting {number}."}, by=office)],
            by=office,
        )
    log_in(page, as_=office)
    page.set_viewport_size({"width": 375, "height": 600})
    page.goto(f"/admin/geschiedenis/interventions.intervention/{story.pk}/")

    assert page.evaluate(HIDDEN) == 0
