"""The files of a photo: for everyone while it is public, for who may edit it otherwise."""

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from areas.models import Photo
from kansrijk.accounts.scope import scope
from kansrijk.photos import store


@require_safe
def photo_file(request: HttpRequest, key: str, rendition: str, extension: str) -> HttpResponseBase:
    """404 as soon as the photo is not public, whatever a browser says that it has already.

    Only files of our own making can be asked for: the patterns in urls.py leave no room for a path.
    """
    photos = Photo.objects.filter(file=store.master_name(key))
    is_public = photos.public().exists()
    if not is_public and not scope(request.user, photos).exists():
        raise Http404
    filename = f"{rendition}.{extension}"
    try:
        written_at = store.modified_at(key, filename)
        # Names are never used again, so the name alone says which bytes these are.
        etag, modified = f'"{key[:16]}-{filename}"', int(written_at.timestamp())
        response: HttpResponseBase = get_conditional_response(
            request, etag=etag, last_modified=modified
        ) or FileResponse(store.open_file(key, filename), content_type=f"image/{extension}")
    except FileNotFoundError as error:
        raise Http404 from error
    response["Cache-Control"] = "public, no-cache" if is_public else "private, no-store"
    response["ETag"] = etag
    response["Last-Modified"] = http_date(modified)
    return response
