"""HSDS service and what only a service has, with our extension (contract.md) as columns."""

from typing import TYPE_CHECKING

from sqlalchemy import Boolean, Integer, Numeric, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import (
    Base,
    Code,
    Codes,
    Data,
    Day,
    Id,
    Line,
    Moment,
    Money,
    Whole,
    Words,
    owner,
    reference,
)

if TYPE_CHECKING:
    from app.models.locations import ServiceAtLocation
    from app.models.organizations import Organization


class Service(Base):
    """Something that helps. `saturday` fields of contract.md follow those of HSDS."""

    __tablename__ = "service"

    id: Mapped[Id]
    organization_id: Mapped[str | None] = owner("organization.id")
    program_id: Mapped[str | None] = reference("program.id")
    name: Mapped[str] = mapped_column(String(2000), index=True)
    alternate_name: Mapped[Line]
    description: Mapped[Words]
    url: Mapped[Line]
    email: Mapped[Line]
    status: Mapped[str] = mapped_column(String(32), index=True)
    interpretation_services: Mapped[Words]
    application_process: Mapped[Words]
    fees_description: Mapped[Words]
    wait_time: Mapped[Words]
    fees: Mapped[Words]
    accreditations: Mapped[Words]
    eligibility_description: Mapped[Words]
    minimum_age: Mapped[Whole]
    maximum_age: Mapped[Whole]
    """The last whole year of age taken: 25 holds the whole year of being 25."""
    assured_date: Mapped[Day]
    assurer_email: Mapped[Line]
    licenses: Mapped[Words]
    alert: Mapped[Words]
    last_modified: Mapped[Moment]

    needs: Mapped[Codes]
    referral_routes: Mapped[Codes]
    catchment: Mapped[Codes]
    reach: Mapped[Code]
    risk_exclusions: Mapped[Data]
    """A list of codes, or an object of code to yes, case-by-case or unknown. Never asked of a person."""
    environment: Mapped[Words]
    setting: Mapped[Words]
    pets: Mapped[Code]
    accepts_convictions: Mapped[Code]
    first_visit: Mapped[Words]
    if_refused: Mapped[Words]
    paused_since: Mapped[Day]
    paused_why: Mapped[Words]
    valid_to: Mapped[Day]
    start_dates: Mapped[Codes]
    """ISO dates, sorted: ["2027-01-11"]."""
    alternatives: Mapped[Data]
    worker_only: Mapped[Data]
    """Contacts and notes for staff. Leaves the database only by `export --staff`."""
    sample: Mapped[bool | None] = mapped_column(Boolean)
    """Made up, to show how things work: every page that shows it says so."""

    organization: Mapped["Organization | None"] = relationship()
    service_at_locations: Mapped[list["ServiceAtLocation"]] = relationship(
        passive_deletes=True, cascade="all, delete-orphan", back_populates="service"
    )
    eligibility_rules: Mapped[list["EligibilityRule"]] = relationship(
        passive_deletes=True, cascade="all, delete-orphan", order_by="EligibilityRule.position"
    )
    required_documents: Mapped[list["RequiredDocument"]] = relationship(
        passive_deletes=True, cascade="all, delete-orphan"
    )
    cost_options: Mapped[list["CostOption"]] = relationship(
        passive_deletes=True, cascade="all, delete-orphan"
    )
    capacities: Mapped[list["ServiceCapacity"]] = relationship(
        passive_deletes=True, cascade="all, delete-orphan"
    )


class EligibilityRule(Base):
    """Our extension: who can use a service, as data (answers.md section 2)."""

    __tablename__ = "eligibility_rule"

    id: Mapped[Id]
    service_id: Mapped[str] = owner("service.id")
    position: Mapped[int] = mapped_column(Integer)
    attribute: Mapped[str] = mapped_column(String(64), index=True)
    op: Mapped[str] = mapped_column(String(16))
    value: Mapped[Data]
    strength: Mapped[str] = mapped_column(String(16))
    say: Mapped[Words]
    unless: Mapped[Data]
    """A list of clauses {attribute, op, value, ...} of which one yes lifts the rule."""
    source: Mapped[Words]
    checked_on: Mapped[Day]


class RequiredDocument(Base):
    """Something to bring. `accepts`: our extension, codes of `id_held` that will do."""

    __tablename__ = "required_document"

    id: Mapped[Id]
    service_id: Mapped[str | None] = owner("service.id")
    document: Mapped[Words]
    uri: Mapped[Line]
    accepts: Mapped[Codes]


class CostOption(Base):
    """What it costs, in one case."""

    __tablename__ = "cost_option"

    id: Mapped[Id]
    service_id: Mapped[str | None] = owner("service.id")
    valid_from: Mapped[Day]
    valid_to: Mapped[Day]
    option: Mapped[Words]
    currency: Mapped[Code]
    amount: Mapped[Money]
    amount_description: Mapped[Words]


class ServiceCapacity(Base):
    """How many places there are, and how many are free."""

    __tablename__ = "service_capacity"

    id: Mapped[Id]
    service_id: Mapped[str | None] = owner("service.id")
    unit_id: Mapped[str | None] = reference("unit.id")
    available: Mapped[float] = mapped_column(Numeric(12, 2, asdecimal=False))
    maximum: Mapped[Money]
    description: Mapped[Words]
    updated: Mapped[Moment]
