"""What gunicorn runs in browser tests: wsgi.py's app, its clock standing where the phone's stands.

The app has no setting for this, so that none can be left on.
"""

from search import wall

from .moment import PUBLISHED

wall.now_minute = lambda: wall.minute_of(PUBLISHED)

from wsgi import app  # noqa: E402

__all__ = ["app"]
