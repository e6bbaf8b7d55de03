"""Tables for HSDS 3.1's objects and our extension, one file for each family.

`db` is the Flask-SQLAlchemy object. These rows never answer a question: publishing reads them and
writes an edition (docs/decisions/0001).
"""

from pathlib import Path

from flask import Flask
from flask_migrate import Migrate

from app.models.base import Base, db
from app.models.contacts import Contact, Language, Phone
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
    "RequiredDocument",
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

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"


def init_app(app: Flask) -> None:
    """Ties the tables, and `flask db upgrade`, to the application's database."""
    db.init_app(app)
    # SQLite cannot alter a column in place: alembic copies the table instead.
    Migrate(app, db, directory=str(MIGRATIONS), render_as_batch=True, compare_type=True)
