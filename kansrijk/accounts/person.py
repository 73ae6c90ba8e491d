"""Who is at the other end of a request."""

from typing import cast

from django.http import HttpRequest

from kansrijk.accounts.models import User


def person(request: HttpRequest) -> User:
    """For views that let nobody in who did not log in, such as those of the admin."""
    return cast(User, request.user)
