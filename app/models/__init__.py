"""Tables for HSDS 3.1's objects and our extension, one file for each family.

`db` is the Flask-SQLAlchemy object. These rows never answer a question: publishing reads them and
writes an edition (docs/decisions/0001).
"""

from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import Migrate

from app.models.base import Base, db
from app.models.contacts import Contact, Language, Phone
from app.models.history import Change, Publication, RowVersion
from app.models.locations import Accessibility, Address, Location, ServiceArea, ServiceAtLocation
from app.models.organizations import Funding, Organization, OrganizationIdentifier, Program, Unit, Url
from app.models.records import Metadata, MetaTableDescription
from app.models.schedules import Schedule, ScheduleException
from app.models.services import CostOption, EligibilityRule, RequiredDocument, Service, ServiceCapacity
from app.models.taxonomies import Attribute, Taxonomy, TaxonomyTerm

__all__ = [
    "Accessibility",
    "Address",
    "Attribute",
    "Base",
    "Change",
    "Contact",
    "CostOption",
    "EligibilityRule",
    "Funding",
    "Language",
    "Location",
    "MetaTableDescription",
    "Metadata",
    "Organization",
    "OrganizationIdentifier",
    "Phone",
    "Program",
    "Publication",
    "RequiredDocument",
    "RowVersion",
    "Schedule",
    "ScheduleException",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "ServiceCapacity",
    "Taxonomy",
    "TaxonomyTerm",
    "Unit",
    "Url",
    "db",
    "init_app",
]

NOT_OURS = "changed_row"
"""The table of marks (app/publishing/marks.py), which publishing makes and no migration does."""
MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"


def ours(found: Any, name: str | None, kind: str, reflected: bool, model: Any) -> bool:
    """Whether a migration may be made of something: for alembic."""
    return not (kind == "table" and name == NOT_OURS)


def init_app(app: Flask) -> None:
    """Ties the tables, their history and `flask db upgrade` to the application's database."""
    from app.history import recording

    db.init_app(app)
    recording.listen()
    # SQLite cannot alter a column in place: alembic copies the table instead.
    Migrate(app, db, directory=str(MIGRATIONS), render_as_batch=True, compare_type=True, include_object=ours)
