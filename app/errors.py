"""One shape of error: problem+json for programs, one page for people."""

from typing import NoReturn

from flask import Flask, Response, json, make_response, render_template
from werkzeug.exceptions import HTTPException, default_exceptions

from pwa.views.frame import wrong_keys
from pwa.views.words import plain
from search.rules.model import Message
from search.rules.saying import say

from . import logs
from .language import catalogue, for_programs, vary


class InputError(Exception):
    """Input that is refused: `status` 400, 422 or 503, the `field`, and why, as one message."""

    def __init__(self, status: int, field: str, why: Message) -> None:
        super().__init__(why["key"])
        self.status, self.field, self.why = status, field, why


def refuse(field: str, key: str, status: int = 422, **values: int | str) -> NoReturn:
    """Refuse the request, naming the field. `key` and `values`: a sentence of the catalogue."""
    raise InputError(status, field, {"key": key, "values": values})


def problem(status: int, field: str = "", why: str = "") -> Response:
    """The answer to a request that went wrong, in the shape the asker can read."""
    title, advice = (plain(key, catalogue()) for key in wrong_keys(status))
    if for_programs():
        body: dict[str, object] = {"type": "about:blank", "title": title, "status": status}
        body["detail"] = f"{field}: {why}" if field and why else why or advice
        if field:
            body["field"] = field
        response = make_response(json.dumps(body), status)
        response.content_type = "application/problem+json"
    else:
        response = make_response(_page(status, field, why), status)
        vary(response)
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(status: int, field: str, why: str) -> str:
    from app.pages import error_context

    return render_template("error.html", **error_context(status, field, why))


def init_app(app: Flask) -> None:
    """Answer every error in one place."""

    @app.errorhandler(InputError)
    def refused(error: InputError) -> Response:
        return problem(error.status, error.field, say(error.why, catalogue()))

    def known(error: HTTPException) -> Response:
        response = problem(error.code or 500)
        if error.code == 405 and getattr(error, "valid_methods", None):
            response.headers["Allow"] = ", ".join(sorted(getattr(error, "valid_methods", [])))
        return response

    for code in default_exceptions:
        app.register_error_handler(code, known)

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> Response:
        logs.failure(error)
        return problem(500)
