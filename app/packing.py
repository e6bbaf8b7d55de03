"""Text is sent packed where the browser takes it so: data is dear on a prepaid phone.

A page holds no secret of anybody beside what its own reader sent, so packing tells a listener nothing (the
desk's pages, which will hold tokens, have to be left out).
"""

import gzip
from functools import lru_cache

import brotli
from flask import Flask, Response, request

TEXT = frozenset(
    "text/html text/css text/javascript image/svg+xml application/json application/problem+json "
    "application/manifest+json".split()
)
#: Bytes below which nothing is won.
LEAST = 500
#: Of pages that are made for one reader, and of files that never change.
QUICK, BEST = 5, 11


def packed(body: bytes, encoding: str, quality: int) -> bytes:
    """A body in an encoding, "br" or "gzip"."""
    if encoding == "br":
        return bytes(brotli.compress(body, quality=quality))
    return gzip.compress(body, min(quality, 9), mtime=0)


kept = lru_cache(maxsize=16)(packed)


def encoding_for(response: Response) -> str:
    """The encoding that this response should be sent in, "" for as it is."""
    if response.direct_passthrough or response.is_streamed or response.mimetype not in TEXT:
        return ""
    if "Content-Encoding" in response.headers or "ETag" in response.headers:
        return ""
    if response.status_code in (204, 304) or len(response.get_data()) < LEAST:
        return ""
    return next((each for each in ("br", "gzip") if request.accept_encodings[each] > 0), "")


def init_app(app: Flask) -> None:
    """Pack what `app` answers, errors included."""

    @app.after_request
    def pack(response: Response) -> Response:
        if response.mimetype in TEXT:
            response.vary.add("Accept-Encoding")
        encoding = encoding_for(response)
        if encoding:
            still = "immutable" in response.headers.get("Cache-Control", "")
            body = response.get_data()
            response.set_data(kept(body, encoding, BEST) if still else packed(body, encoding, QUICK))
            response.headers["Content-Encoding"] = encoding
        return response
