"""HSDS location, address, accessibility, service_at_location and service_area."""

from typing import TYPE_CHECKING

from sqlalchemy import Float, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Code, Id, Line, Words, owner, reference

if TYPE_CHECKING:
    from app.models.services import Service


class Location(Base):
    """Where. `visibility` None means that nobody has said: publishing then hides what could be secret."""

    __tablename__ = "location"

    id: Mapped[Id]
    organization_id: Mapped[str | None] = reference("organization.id")
    location_type: Mapped[str] = mapped_column(String(32))
    url: Mapped[Line]
    name: Mapped[Line]
    alternate_name: Mapped[Line]
    description: Mapped[Words]
    transportation: Mapped[Words]
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    external_identifier: Mapped[Line]
    external_identifier_type: Mapped[Line]

    visibility: Mapped[Code]
    """public, area (its council only), hidden (nothing), or None: not stated."""
    council: Mapped[str | None] = mapped_column(String(64), index=True)
    step_free: Mapped[Code]
    toilets: Mapped[Code]
    accessible_toilet: Mapped[Code]
    lift: Mapped[Code]
    hearing_loop: Mapped[Code]
    quiet_space: Mapped[Code]
    parking: Mapped[Code]

    addresses: Mapped[list["Address"]] = relationship(passive_deletes=True, cascade="all, delete-orphan")
    accessibility: Mapped[list["Accessibility"]] = relationship(
        passive_deletes=True, cascade="all, delete-orphan"
    )


class Address(Base):
    """A postal or physical address of a location. A physical one comes before a postal one."""

    __tablename__ = "address"

    id: Mapped[Id]
    location_id: Mapped[str | None] = owner("location.id")
    attention: Mapped[Line]
    address_1: Mapped[str] = mapped_column(Text)
    address_2: Mapped[Words]
    city: Mapped[Line]
    region: Mapped[Line]
    state_province: Mapped[Line]
    postal_code: Mapped[str | None] = mapped_column(String(64), index=True)
    country: Mapped[Code]
    address_type: Mapped[str] = mapped_column(String(32))


class Accessibility(Base):
    """What helps, or hinders, somebody at a location."""

    __tablename__ = "accessibility"

    id: Mapped[Id]
    location_id: Mapped[str | None] = owner("location.id")
    description: Mapped[Words]
    details: Mapped[Words]
    url: Mapped[Line]


class ServiceAtLocation(Base):
    """One service at one place: what a match answers with. Without a location it is remote."""

    __tablename__ = "service_at_location"

    id: Mapped[Id]
    service_id: Mapped[str] = owner("service.id")
    location_id: Mapped[str | None] = owner("location.id")
    description: Mapped[Words]

    service: Mapped["Service"] = relationship(back_populates="service_at_locations")
    location: Mapped["Location | None"] = relationship()


class ServiceArea(Base):
    """Where people may come from, in the standard's words. Ours is the service's `catchment`."""

    __tablename__ = "service_area"

    id: Mapped[Id]
    service_id: Mapped[str | None] = owner("service.id")
    service_at_location_id: Mapped[str | None] = owner("service_at_location.id")
    name: Mapped[Words]
    description: Mapped[Words]
    extent: Mapped[Words]
    extent_type: Mapped[Code]
    uri: Mapped[Line]
