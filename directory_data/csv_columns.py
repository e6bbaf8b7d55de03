"""The columns of our spreadsheet: what each is called, what it means, and an example.

One row is one service at one place. A cell that is left empty says nothing.
"""

from typing import NamedTuple


class Column(NamedTuple):
    """group: service (the same on every row of one service) or place (this row's own)."""

    name: str
    group: str
    meaning: str
    example: str


COLUMNS = (
    Column("Organisation", "service", "Who runs it. Must be filled in.", "Lantern Trust (example)"),
    Column("Service", "service", "What it is called. Must be filled in.", "Lantern Night Shelter"),
    Column("Description", "service", "What people get, in a sentence or two.", "A bed and a hot meal."),
    Column("Needs", "service", "Codes with ; between them. Must be filled in.", "accommodation; bed-tonight"),
    Column(
        "Who can ask",
        "service",
        "self, agency, peer-mentor, probation, council, gp, court, outreach, with ; between. Empty: anyone.",
        "self; outreach",
    ),
    Column("Who it is for", "service", "In the provider's own words.", "For women and men aged 18 and over."),
    Column("Youngest age", "service", "Whole years.", "18"),
    Column("Oldest age", "service", "Whole years. 25 takes people for the whole year of being 25.", ""),
    Column("Gender", "service", "woman or man, if only for them. Then say it in Who it is for too.", ""),
    Column("Pets", "service", "yes, assistance-dogs, ask or no.", "assistance-dogs"),
    Column("Convictions", "service", "yes, case-by-case or no: are people with convictions taken?", "yes"),
    Column("Area served", "service", "Council codes or postcode sectors, with ; between.", "E09000023"),
    Column("Papers to bring", "service", "With ; between.", ""),
    Column("Cost", "service", "In words.", "Free"),
    Column("First visit", "service", "What happens the first time.", "Come to the side door by 9pm."),
    Column("If refused", "service", "What to do then.", "Ring the council's out of hours team."),
    Column("Start dates", "service", "For a course: dates with ; between.", ""),
    Column("Listed until", "service", "The last date it stands in the directory.", "2027-03-31"),
    Column("Paused since", "service", "A date, while it is shut until further notice.", ""),
    Column("Why paused", "service", "In words.", ""),
    Column("Email", "service", "", "hello@lantern.example"),
    Column("Website", "service", "", "https://lantern.example"),
    Column("Checked on", "service", "When somebody last made sure that all this is right.", "2026-11-02"),
    Column("Checked by", "service", "Their e-mail address.", "ann@lantern.example"),
    Column("Notes for workers", "service", "Seen by staff only, never published.", ""),
    Column("Phone for workers", "service", "Seen by staff only, never published.", ""),
    Column("Place", "place", "What the building is called.", "Lantern House"),
    Column("Address", "place", "Number and street.", "1 Example Street"),
    Column("Address line 2", "place", "", ""),
    Column("Town", "place", "", "London"),
    Column("Postcode", "place", "", "SE13 6JP"),
    Column("Latitude", "place", "With Longitude, if known.", ""),
    Column("Longitude", "place", "", ""),
    Column("Council code", "place", "Of the place, such as E09000023.", "E09000023"),
    Column(
        "Show where",
        "place",
        "public, area (only the council is shown) or hidden. A refuge is hidden.",
        "public",
    ),
    Column("Step-free", "place", "yes, no or unknown.", "yes"),
    Column("Toilets", "place", "yes, no or unknown.", ""),
    Column("How", "place", "in-person, phone, video or text.", "in-person"),
    Column("Phone", "place", "The number for the public.", "020 7946 0142"),
    Column("Monday", "place", "09:00-17:00, or 09:00-12:00, 13:00-17:00, closed, 24 hours.", "22:00-08:00"),
    Column("Tuesday", "place", "", "22:00-08:00"),
    Column("Wednesday", "place", "", "22:00-08:00"),
    Column("Thursday", "place", "", "22:00-08:00"),
    Column("Friday", "place", "", "22:00-08:00"),
    Column("Saturday", "place", "", "20:00-08:00"),
    Column("Sunday", "place", "", "closed"),
    Column("Hours in words", "place", "If the hours cannot be written above.", ""),
    Column("Appointment", "place", "yes, if people must book; else no.", "no"),
    Column("Hours from", "place", "The first date of these hours, if they have one.", "2026-11-01"),
    Column("Hours until", "place", "The last date of these hours, if they have one.", "2027-03-31"),
    Column("Bank holidays", "place", "open (usual hours), closed or unknown.", "open"),
    Column(
        "Exceptions",
        "place",
        "Dates that differ, with ; between.",
        "2026-12-25 to 2026-12-26 closed; 2026-12-24 20:00-08:00 (Christmas Eve)",
    ),
    Column("Service id", "service", "Leave empty. Keeps a service the same when it is renamed.", ""),
)
NAMES = tuple(column.name for column in COLUMNS)
OF_A_SERVICE = tuple(column.name for column in COLUMNS if column.group == "service")
MUST = ("Organisation", "Service", "Needs")
"""Columns that must be filled in."""
MARKS = ("Organisation", "Service", "Needs", "Show where")
"""A header with all of these is ours."""
NOTE = "#"
"""A row whose first cell starts with this is a note to the person who fills the sheet in."""

FIELDS = {
    "name": "Service",
    "description": "Description",
    "needs": "Needs",
    "referral_routes": "Who can ask",
    "eligibility_description": "Who it is for",
    "minimum_age": "Youngest age",
    "maximum_age": "Oldest age",
    "pets": "Pets",
    "accepts_convictions": "Convictions",
    "catchment": "Area served",
    "document": "Papers to bring",
    "fees_description": "Cost",
    "first_visit": "First visit",
    "if_refused": "If refused",
    "start_dates": "Start dates",
    "paused_since": "Paused since",
    "paused_why": "Why paused",
    "email": "Email",
    "url": "Website",
    "assured_date": "Checked on",
    "assurer_email": "Checked by",
    "address_1": "Address",
    "address_2": "Address line 2",
    "city": "Town",
    "postal_code": "Postcode",
    "latitude": "Latitude",
    "longitude": "Longitude",
    "council": "Council code",
    "visibility": "Show where",
    "step_free": "Step-free",
    "toilets": "Toilets",
    "channel": "How",
    "number": "Phone",
    "on_bank_holidays": "Bank holidays",
    "valid_from": "Hours from",
    "valid_to": "Hours until",
    "value": "Gender",
    "say": "Who it is for",
}
"""Field of HSDS or of our extension → the column that it stands in."""
