"""Who may see which workbooks and uploads: the same 404 for what is not there and what is somebody else's."""

from uuid import UUID

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from kansrijk.accounts.models import User
from kansrijk.accounts.person import person
from kansrijk.workbooks.declaration import BookDeclaration
from kansrijk.workbooks.models import Upload
from kansrijk.workbooks.registry import books
from kansrijk.workbooks.screens.outcome import UploadQuerySet, with_outcome

NOT_THERE = "Dit bestand bestaat niet, of u mag het niet bekijken."


def workbook_user(request: HttpRequest) -> User:
    """Raises PermissionDenied for who has no role."""
    user = person(request)
    if not (user.is_office or user.is_coordinator):
        raise PermissionDenied
    return user


def books_for(user: User) -> list[BookDeclaration]:
    """The workbooks in which there is something that this user may touch."""
    return [book for book in books().values() if may_have(user, book)]


def may_have(user: User, book: BookDeclaration) -> bool:
    return user.is_office or (user.is_coordinator and is_about_areas(book))


def is_about_areas(book: BookDeclaration) -> bool:
    """Whether its records belong to areas; the others are lists of the office."""
    return any(getattr(apps.get_model(kind), "scope_paths", ()) for kind in book.kinds)


def visible_uploads(user: User) -> UploadQuerySet:
    """Without the files and plans themselves, which are large."""
    uploads = Upload.objects.all() if user.is_office else Upload.objects.filter(by=user)
    return with_outcome(uploads.select_related("by", "change_set", "export"))


def visible_upload(user: User, pk: UUID) -> Upload:
    upload = visible_uploads(user).filter(pk=pk).first()
    if upload is None:
        raise Http404(NOT_THERE)
    return upload
