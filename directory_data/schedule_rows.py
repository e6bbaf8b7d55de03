"""Schedules and their exceptions as columns of the tables: the text of HSDS, normalised."""

from collections.abc import Mapping
from datetime import timedelta

from directory_data import hsds, validation
from directory_data.batch import TableRow
from directory_data.schedule_fields import text_in
from directory_data.schedules import EPOCH, FieldError, PlainException, Warned, clock, plain, plain_exception

EXCEPTION_FIELDS = ("date", "to", "status", "opens_at", "closes_at", "say")


def schedule_columns(given: Mapping[str, object]) -> tuple[TableRow, Warned]:
    """The columns of a schedule that say when, from an HSDS object with its `saturday`.

    Raises FieldError that names the field.
    """
    extension = given.get("saturday")
    extension = extension if isinstance(extension, Mapping) else {}
    fields = {**given, **{code: extension.get(code) for code in hsds.SCHEDULE_CODES}}
    schedule, warned = plain(fields)
    columns: TableRow = {}
    for key in hsds.SCHEDULE_DAYS:
        found = schedule[key]  # type: ignore[literal-required]
        if found is not None:
            columns[key] = EPOCH + timedelta(days=found)
    for key in hsds.SCHEDULE_COUNTS:
        if fields.get(key) not in (None, ""):
            columns[key] = schedule[key]  # type: ignore[literal-required]
    for key in hsds.SCHEDULE_CODES:
        if (code := text_in(fields, key)) != "":
            columns[key] = code
    for key in hsds.SCHEDULE_TEXTS:
        value = fields.get(key)
        joined = ",".join(value) if isinstance(value, list | tuple) else value
        if joined not in (None, ""):
            columns[key] = _checked(key, validation.line, str(joined).upper())
    if schedule["opens"] is not None and schedule["closes"] is not None:
        columns |= {"opens_at": clock(schedule["opens"]), "closes_at": clock(schedule["closes"])}
    return columns, warned


def exception_columns(given: object) -> tuple[TableRow, Warned]:
    """The columns of a dated exception (contract.md). Raises FieldError that names the field."""
    if not isinstance(given, Mapping):
        raise FieldError("", f"{validation.shown(given)} is no exception")
    for key in given:
        if key not in EXCEPTION_FIELDS:
            raise FieldError(str(key), "is no field of an exception")
    exception, warned = plain_exception(given, "in-person")
    return _columns_of(exception), warned


def _columns_of(exception: PlainException) -> TableRow:
    columns: TableRow = {
        "status": exception["status"],
        "date": EPOCH + timedelta(days=exception["first"]),
        "to_date": EPOCH + timedelta(days=exception["last"]),
    }
    if exception["opens"] is not None and exception["closes"] is not None:
        columns |= {"opens_at": clock(exception["opens"]), "closes_at": clock(exception["closes"])}
    if exception["say"] != "":
        columns["say"] = _checked("say", validation.text, exception["say"])
    return columns


def _checked(field: str, check: validation.Check, value: object) -> object:
    try:
        return check(value)
    except ValueError as error:
        raise FieldError(field, str(error)) from None
