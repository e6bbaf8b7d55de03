"""What gunicorn and `flask --app wsgi` run."""

from app import create_app

app = create_app()
