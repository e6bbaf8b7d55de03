"""HSDS 3.1's objects as data: their fields, what our extension adds, and what nests in what.

One table says how a nested object becomes rows (directory_data/flattening.py). Names of tables and
columns are those of app/models; a test keeps the two equal.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from directory_data import codes, validation
from directory_data.validation import Check, line, number_text, one_of, short, text

ADDRESS_TYPES = ("physical", "postal", "virtual")
STATUSES = ("active", "inactive", "defunct", "temporarily closed")
EVERY = {"attributes": "attribute", "metadata": "metadata"}
"""Lists that any HSDS object may carry, and the table of their items."""


@dataclass(frozen=True)
class Kind:
    """One kind of HSDS object.

    fields, extension: name → check; the extension's stand in the object's `saturday`.
    references: field → table whose id it holds.
    lists: key of a nested list → table of its items. objects: key of a nested object → its table
    and the column here that holds its id.
    shared: may stand several times in one file, because the standard nests it wherever it is used.
    """

    fields: Mapping[str, Check]
    required: tuple[str, ...] = ()
    extension: Mapping[str, Check] = field(default_factory=dict)
    references: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, str] = field(default_factory=dict)
    objects: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    shared: bool = False


def _texts(names: str) -> dict[str, Check]:
    return dict.fromkeys(names.split(), text)


def _lines(names: str) -> dict[str, Check]:
    return dict.fromkeys(names.split(), line)


THREE_VALUED = one_of(codes.THREE_VALUED)
FACILITIES = ("step_free", "toilets", "accessible_toilet", "lift", "hearing_loop", "quiet_space", "parking")
"""What a location has: yes, no or unknown."""

KINDS: dict[str, Kind] = {
    "organization": Kind(
        fields={
            **_lines("name alternate_name tax_status tax_id legal_status"),
            "description": text,
            "email": validation.email,
            "website": validation.web,
            "year_incorporated": validation.whole,
            "logo": validation.uri,
            "uri": validation.uri,
        },
        required=("name",),
        references={"parent_organization_id": "organization"},
        lists={
            "additional_websites": "url",
            "funding": "funding",
            "contacts": "contact",
            "phones": "phone",
            "locations": "location",
            "programs": "program",
            "organization_identifiers": "organization_identifier",
        },
        shared=True,
    ),
    "organization_identifier": Kind(
        fields=_lines("identifier_scheme identifier_type identifier"),
        required=("identifier",),
        references={"organization_id": "organization"},
    ),
    "program": Kind(
        fields={**_lines("name alternate_name"), "description": text},
        required=("name",),
        references={"organization_id": "organization"},
        shared=True,
    ),
    "url": Kind(fields={"label": line, "url": validation.web}, required=("url",)),
    "funding": Kind(fields=_texts("source")),
    "unit": Kind(
        fields={**_lines("name scheme"), "identifier": short, "uri": validation.uri},
        required=("name",),
        shared=True,
    ),
    "service": Kind(
        fields={
            **_lines("name alternate_name"),
            "description": text,
            "url": validation.web,
            "email": validation.email,
            "status": one_of(STATUSES),
            **_texts("interpretation_services application_process fees_description wait_time fees"),
            **_texts("accreditations eligibility_description licenses alert"),
            "minimum_age": validation.age,
            "maximum_age": validation.age,
            "assured_date": validation.day,
            "assurer_email": validation.email,
            "last_modified": validation.moment,
        },
        required=("name", "status"),
        extension={
            "needs": validation.list_of(validation.need),
            "referral_routes": validation.list_of(one_of(codes.REFERRAL_ROUTES)),
            "catchment": validation.list_of(validation.area),
            "reach": one_of(codes.REACH),
            "risk_exclusions": validation.risks,
            **_texts("environment setting first_visit if_refused paused_why"),
            "pets": one_of(codes.PETS),
            "accepts_convictions": one_of(codes.ACCEPTS_CONVICTIONS),
            "paused_since": validation.day,
            "valid_to": validation.day,
            "start_dates": validation.list_of(validation.iso_day),
            "alternatives": validation.list_of(validation.service_id),
            "worker_only": validation.data,
            "sample": validation.flag,
        },
        references={"organization_id": "organization", "program_id": "program"},
        lists={
            "additional_urls": "url",
            "phones": "phone",
            "schedules": "schedule",
            "service_areas": "service_area",
            "service_at_locations": "service_at_location",
            "languages": "language",
            "funding": "funding",
            "cost_options": "cost_option",
            "required_documents": "required_document",
            "contacts": "contact",
            "capacities": "service_capacity",
        },
        objects={"organization": ("organization", "organization_id"), "program": ("program", "program_id")},
    ),
    "required_document": Kind(
        fields={"document": text, "uri": validation.uri},
        extension={"accepts": validation.list_of(one_of(codes.ID_HELD))},
    ),
    "cost_option": Kind(
        fields={
            "valid_from": validation.day,
            "valid_to": validation.day,
            "option": text,
            "currency": short,
            "amount": validation.money,
            "amount_description": text,
        }
    ),
    "service_capacity": Kind(
        fields={
            "available": validation.money,
            "maximum": validation.money,
            "description": text,
            "updated": validation.moment,
        },
        required=("available",),
        references={"unit_id": "unit"},
        objects={"unit": ("unit", "unit_id")},
    ),
    "service_at_location": Kind(
        fields={"description": text},
        references={"location_id": "location"},
        lists={
            "service_areas": "service_area",
            "contacts": "contact",
            "phones": "phone",
            "schedules": "schedule",
        },
        objects={"location": ("location", "location_id")},
    ),
    "service_area": Kind(
        fields={
            **_texts("name description extent"),
            "extent_type": short,
            "uri": validation.uri,
        }
    ),
    "location": Kind(
        fields={
            "location_type": one_of(ADDRESS_TYPES),
            "url": validation.web,
            **_lines("name alternate_name external_identifier external_identifier_type"),
            **_texts("description transportation"),
            "latitude": validation.latitude,
            "longitude": validation.longitude,
        },
        required=("location_type",),
        extension={
            "visibility": one_of(codes.VISIBILITY),
            "council": validation.council,
            **dict.fromkeys(FACILITIES, THREE_VALUED),
        },
        references={"organization_id": "organization"},
        lists={
            "languages": "language",
            "addresses": "address",
            "contacts": "contact",
            "accessibility": "accessibility",
            "phones": "phone",
            "schedules": "schedule",
        },
        shared=True,
    ),
    "address": Kind(
        fields={
            **_lines("attention city region state_province"),
            **_texts("address_1 address_2"),
            "postal_code": short,
            "country": short,
            "address_type": one_of(ADDRESS_TYPES),
        },
        required=("address_1", "address_type"),
    ),
    "accessibility": Kind(fields={**_texts("description details"), "url": validation.web}),
    "contact": Kind(
        fields={**_lines("name title department"), "email": validation.email},
        extension={"audience": one_of(codes.AUDIENCES)},
        lists={"phones": "phone"},
    ),
    "phone": Kind(
        fields={
            "number": number_text,
            "extension": validation.whole,
            "type": short,
            "description": text,
        },
        required=("number",),
        extension={"audience": one_of(codes.AUDIENCES)},
        lists={"languages": "language"},
    ),
    "language": Kind(fields={"name": line, "code": short, "note": text}),
    "schedule": Kind(
        # The fields that say when are read by directory_data/schedules.py.
        fields={
            "timezone": validation.number,
            **_texts("description attending_type notes"),
            "schedule_link": validation.web,
        },
    ),
    "taxonomy": Kind(
        fields={**_lines("name version"), "description": text, "uri": validation.uri},
        required=("name",),
        shared=True,
    ),
    "taxonomy_term": Kind(
        fields={
            **_lines("code name taxonomy"),
            "description": text,
            "language": short,
            "term_uri": validation.uri,
        },
        required=("name",),
        references={"parent_id": "taxonomy_term", "taxonomy_id": "taxonomy"},
        objects={"taxonomy_detail": ("taxonomy", "taxonomy_id")},
        shared=True,
    ),
    "attribute": Kind(
        fields={"link_type": short, **_texts("value label")},
        references={"taxonomy_term_id": "taxonomy_term"},
        objects={"taxonomy_term": ("taxonomy_term", "taxonomy_term_id")},
    ),
    "metadata": Kind(
        fields={
            "last_action_date": short,
            "last_action_type": line,
            **_texts("field_name previous_value replacement_value"),
            "updated_by": line,
        }
    ),
}
"""Every kind of object that a file may hold, by the name of its table."""

SCHEDULE_DAYS = ("valid_from", "valid_to", "dtstart", "until")
SCHEDULE_COUNTS = ("count", "interval")
SCHEDULE_TEXTS = ("wkst", "freq", "byday", "byweekno", "bymonthday", "bymonth", "byyearday")
SCHEDULE_TIMES = ("opens_at", "closes_at")
SCHEDULE_WHEN = (*SCHEDULE_DAYS, *SCHEDULE_COUNTS, *SCHEDULE_TEXTS, *SCHEDULE_TIMES)
SCHEDULE_CODES = ("channel", "kind", "on_bank_holidays")
"""A schedule's fields that say when, and those of our extension (beside `exceptions`)."""
