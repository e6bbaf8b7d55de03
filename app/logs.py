"""Logs that hold no query string, no referrer, no address and nothing anyone typed.

A person's facts may stand in a body or a query. So a log line has the method, the rule of the
route (never its values), the status and the time taken; an error's line has its type and place
in our code, never its message, which may quote what was typed.
"""

import logging
import time
import traceback

from flask import Flask, Response, g, request

log = logging.getLogger("saturday")
#: How gunicorn's lines begin that go on with an address or with a URL and its query.
TELLING = ("Invalid request", "Error handling request")


class Quiet(logging.Filter):
    """Of gunicorn's own lines about a request keeps the beginning only."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always True: the line stays, shorter."""
        for start in TELLING:
            if str(record.msg).startswith(start):
                record.msg, record.args, record.exc_info, record.exc_text = start, (), None, None
        return True


QUIET = Quiet()


def init_app(app: Flask) -> None:
    """Log one line a request."""
    if not log.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        log.addHandler(handler)
        log.setLevel(logging.INFO)
        log.propagate = False
    logging.getLogger("gunicorn.error").addFilter(QUIET)

    @app.before_request
    def start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def line(response: Response) -> Response:
        rule = request.url_rule.rule if request.url_rule is not None else "(no route)"
        taken = (time.perf_counter() - g.get("started", time.perf_counter())) * 1000
        log.info("%s %s %d %.0fms", request.method, rule, response.status_code, taken)
        return response


def failure(error: BaseException) -> None:
    """Log where an unexpected error arose: its type and the lines of code, never its message."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    where = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
    log.error("unexpected %s at %s", type(error).__name__, where)
