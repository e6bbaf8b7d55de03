"""The Flask backend: publishes editions and answers from them."""

import os
from pathlib import Path

from flask import Flask
from jinja2 import StrictUndefined

from . import config, errors, headers, logs, packing

#: The largest body that is read. A question is under 4 KB; a long form under 16 KB.
LARGEST_BODY = 64 * 1024


def create_app(settings: config.Settings | None = None) -> Flask:
    """The application. Settings come from the environment unless given (tests give them).

    Raises config.SettingError naming the setting that is wrong.
    """
    settings = settings or config.from_environment(os.environ)
    pwa = Path(__file__).resolve().parent.parent / "pwa"
    app = Flask(__name__, static_folder=None, template_folder=str(pwa / "templates"))
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=LARGEST_BODY,
        MAX_FORM_PARTS=500,
        SATURDAY=settings,
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    settings.data_dir.mkdir(parents=True, exist_ok=True)

    logs.init_app(app)
    headers.init_app(app, https=settings.base_url.startswith("https://"))
    packing.init_app(app)
    errors.init_app(app)
    _register(app)
    return app


def _register(app: Flask) -> None:
    """Every part of the app, each in its own room."""
    from . import api, areas, cli, client, editions, health, models, pages, serving

    models.init_app(app)
    serving.init_app(app)
    app.register_blueprint(health.blueprint)
    app.register_blueprint(api.blueprint)
    app.register_blueprint(editions.blueprint)
    app.register_blueprint(pages.blueprint)
    client.init_app(app)
    app.register_blueprint(areas.blueprint)
    cli.init_app(app)
