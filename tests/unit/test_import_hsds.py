"""HSDS JSON with our extension becomes rows: what is kept, what is refused and where, and ids."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from directory_data import importing
from directory_data.batch import Batch
from tests.importing_app import a_service, written


def read(tmp_path: Path, content: object, name: str = "feed.json") -> Batch:
    return importing.read(Path(written(tmp_path / name, content)))


def refusals(tmp_path: Path, service: dict[str, Any]) -> list[tuple[str, str]]:
    return where(read(tmp_path, [service]))


def where(batch: Batch) -> list[tuple[str, str]]:
    return [(refusal.place, refusal.field) for refusal in batch.refusals]


def one(batch: Batch, table: str) -> dict[str, object]:
    assert batch.refusals == []
    (row,) = batch.of(table).values()
    return row


def test_a_nested_service_becomes_rows_that_know_their_owner(tmp_path: Path) -> None:
    service = a_service(
        phones=[{"number": "020 7946 0142", "extension": 12, "languages": [{"code": "pl"}]}],
        attributes=[{"value": "free", "taxonomy_term": {"id": "T1", "name": "Free", "description": "…"}}],
        metadata=[{"last_action_date": "2026-01-01", "updated_by": "Ann"}],
        contacts=[{"name": "Ann", "saturday": {"audience": "worker"}, "phones": [{"number": "1"}]}],
        cost_options=[{"amount": 3.5, "currency": "GBP"}],
        capacities=[{"available": 3, "updated": "2026-11-01T10:00:00Z", "unit": {"name": "beds"}}],
    )
    batch = read(tmp_path, {"version": "3.1", "services": [service]})
    assert batch.refusals == []
    assert batch.warnings.lines() == []
    phones = list(batch.of("phone").values())
    assert phones[0] | {"id": ""} == {
        "id": "",
        "number": "020 7946 0142",
        "extension": 12,
        "service_id": service["id"],
    }
    assert one(batch, "language")["phone_id"] == phones[0]["id"]
    assert phones[1]["contact_id"] == one(batch, "contact")["id"]
    assert one(batch, "contact")["audience"] == "worker"
    assert one(batch, "attribute")["link_id"] == service["id"]
    assert one(batch, "attribute")["link_entity"] == "service"
    assert one(batch, "attribute")["taxonomy_term_id"] == one(batch, "taxonomy_term")["id"]
    assert one(batch, "metadata")["resource_type"] == "service"
    assert one(batch, "service_capacity")["unit_id"] == one(batch, "unit")["id"]
    assert one(batch, "schedule")["service_at_location_id"] == "33333333-3333-4333-8333-333333333333"
    assert one(batch, "address")["location_id"] == "44444444-4444-4444-8444-444444444444"


def test_our_extension_is_kept(tmp_path: Path) -> None:
    service = a_service(
        saturday={
            "needs": ["accommodation"],
            "referral_routes": ["self", "gp"],
            "catchment": ["E09000023", "se13 6"],
            "reach": "anywhere",
            "risk_exclusions": {"arson": "case-by-case"},
            "pets": "assistance-dogs",
            "accepts_convictions": "case-by-case",
            "paused_since": "2026-11-01",
            "start_dates": ["2027-01-11"],
            "worker_only": {"notes": "Ring Ann first", "phones": ["07700 900142"]},
            "eligibility_rules": [
                {
                    "attribute": "age",
                    "op": "between",
                    "value": [16, 35],
                    "strength": "must",
                    "say": "For people aged 16 to 35",
                    "checked_on": "2026-10-01",
                    "unless": [{"attribute": "abuse", "op": "in", "value": ["now", "past"]}],
                }
            ],
        }
    )
    batch = read(tmp_path, [service])
    row = one(batch, "service")
    assert row["catchment"] == ["E09000023", "SE13 6"]
    assert row["risk_exclusions"] == {"arson": "case-by-case"}
    assert row["worker_only"] == {"notes": "Ring Ann first", "phones": ["07700 900142"]}
    assert row["start_dates"] == ["2027-01-11"]
    rule = one(batch, "eligibility_rule")
    assert (rule["service_id"], rule["position"], rule["value"]) == (service["id"], 0, [16, 35])
    assert rule["unless"] == [{"attribute": "abuse", "op": "in", "value": ["now", "past"]}]


def test_a_schedule_keeps_its_exceptions_in_their_order(tmp_path: Path) -> None:
    service = a_service()
    schedule = service["service_at_locations"][0]["schedules"][0]
    schedule["saturday"] = {
        "channel": "phone",
        "kind": "last-entry",
        "on_bank_holidays": "open",
        "exceptions": [
            {"date": "2026-12-25", "to": "2026-12-26", "status": "closed"},
            {"date": "2026-12-24", "status": "open", "opens_at": "10:00", "closes_at": "14:00", "say": "Eve"},
        ],
    }
    batch = read(tmp_path, [service])
    assert one(batch, "schedule")["opens_at"] == "22:00"
    assert one(batch, "schedule")["channel"] == "phone"
    exceptions = batch.of("schedule_exception").values()
    found = [(row["position"], row["status"], row.get("opens_at")) for row in exceptions]
    assert found == [(0, "closed", None), (1, "open", "10:00")]


def test_the_same_organization_and_place_may_be_nested_in_many_services(tmp_path: Path) -> None:
    other = a_service(id="55555555-5555-4555-8555-555555555555")
    other["service_at_locations"][0]["id"] = "66666666-6666-4666-8666-666666666666"
    other["organization"]["website"] = "https://charity.example"
    batch = read(tmp_path, [a_service(), other])
    assert batch.refusals == []
    assert len(batch.of("service")) == 2
    assert one(batch, "organization")["website"] == "https://charity.example"
    assert len(batch.of("address")) == 1


def test_an_id_that_stands_for_two_things_is_refused(tmp_path: Path) -> None:
    other = a_service(id="55555555-5555-4555-8555-555555555555")
    other["service_at_locations"][0]["id"] = "66666666-6666-4666-8666-666666666666"
    other["organization"]["name"] = "Another charity"
    other["service_at_locations"][0]["schedules"][0]["id"] = "S"
    first = a_service()
    first["service_at_locations"][0]["schedules"][0]["id"] = "S"
    batch = read(tmp_path, [first, other, first])
    assert where(batch) == [
        ("[1]", "organization.id"),
        ("[1]", "service_at_locations[0].schedules[0].id"),
        ("[2]", "id"),
    ]


def test_every_refused_row_is_named_though_another_was_refused_for_the_same(tmp_path: Path) -> None:
    batch = read(tmp_path, [a_service(name=7), a_service(id="2", name=None, service_at_locations=[])])
    assert where(batch) == [("[0]", "name"), ("[1]", "name")]


def test_alternatives_name_services_by_the_ids_that_those_get(tmp_path: Path) -> None:
    other = a_service(id="2", service_at_locations=[])
    batch = read(tmp_path, [a_service(saturday={"alternatives": ["2"]}), other])
    first, second = batch.of("service").values()
    assert first["alternatives"] == [second["id"]]


def test_the_same_thing_twice_in_one_list_is_refused(tmp_path: Path) -> None:
    phone = {"id": "p", "number": "1"}
    assert refusals(tmp_path, a_service(phones=[phone, phone])) == [("[0]", "phones[1].id")]


def test_ids_that_are_no_uuids_are_mapped_and_stay_the_same(tmp_path: Path) -> None:
    service = a_service(id="42", organization={"id": 7, "name": "A charity"})
    first, again = read(tmp_path, [service]), read(tmp_path, [service])
    assert first.rows == again.rows
    identity = str(one(first, "service")["id"])
    assert len(identity) == 36
    assert identity != str(one(read(tmp_path, [a_service(id="43")]), "service")["id"])
    upper = a_service(id="AAAAAAAA-1111-4111-8111-111111111111")
    assert one(read(tmp_path, [upper]), "service")["id"] == upper["id"].lower()


@pytest.mark.parametrize("visibility", ["hidden", "area", None])
def test_no_id_depends_on_where_a_place_is(tmp_path: Path, visibility: str | None) -> None:
    def ids(street: str, postcode: str, latitude: float) -> dict[str, list[str]]:
        service = a_service()
        del service["service_at_locations"][0]["id"]
        location = service["service_at_locations"][0]["location"]
        del location["id"]
        location |= {
            "latitude": latitude,
            "longitude": latitude / 100,
            "saturday": {"visibility": visibility},
        }
        location["addresses"] = [{"address_1": street, "postal_code": postcode, "address_type": "physical"}]
        batch = read(tmp_path, [service])
        assert batch.refusals == []
        return {table: list(rows) for table, rows in batch.rows.items()}

    assert ids("1 Secret Lane", "SE13 6JP", 51.4) == ids("99 Other Road", "CB1 1AA", 52.2)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": None}, "name"),
        ({"name": "  "}, "name"),
        ({"name": 7}, "name"),
        ({"status": "open"}, "status"),
        ({"minimum_age": 18.0}, "minimum_age"),
        ({"minimum_age": "18"}, "minimum_age"),
        ({"minimum_age": -1}, "minimum_age"),
        ({"minimum_age": True}, "minimum_age"),
        ({"minimum_age": 30, "maximum_age": 20}, "maximum_age"),
        ({"assured_date": "yesterday"}, "assured_date"),
        ({"email": "nobody"}, "email"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "not a web address"}, "url"),
        ({"phones": [{"number": None}]}, "phones[0].number"),
        ({"phones": {"number": "1"}}, "phones"),
        ({"phones": ["020 7946 0142"]}, "phones[0]"),
        ({"cost_options": [{"amount": "free"}]}, "cost_options[0].amount"),
        ({"last_modified": "2026-13-01T00:00:00Z"}, "last_modified"),
        ({"organization_id": "99999999-9999-4999-8999-999999999999"}, "organization_id"),
        ({"saturday": {"needs": ["a bed"]}}, "saturday.needs"),
        ({"saturday": {"visability": "hidden"}}, "saturday.visability"),
        ({"saturday": {"pets": "cats"}}, "saturday.pets"),
        ({"saturday": {"catchment": ["Lewisham"]}}, "saturday.catchment"),
        ({"saturday": {"referral_routes": "self"}}, "saturday.referral_routes"),
        ({"saturday": {"risk_exclusions": ["theft"]}}, "saturday.risk_exclusions"),
        ({"saturday": {"start_dates": ["soon"]}}, "saturday.start_dates"),
        ({"saturday": []}, "saturday"),
        ({"required_documents": [{"document": 1}]}, "required_documents[0].document"),
        ({"contacts": [{"saturday": {"audience": "staff"}}]}, "contacts[0].saturday.audience"),
    ],
)
def test_what_is_wrong_is_refused_by_its_field(tmp_path: Path, fields: dict[str, Any], field: str) -> None:
    assert refusals(tmp_path, a_service(**fields)) == [("[0]", field)]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"latitude": 100}, "latitude"),
        ({"longitude": 181}, "longitude"),
        ({"latitude": None}, "latitude"),
        ({"location_type": None}, "location_type"),
        ({"location_type": "castle"}, "location_type"),
        ({"saturday": {"visibility": "secret"}}, "saturday.visibility"),
        ({"saturday": {"council": "Lewisham"}}, "saturday.council"),
        ({"saturday": {"step_free": True}}, "saturday.step_free"),
    ],
)
def test_a_place_that_cannot_be_is_refused(tmp_path: Path, fields: dict[str, Any], field: str) -> None:
    service = a_service()
    service["service_at_locations"][0]["location"] |= fields
    assert refusals(tmp_path, service) == [("[0]", f"service_at_locations[0].location.{field}")]


GOOD_RULE = {"attribute": "gender", "op": "in", "value": ["woman"], "strength": "must", "say": "For women"}


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        ({"attribute": "shoe_size"}, ".attribute"),
        ({"op": "like"}, ".op"),
        ({"op": "between"}, ".op"),
        ({"op": "includes"}, ".op"),
        ({"value": ["lady"]}, ".value"),
        ({"value": []}, ".value"),
        ({"value": None}, ".value"),
        ({"strength": "perhaps"}, ".strength"),
        ({"strength": None}, ".strength"),
        ({"say": ""}, ".say"),
        ({"why": "…"}, ".why"),
        ({"attribute": "age", "op": "between", "value": [35, 16]}, ".value"),
        ({"attribute": "age", "op": "between", "value": [16.0, 35]}, ".value"),
        ({"attribute": "age", "op": "at-least", "value": "18"}, ".value"),
        ({"attribute": "substance", "op": "is", "value": "drugs"}, ".op"),
        ({"attribute": "substance", "op": "excludes", "value": "tea"}, ".value"),
        ({"attribute": "local_connection", "op": "includes", "value": "Lewisham"}, ".value"),
        ({"unless": [{"attribute": "abuse", "op": "is", "value": "maybe"}]}, ".unless[0].value"),
        ({"unless": [{"attribute": "abuse", "op": "is", "value": "now", "unless": []}]}, ".unless[0].unless"),
        ({"unless": "abuse"}, ".unless"),
    ],
)
def test_a_rule_that_cannot_be_is_refused(tmp_path: Path, rule: dict[str, Any], field: str) -> None:
    service = a_service(saturday={"eligibility_rules": [GOOD_RULE, {**GOOD_RULE, **rule}]})
    assert refusals(tmp_path, service) == [("[0]", f"saturday.eligibility_rules[1]{field}")]


@pytest.mark.parametrize(
    "rule",
    [
        {"attribute": "age", "op": "at-least", "value": 18},
        {"attribute": "days_since_release", "op": "at-most", "value": 84},
        {"attribute": "substance", "op": "includes", "value": "alcohol"},
        {"attribute": "local_connection", "op": "includes", "value": ["E09000023"]},
        {"attribute": "language", "op": "in", "value": ["pl", "zh-Hant"]},
        {"attribute": "pet", "op": "is-not", "value": "dog"},
    ],
)
def test_a_rule_that_can_be_is_kept(tmp_path: Path, rule: dict[str, Any]) -> None:
    batch = read(tmp_path, [a_service(saturday={"eligibility_rules": [{**GOOD_RULE, **rule}]})])
    assert one(batch, "eligibility_rule")["value"] == rule["value"]


def test_fields_that_nobody_knows_are_left_out_with_one_warning_for_all(tmp_path: Path) -> None:
    services = [a_service(id=f"service {n}", colour="red", service_at_locations=[]) for n in range(3)]
    batch = read(tmp_path, services)
    assert batch.refusals == []
    assert batch.warnings.lines() == ["[0]: colour: is no field that is known: left out (and 2 more like it)"]


def test_checked_on_holds_where_a_service_says_nothing(tmp_path: Path) -> None:
    said = a_service(id="2", assured_date="2026-01-01", service_at_locations=[])
    path = written(tmp_path / "f.json", [a_service(), said])
    batch = importing.read(Path(path), checked_on=date(2026, 11, 20))
    found = [row["assured_date"] for row in batch.of("service").values()]
    assert found == [date(2026, 11, 20), date(2026, 1, 1)]


def test_papers_that_will_do_are_codes(tmp_path: Path) -> None:
    papers = [{"document": "Photo ID", "saturday": {"accepts": ["passport", "driving-licence"]}}]
    batch = read(tmp_path, [a_service(required_documents=papers)])
    assert one(batch, "required_document")["accepts"] == ["passport", "driving-licence"]
    papers = [{"document": "Photo ID", "saturday": {"accepts": ["library-card"]}}]
    field = "required_documents[0].saturday.accepts"
    assert refusals(tmp_path, a_service(required_documents=papers)) == [("[0]", field)]


@pytest.mark.parametrize("name", ["feed.ndjson", "feed.jsonl", "feed", "feed.txt"])
def test_one_service_a_line(tmp_path: Path, name: str) -> None:
    lines = [json.dumps(a_service(id=f"s{n}", service_at_locations=[])) for n in range(3)]
    batch = read(tmp_path, "\n".join(lines) + "\n\n", name)
    assert (batch.refusals, len(batch.of("service"))) == ([], 3)
    lines[1] = lines[1][:-5]
    lines[2] = json.dumps(a_service(id="s9", status="odd", service_at_locations=[]))
    wrong = read(tmp_path, "\n".join(lines), "feed.ndjson")
    assert where(wrong) == [
        ("line 2", ""),
        ("line 3", "status"),
    ]


def test_a_folder_of_json_is_one_import(tmp_path: Path) -> None:
    written(tmp_path / "a.json", {"services": [a_service(service_at_locations=[])]})
    written(tmp_path / "b.json", {"services": [a_service(id="2", status="odd", service_at_locations=[])]})
    batch = importing.read(tmp_path)
    assert where(batch) == [("b.json services[0]", "status")]
    assert len(batch.of("organization")) == 1


def test_an_organization_with_its_services(tmp_path: Path) -> None:
    service = a_service(service_at_locations=[])
    organization = service.pop("organization")
    batch = read(tmp_path, {**organization, "services": [service]})
    assert one(batch, "service")["organization_id"] == one(batch, "organization")["id"]
    batch = read(
        tmp_path,
        {"organizations": [organization], "services": [{**service, "organization_id": organization["id"]}]},
    )
    assert one(batch, "service")["organization_id"] == one(batch, "organization")["id"]
