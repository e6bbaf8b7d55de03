"""What is the same on every page, and the page of what went wrong."""

from typing import Final

from search.rules.model import HelpAnswer
from search.rules.saying import say

from .areas import kilobytes
from .plain import error_page
from .shapes import Catalogue, ErrorPage, Site
from .words import counted, joined, listed, plain

DAY: Final = 1440
OLD: Final = 30  # days after publishing from which a list says that it is old
STATUSES: Final = [400, 404, 405, 413, 415, 422, 500, 503]


def server_site(published: int | None, now: int, style: str, icon: str, catalogue: Catalogue) -> Site:
    """The frame of a page made by the server. `published`: minute, None before the first publishing;
    `style` and `icon`: addresses."""
    status = ""
    if published is not None:
        old = now - published > OLD * DAY
        key = "status-old" if old else "status-published"
        status = say({"key": key, "values": {"minute": published}}, catalogue)
    return {
        "made_by": "server",
        "style": style,
        "icon": icon,
        "status": status,
        "goes_to": plain("goes-to-server", catalogue),
    }


def phone_site(
    published: int | None,
    now: int,
    saved: list[str],
    more: int,
    style: str,
    icon: str,
    catalogue: Catalogue,
) -> Site:
    """The frame of a page made by the phone: what is saved on it and how old (answers.md section 7).
    `published`: None also where it cannot be read; `saved`: names of areas; `more`: bytes of a newer list
    that waits for a tap, 0 for none."""
    status = ""
    if len(saved) == 0:
        status = plain("status-nothing-saved", catalogue)
    elif published is not None:
        key = "status-saved"
        if now < published // DAY * DAY:
            key = "status-saved-clock"
        elif now - published > OLD * DAY:
            key = "status-saved-old"
        names = listed(saved, catalogue)
        status = say({"key": key, "values": {"name": names, "minute": published}}, catalogue)
    if more > 0:
        status = joined([status, counted("status-newer", kilobytes(more), catalogue)])
    return {
        "made_by": "phone",
        "style": style,
        "icon": icon,
        "status": status,
        "goes_to": plain("goes-to-phone", catalogue),
    }


def wrong_keys(status: int) -> list[str]:
    """What happened and what can be done, as keys."""
    name = f"wrong-{status}" if status in STATUSES else "wrong"
    return [name, f"{name}-advice"]


def wrong_page(status: int, field: str, why: str, lines: list[HelpAnswer], catalogue: Catalogue) -> ErrorPage:
    """Something went wrong: `status` as of HTTP, the `field` and a sentence about it, or "" both."""
    keys = wrong_keys(status)
    return error_page(plain(keys[0], catalogue), plain(keys[1], catalogue), field, why, lines, catalogue)
