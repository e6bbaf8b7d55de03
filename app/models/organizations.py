"""HSDS organization, its identifiers, programs, web addresses and funding."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Code, Id, Line, Whole, Words, owner, reference


class Organization(Base):
    """Who runs a service."""

    __tablename__ = "organization"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(2000), index=True)
    alternate_name: Mapped[Line]
    description: Mapped[Words]
    email: Mapped[Line]
    website: Mapped[Line]
    tax_status: Mapped[Line]
    tax_id: Mapped[Line]
    year_incorporated: Mapped[Whole]
    legal_status: Mapped[Line]
    logo: Mapped[Line]
    uri: Mapped[Line]
    parent_organization_id: Mapped[str | None] = reference("organization.id")

    organization_identifiers: Mapped[list["OrganizationIdentifier"]] = relationship(
        passive_deletes=True, cascade="all, delete-orphan"
    )
    programs: Mapped[list["Program"]] = relationship(passive_deletes=True, cascade="all, delete-orphan")


class OrganizationIdentifier(Base):
    """A number that a register knows an organization by (a charity number)."""

    __tablename__ = "organization_identifier"

    id: Mapped[Id]
    organization_id: Mapped[str | None] = owner("organization.id")
    identifier_scheme: Mapped[Line]
    identifier_type: Mapped[Line]
    identifier: Mapped[str] = mapped_column(String(2000))


class Program(Base):
    """Several services that an organization runs under one name."""

    __tablename__ = "program"

    id: Mapped[Id]
    organization_id: Mapped[str | None] = owner("organization.id")
    name: Mapped[str] = mapped_column(String(2000))
    alternate_name: Mapped[Line]
    description: Mapped[Words]


class Url(Base):
    """One more web address of a service or an organization."""

    __tablename__ = "url"

    id: Mapped[Id]
    label: Mapped[Line]
    url: Mapped[str] = mapped_column(String(2000))
    organization_id: Mapped[str | None] = owner("organization.id")
    service_id: Mapped[str | None] = owner("service.id")


class Funding(Base):
    """Where the money comes from."""

    __tablename__ = "funding"

    id: Mapped[Id]
    organization_id: Mapped[str | None] = owner("organization.id")
    service_id: Mapped[str | None] = owner("service.id")
    source: Mapped[Words]


class Unit(Base):
    """What a capacity counts: beds, places, sessions."""

    __tablename__ = "unit"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(2000))
    scheme: Mapped[Line]
    identifier: Mapped[Code]
    uri: Mapped[Line]
