"""A nested HSDS object becomes rows of tables, every field checked on the way (hsds.KINDS)."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import TypeVar

from directory_data import hsds, validation
from directory_data.batch import Batch, TableRow
from directory_data.eligibility import rule_of
from directory_data.problems import Problem
from directory_data.rows import OrganizationRow, Row
from directory_data.schedule_rows import exception_columns, schedule_columns
from directory_data.schedules import FieldError, Warned

Item = TypeVar("Item")

OWNERS = ("service", "location", "organization", "contact", "service_at_location", "phone", "schedule")
LINKS = frozenset(
    [*(f"{name}_id" for name in OWNERS), "link_id", "link_entity", "resource_id", "resource_type"]
)
"""Fields that say whose an object is: nesting says it already."""
MOST_ITEMS = 5000
"""Items of one nested list."""
MOST_PROBLEMS = 100
"""Problems said of one service; after that it is plain that it is no service."""


@cache
def _steps(table: str) -> Mapping[str, str]:
    """Key of an object of this kind → what it holds: field, reference, list, object, link."""
    kind = hsds.KINDS[table]
    steps: dict[str, str] = dict.fromkeys(LINKS, "link")
    steps |= dict.fromkeys(kind.fields, "field") | dict.fromkeys(kind.references, "reference")
    steps |= dict.fromkeys([*kind.lists, *hsds.EVERY], "list") | dict.fromkeys(kind.objects, "object")
    if table == "schedule":
        steps |= dict.fromkeys(hsds.SCHEDULE_WHEN, "when")
    return steps | {"id": "id", "saturday": "saturday"}


class Flattener:
    """Takes services and organizations one by one and fills a batch."""

    def __init__(self, batch: Batch, checked_on: date | None = None) -> None:
        """checked_on: the assured_date of services that state none."""
        self.batch = batch
        self.checked_on = checked_on
        self._path: list[str] = []
        self._entry: Row | OrganizationRow | None = None
        self._problems = 0

    def add(self, entry: Row | OrganizationRow) -> None:
        """One entry of a reader: its own refusals and warnings, then what the checks find."""
        self._entry, self._path, self._problems = entry, [], 0
        if isinstance(entry, OrganizationRow):
            if isinstance(entry.organization, Mapping) and not entry.organization.get("id"):
                self._refuse("id", "is missing")
            self._object("organization", entry.organization, {}, ("organization", entry.place))
            return
        self.batch.read += 1
        self.batch.refusals.extend(entry.refusals)
        for warning in entry.warnings:
            self.batch.warnings.add(warning)
        if entry.hours != "":
            self.batch.hours[entry.hours] = self.batch.hours.get(entry.hours, 0) + 1
        if entry.service is not None:
            self._service(entry.service, entry.place)

    def _service(self, given: object, place: str) -> None:
        if not isinstance(given, Mapping):
            self._refuse("", f"{validation.shown(given)} is no service")
            return
        if "location" in given and "service" in given:
            self._refuse("", "this is a service_at_location: give the list of services")
            return
        if given.get("id") in (None, ""):
            self._refuse("id", "is missing")
            return
        try:
            identity = validation.identity("service", given["id"])
        except ValueError as error:
            self._refuse("id", str(error))
            return
        if ("service", identity) in self.batch.places:
            self._refuse("id", f"{identity} stands twice, first at {self.batch.places['service', identity]}")
            return
        self.batch.places["service", identity] = place
        self._object("service", given, {}, ())
        row = self.batch.of("service").get(identity)
        if row is not None and self.checked_on is not None:
            row.setdefault("assured_date", self.checked_on)

    def _object(self, table: str, given: object, links: TableRow, unnamed: tuple[object, ...]) -> str | None:
        """Rows of one object and all in it. Gives its id, or None when it has none.

        links: columns that say whose it is. unnamed: what its id is made from if it states none.
        """
        if not isinstance(given, Mapping):
            self._refuse("", f"{validation.shown(given)} is no {table}")
            return None
        identity = self._identity(table, given.get("id"), unnamed)
        if identity is None:
            return None
        kind = hsds.KINDS[table]
        steps = _steps(table)
        row: TableRow = {"id": identity}
        refused: set[str] = set()
        nested: list[tuple[str, object]] = []
        for key, value in given.items():
            step = steps.get(key)
            if value is None or value == "" or step in ("id", "link", "when"):
                continue
            if step == "field":
                if not self._checked(row, key, kind.fields[key], value):
                    refused.add(key)
            elif step == "reference":
                self._reference(row, key, kind.references[key], value)
            elif step == "saturday":
                self._extension(table, row, value)
            elif step is None:
                self._warn(str(key), "is no field that is known: left out")
            else:
                nested.append((key, value))
        if table == "schedule":
            self._schedule(row, given)
        for key, value in nested:
            if key in kind.objects:
                self._one(row, key, kind.objects[key], value, identity)
        row.update(links)
        self._whole(table, kind, row, refused)
        reason = self.batch.keep(table, row)
        if reason is not None:
            self._refuse("id", reason)
            return identity
        for key, value in nested:
            if key not in kind.objects:
                self._list(
                    table, key, kind.lists.get(key) or key[:-1].replace("metadat", "metadata"), value, row
                )
        return identity

    def _identity(self, table: str, given: object, unnamed: tuple[object, ...]) -> str | None:
        if given is None or given == "":
            return validation.made(*unnamed)
        try:
            return validation.identity(table, given)
        except ValueError as error:
            self._refuse("id", str(error))
            return None

    def _checked(self, row: TableRow, key: str, check: validation.Check, value: object) -> bool:
        """Puts a field that passes its check into the row; False when it was refused."""
        try:
            checked = check(value)
        except ValueError as error:
            self._refuse(key, str(error))
            return False
        if checked != "":
            row[key] = checked
        return True

    def _reference(self, row: TableRow, key: str, table: str, value: object) -> None:
        try:
            identity = validation.identity(table, value)
        except ValueError as error:
            self._refuse(key, str(error))
            return
        if row.setdefault(key, identity) != identity:
            self._refuse(key, "is another than that of the object nested here")

    def _one(self, row: TableRow, key: str, target: tuple[str, str], value: object, parent: str) -> None:
        table, column = target
        self._path.append(key)
        name = value.get("name") if isinstance(value, Mapping) else None
        # An organization without an id is the same one wherever its name stands.
        unnamed = (table, name) if table == "organization" else (parent, key)
        identity = self._object(table, value, {}, unnamed)
        self._path.pop()
        if identity is not None and row.setdefault(column, identity) != identity:
            self._refuse(column, f"is another than the id of {key}")

    def _list(self, table: str, key: str, of: str, value: object, row: TableRow) -> None:
        if not isinstance(value, list | tuple):
            self._refuse(key, f"{validation.shown(value)} is no list")
            return
        if len(value) > MOST_ITEMS:
            self._refuse(key, f"{len(value)} items: more than {MOST_ITEMS}")
            return
        parent = str(row["id"])
        if hsds.KINDS[table].shared:
            self.batch.stated.setdefault((table, parent), set()).add(of)
        seen: set[str] = set()
        for ordinal, item in enumerate(value):
            self._path.append(f"{key}[{ordinal}]")
            identity = self._object(
                of, item, _links(table, of, parent), _unnamed(of, parent, key, ordinal, item)
            )
            if identity is not None and identity in seen:
                self._refuse("id", f"{identity} stands twice in one list")
            seen.add(identity or "")
            self._path.pop()

    def _extension(self, table: str, row: TableRow, given: object) -> None:
        """The `saturday` object. An unknown field is refused: a misspelt `visibility` could cost a life."""
        self._path.append("saturday")
        known = hsds.KINDS[table].extension
        if not isinstance(given, Mapping):
            self._refuse("", f"{validation.shown(given)} is no object")
            given = {}
        for key, value in given.items():
            if table == "schedule" and key in (*hsds.SCHEDULE_CODES, "exceptions"):
                continue
            if table == "service" and key == "eligibility_rules":
                self._rules(str(row["id"]), value)
            elif key not in known:
                self._refuse(str(key), "is no field of our extension: see docs/contract.md")
            elif value is not None and value != "":
                self._checked(row, key, known[key], value)
        self._path.pop()

    def _rules(self, service: str, given: object) -> None:
        if given is None:
            return
        if not isinstance(given, list | tuple) or len(given) > MOST_ITEMS:
            self._refuse("eligibility_rules", "is no list of rules")
            return
        for position, item in enumerate(given):
            self._path.append(f"eligibility_rules[{position}]")
            try:
                rule = rule_of(item)
            except FieldError as error:
                self._refuse(error.field, error.reason)
            else:
                rule |= {"id": validation.made(service, "rule", position), "service_id": service}
                self.batch.keep("eligibility_rule", {**rule, "position": position})
            self._path.pop()

    def _schedule(self, row: TableRow, given: Mapping[str, object]) -> None:
        columns = self._columns(schedule_columns, given)
        if columns is None:
            return
        row.update(columns)
        extension = given.get("saturday")
        exceptions = extension.get("exceptions") if isinstance(extension, Mapping) else None
        if exceptions is None:
            return
        if not isinstance(exceptions, list | tuple) or len(exceptions) > MOST_ITEMS:
            self._refuse("saturday.exceptions", "is no list of exceptions")
            return
        for position, item in enumerate(exceptions):
            self._path.append(f"saturday.exceptions[{position}]")
            own = {"id": validation.made(row["id"], "exception", position), "schedule_id": row["id"]}
            found = self._columns(exception_columns, item)
            if found is not None:
                self.batch.keep("schedule_exception", {**own, **found, "position": position})
            self._path.pop()

    def _columns(self, reading: Callable[[Item], tuple[TableRow, Warned]], given: Item) -> TableRow | None:
        """The columns that a reading finds, its warnings said; None when it refuses."""
        try:
            columns, warned = reading(given)
        except FieldError as error:
            self._refuse(error.field, error.reason)
            return None
        for key, reason in warned:
            self._warn(key, reason)
        return columns

    def _whole(self, table: str, kind: hsds.Kind, row: TableRow, refused: set[str]) -> None:
        """What no single field can show. refused: fields that were refused already."""
        for key in kind.required:
            if key not in row and key not in refused:
                self._refuse(key, "is missing")
        halves = {"latitude", "longitude"}
        if table == "location" and len(halves & row.keys()) == 1 and not halves & refused:
            self._refuse("latitude", "latitude and longitude go together")
        if table == "service":
            least, most = row.get("minimum_age"), row.get("maximum_age")
            if isinstance(least, int) and isinstance(most, int) and least > most:
                self._refuse("maximum_age", f"{most} is less than minimum_age {least}")
            if "organization_id" not in row and self._problems == 0:
                self._warn("organization", "is missing: nobody is named who runs this")

    def _refuse(self, key: str, reason: str) -> None:
        self._problems += 1
        if self._problems < MOST_PROBLEMS:
            self.batch.refusals.append(self._problem(key, reason))
        elif self._problems == MOST_PROBLEMS:
            self.batch.refusals.append(self._problem("", "and more: only the first are listed"))

    def _warn(self, key: str, reason: str) -> None:
        self.batch.warnings.add(self._problem(key, reason))

    def _problem(self, key: str, reason: str) -> Problem:
        place, called = self._called(".".join(part for part in [*self._path, key] if part != ""))
        return Problem(place, called, reason)

    def _called(self, path: str) -> tuple[str, str]:
        """Place and field as the source calls them: its row, and its column where it has one."""
        entry = self._entry
        if not isinstance(entry, Row):
            return (entry.place if entry is not None else ""), path
        place = entry.place
        if entry.places and path.startswith("service_at_locations["):
            ordinal = int(path[len("service_at_locations[") : path.index("]")])
            place = entry.places[ordinal] if ordinal < len(entry.places) else place
        if entry.columns:
            last = path.rsplit(".", 1)[-1].split("[", 1)[0]
            return place, entry.columns.get(last, path)
        return place, path


def _links(table: str, of: str, parent: str) -> TableRow:
    """The columns of a nested object that say whose it is."""
    if of == "attribute":
        return {"link_id": parent, "link_entity": table}
    if of == "metadata":
        return {"resource_id": parent, "resource_type": table}
    return {f"{table}_id": parent}


def _unnamed(of: str, parent: str, key: str, ordinal: int, item: object) -> tuple[object, ...]:
    """What the id of a nested object is made from when it states none.

    Never a place: a service at a location is told apart by the location's own id where it has
    one, else by its ordinal.
    """
    if of == "service_at_location" and isinstance(item, Mapping):
        location = item.get("location")
        own = location.get("id") if isinstance(location, Mapping) else item.get("location_id")
        if isinstance(own, str | int) and own != "":
            return (parent, "at", own)
    return (parent, key, ordinal)
