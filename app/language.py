"""Which language a request is answered in (docs/decisions/0016). Nothing of it is kept."""

from flask import Response, current_app, g, has_request_context, request
from werkzeug.exceptions import HTTPException

from pwa.views.languages import spoken_in
from pwa.views.shapes import Catalogue
from search.languages import ENGLISH, catalogue_of

FIELD = "lang"
MOST_ACCEPTED = 20


def served() -> tuple[str, ...]:
    """The languages of this site, everybody's first."""
    languages: tuple[str, ...] = current_app.config["SATURDAY"].languages
    return languages


def asked() -> str:
    """The language that the address or the form names, "" for none. Of several the last is meant."""
    given = request.args.getlist(FIELD)
    if request.method == "POST" and not for_programs():
        try:
            given = request.form.getlist(FIELD)
        except HTTPException:
            given = []  # too large, or no form: the page says so in another language
    return next((value.strip() for value in reversed(given) if value.strip()), "")


def of_request() -> str:
    """The language of what is answered now; English where nobody asks."""
    if not has_request_context():
        return ENGLISH
    found: str | None = g.get(FIELD)
    if found is None:
        accepted = [] if for_programs() else [tag for tag, _ in request.accept_languages][:MOST_ACCEPTED]
        found = spoken_in(asked(), accepted, list(served()))
        setattr(g, FIELD, found)
    return found


def for_programs() -> bool:
    """Whether a program asked: the API answers programs, every other route people."""
    return request.path.startswith(("/api/", "/hsds", "/editions/", "/healthz"))


def speak(tag: str) -> None:
    """Answer this request in a language that its body names (the API)."""
    setattr(g, FIELD, spoken_in(tag, [of_request()], list(served())))


def catalogue() -> Catalogue:
    """The catalogue of the language that is answered in."""
    return catalogue_of(of_request())


def vary(response: Response) -> None:
    """Caches keep a page for each language, where there are several."""
    if len(served()) > 1:
        response.vary.add("Accept-Language")
