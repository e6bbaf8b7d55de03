"""The names of a match request and the kinds of their values, as a marshmallow schema.

What the values mean is checked in `app.asking`, which the pages share.
"""

from marshmallow import RAISE, Schema, ValidationError, fields

from app.errors import refuse


class MatchRequest(Schema):
    """Every field is optional (docs/contract.md, Match)."""

    class Meta:
        """An unknown name is refused, so that a misspelt fact is not silently left out."""

        unknown = RAISE

    at = fields.Raw(load_default=None, allow_none=True)
    when = fields.Raw(load_default=None, allow_none=True)
    near = fields.Raw(load_default=None, allow_none=True)
    miles = fields.Raw(load_default=None, allow_none=True)
    needs = fields.Raw(load_default=None, allow_none=True)
    q = fields.Raw(load_default=None, allow_none=True)
    channel = fields.Raw(load_default=None, allow_none=True)
    asked = fields.Raw(load_default=None, allow_none=True)
    person = fields.Raw(load_default=None, allow_none=True)
    helper = fields.Raw(load_default=None, allow_none=True)
    page = fields.Raw(load_default=None, allow_none=True)
    lang = fields.Raw(load_default=None, allow_none=True)
    per_page = fields.Raw(load_default=None, allow_none=True)


SCHEMA = MatchRequest()
FIELDS = tuple(SCHEMA.fields)


def parsed(body: dict[str, object]) -> dict[str, object]:
    """The body with every field present. Refuses an unknown name, naming it."""
    try:
        loaded: dict[str, object] = SCHEMA.load(body)
    except ValidationError as error:
        name = str(next(iter(error.messages_dict)))
        shown = ascii(name)[1:-1][:60] or "a name of no letters"
        refuse(shown, "api-field", known=", ".join(FIELDS))
    return loaded
