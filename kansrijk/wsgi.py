"""What the web server runs."""

import os

from django.core.wsgi import get_wsgi_application

from kansrijk.delivery.body_first import BodyFirst
from kansrijk.delivery.content_type import PlainContentType
from kansrijk.delivery.orphans import stop_without_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kansrijk.settings")
application = BodyFirst(PlainContentType(get_wsgi_application()))

if parent := os.environ.get("WEB_PARENT"):
    # `make run` says so; elsewhere whoever keeps the server running sees to this.
    stop_without_parent(int(parent))
