"""An editor points at what must stay in view."""

from django.urls import reverse

from areas.models import Photo
from tests.browser.steps import log_in
from tests.factories import make_photo, photo_bytes, photo_upload


def test_click_in_the_photo_sets_the_focal_point_and_renews_the_card(page, editor):
    photo = make_photo(file=photo_upload(photo_bytes((1000, 500))))
    log_in(page, as_=editor.user)
    page.goto(reverse("admin:areas_photo_change", args=[photo.pk]))

    frame = page.locator("[data-focal-point]")
    box = frame.bounding_box()
    frame.click(position={"x": box["width"] * 0.9, "y": box["height"] * 0.25})

    assert (page.input_value("[name=focal_x]"), page.input_value("[name=focal_y]")) == ("90", "25")
    page.click("[name=_continue]")
    page.wait_for_load_state()
    assert (Photo.objects.get().focal_x, Photo.objects.get().focal_y) == (90, 25)
    assert page.request.get(Photo.objects.get().file.card.src).ok
    page.wait_for_function("document.querySelector('[data-focal-point] img')?.naturalWidth > 0")
