"""The office looks at drafts on the real site, and nobody else sees them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kansrijk.publishing.change_sets import collect
from kansrijk.publishing.models import ChangeSet
from kansrijk.publishing.previews.tokens import sign, ticket_for
from tests.factories import make_draft, make_intervention
from tests.moments import at
from tests.pages import read


def test_office_sees_the_draft_on_the_real_page_and_nobody_else_does(editor, visitor, draft):
    page = editor.get(f"/admin/publishing/changeset/voorbeeld/{draft.pk}/", follow=True)

    assert "Straks." in read(page).text
    assert "Dit staat nog niet op de site." in read(page).text
    assert page["Cache-Control"] == "private, no-store"
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert "Straks." not in read(visitor.get("/interventies/ontdeklab/")).text
    assert visitor.get(page.request["PATH_INFO"]).status_code == 404


@pytest.mark.parametrize(("hours", "status"), [(11, 200), (13, 410)])
def test_preview_of_the_office_lasts_twelve_hours(editor, draft, hours, status):
    with at(timezone.now() - timedelta(hours=hours)):
        token = sign(ticket_for(draft))

    assert editor.get(f"/voorbeeld/{token}/interventies/ontdeklab/").status_code == status


def test_links_of_a_preview_stay_inside_it(editor, draft, zaandam):
    page = editor.get(f"/admin/publishing/changeset/voorbeeld/{draft.pk}/", follow=True)
    prefix = page.request["PATH_INFO"].removesuffix("interventies/ontdeklab/")
    links = [link for link in read(page).links if link.startswith("/")]

    assert f"{prefix}gebieden/zaandam/" in links
    assert [link for link in links if not link.startswith(prefix) and "security.txt" not in link] == []
    assert "Straks." in read(editor.get(f"{prefix}gebieden/zaandam/")).text
    assert "Straks." in read(editor.get(f"{prefix}interventies/?q=ontdeklab")).text
    assert "Straks." in read(editor.get(prefix)).text
    assert "Straks." not in read(editor.get("/gebieden/zaandam/")).text


def test_coordinator_of_another_area_cannot_preview(coordinator_of_schiedam, draft):
    assert (
        coordinator_of_schiedam.get(f"/admin/publishing/changeset/voorbeeld/{draft.pk}/").status_code == 404
    )
    assert coordinator_of_schiedam.get(f"/voorbeeld/{sign(ticket_for(draft))}/begin/").status_code == 404


def test_release_is_previewed_as_the_whole_site(editor, draft, zaandam):
    new = make_intervention(title="Gloednieuw", area=zaandam, is_live=False)
    second = make_draft(new, summary="Nieuw verhaal.", by=editor.user)
    release = ChangeSet.objects.create(name="Start", author=editor.user)
    collect(release, [draft, second], by=editor.user)

    page = editor.get(f"/admin/publishing/changeset/voorbeeld/pakket/{release.pk}/", follow=True)

    assert {"Ontdeklab", "Gloednieuw"} <= set(read(page).heading(3))
    assert "Nieuw verhaal." in read(page).text
    prefix = page.request["PATH_INFO"].removesuffix("interventies/")
    for story in ("ontdeklab", "gloednieuw"):
        assert f'<li><a href="{prefix}interventies/{story}/">' in page.content.decode()


def test_step_to_the_first_page_of_a_preview_is_kept_by_nobody(visitor, draft):
    step = visitor.get(f"/voorbeeld/{sign(ticket_for(draft, reader='De school', days=7))}/begin/")

    assert step["Cache-Control"] == "private, no-store"
    assert step["X-Robots-Tag"] == "noindex, nofollow"


def test_paper_of_a_preview_does_not_carry_the_secret_address(visitor, draft):
    token = sign(ticket_for(draft, reader="De school", days=7))

    page = read(visitor.get(f"/voorbeeld/{token}/begin/", follow=True))

    assert "Straks." in page.text
    assert token not in page.text


def test_preview_leads_to_no_admin_and_to_no_other_preview(editor, draft):
    token = sign(ticket_for(draft))

    assert editor.get(f"/voorbeeld/{token}/admin/").status_code == 404
    assert editor.get(f"/voorbeeld/{token}/voorbeeld/{token}/").status_code == 404
