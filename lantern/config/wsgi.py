"""The door that the web server knocks at."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantern.config.settings")
application = get_wsgi_application()

# What was loaded stays: nobody need look through it for rubbish again at each page.
gc.freeze()
gc.set_threshold(50_000, 20, 50)
