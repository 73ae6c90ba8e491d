"""What the web server runs."""

import os

from django.core.wsgi import get_wsgi_application

from kansrijk.delivery.body_first import BodyFirst
from kansrijk.delivery.content_type import PlainContentType

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kansrijk.settings")
application = BodyFirst(PlainContentType(get_wsgi_application()))
