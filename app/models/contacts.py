"""HSDS phone, contact and language: they may hang on many objects, so on one of several keys."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Code, Id, Line, Whole, Words, owner


class Contact(Base):
    """Somebody to ask for. `audience`: our extension, public or worker; None is public."""

    __tablename__ = "contact"

    id: Mapped[Id]
    organization_id: Mapped[str | None] = owner("organization.id")
    service_id: Mapped[str | None] = owner("service.id")
    service_at_location_id: Mapped[str | None] = owner("service_at_location.id")
    location_id: Mapped[str | None] = owner("location.id")
    name: Mapped[Line]
    title: Mapped[Line]
    department: Mapped[Line]
    email: Mapped[Line]
    audience: Mapped[Code]

    phones: Mapped[list["Phone"]] = relationship(passive_deletes=True, cascade="all, delete-orphan")


class Phone(Base):
    """A number. `audience`: our extension, public or worker; None is its contact's, else public."""

    __tablename__ = "phone"

    id: Mapped[Id]
    location_id: Mapped[str | None] = owner("location.id")
    service_id: Mapped[str | None] = owner("service.id")
    organization_id: Mapped[str | None] = owner("organization.id")
    contact_id: Mapped[str | None] = owner("contact.id")
    service_at_location_id: Mapped[str | None] = owner("service_at_location.id")
    number: Mapped[str] = mapped_column(String(200))
    extension: Mapped[Whole]
    type: Mapped[Code]
    description: Mapped[Words]
    audience: Mapped[Code]


class Language(Base):
    """A language spoken: `code` is BCP 47."""

    __tablename__ = "language"

    id: Mapped[Id]
    service_id: Mapped[str | None] = owner("service.id")
    location_id: Mapped[str | None] = owner("location.id")
    phone_id: Mapped[str | None] = owner("phone.id")
    name: Mapped[Line]
    code: Mapped[Code]
    note: Mapped[Words]
