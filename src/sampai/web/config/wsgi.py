"""The door that the server knocks at."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sampai.web.config.production")

application = get_wsgi_application()
