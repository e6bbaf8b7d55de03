"""One shape of error: problem+json for programs, one page for people."""

from typing import NoReturn

from flask import Flask, Response, json, make_response, render_template, request
from werkzeug.exceptions import HTTPException, default_exceptions

from . import logs

#: status → (what happened, what can be done), in plain words.
SAID = {
    400: ("We could not read that", "Go back and try again."),
    404: ("That page is not here", "It may have moved or shut."),
    405: ("That page can't be used that way", "Start again from the first page."),
    413: ("That was too long", "Send less text."),
    415: ("We could not read that", "Send it as JSON."),
    422: ("Something needs changing", "Go back, change it and try again."),
    500: ("Something went wrong here", "It is our fault, not yours. Try again."),
    503: ("The list is not ready yet", "Try again in a minute."),
}


class InputError(Exception):
    """Input that is refused: `status` 400 or 422, the `field`, and why, in one sentence."""

    def __init__(self, status: int, field: str, why: str) -> None:
        super().__init__(why)
        self.status, self.field, self.why = status, field, why


def refuse(field: str, why: str, status: int = 422) -> NoReturn:
    """Refuse the request, naming the field."""
    raise InputError(status, field, why)


def wants_json() -> bool:
    """Whether a program asked: the API answers programs, every other route people."""
    return request.path.startswith(("/api/", "/hsds", "/editions/", "/healthz"))


def problem(status: int, field: str = "", why: str = "") -> Response:
    """The answer to a request that went wrong, in the shape the asker can read."""
    title, advice = SAID.get(status, ("That did not work", "Go back and try again."))
    if wants_json():
        body: dict[str, object] = {"type": "about:blank", "title": title, "status": status}
        body["detail"] = f"{field}: {why}" if field and why else why or advice
        if field:
            body["field"] = field
        response = make_response(json.dumps(body), status)
        response.content_type = "application/problem+json"
    else:
        response = make_response(_page(status, field, why), status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(status: int, field: str, why: str) -> str:
    from app.pages import error_context

    return render_template("error.html", **error_context(status, field, why))


def init_app(app: Flask) -> None:
    """Answer every error in one place."""

    @app.errorhandler(InputError)
    def refused(error: InputError) -> Response:
        return problem(error.status, error.field, error.why)

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
