"""HSDS schedule and our dated exceptions to it (answers.md section 1)."""

from datetime import date

from sqlalchemy import Date, Float, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Code, Day, Id, Line, Whole, Words, owner


class Schedule(Base):
    """When. Text as HSDS has it, normalised on import: `directory_data.schedules.plain` reads a row.

    `opens_at` and `closes_at` are "HH:MM" in the place's wall time ("24:00" is midnight at the
    end), both None where times are not on record: then `description` holds the provider's words.
    """

    __tablename__ = "schedule"

    id: Mapped[Id]
    service_id: Mapped[str | None] = owner("service.id")
    location_id: Mapped[str | None] = owner("location.id")
    service_at_location_id: Mapped[str | None] = owner("service_at_location.id")
    valid_from: Mapped[Day]
    valid_to: Mapped[Day]
    dtstart: Mapped[Day]
    timezone: Mapped[float | None] = mapped_column(Float)
    until: Mapped[Day]
    count: Mapped[Whole]
    wkst: Mapped[Code]
    freq: Mapped[Code]
    interval: Mapped[Whole]
    byday: Mapped[Line]
    byweekno: Mapped[Line]
    bymonthday: Mapped[Line]
    bymonth: Mapped[Line]
    """Not in HSDS: RRULE's BYMONTH, read where a file has it ("12,1,2")."""
    byyearday: Mapped[Line]
    description: Mapped[Words]
    opens_at: Mapped[str | None] = mapped_column(String(8))
    closes_at: Mapped[str | None] = mapped_column(String(8))
    schedule_link: Mapped[Line]
    attending_type: Mapped[Words]
    notes: Mapped[Words]

    channel: Mapped[Code]
    kind: Mapped[Code]
    on_bank_holidays: Mapped[Code]

    exceptions: Mapped[list["ScheduleException"]] = relationship(
        passive_deletes=True, cascade="all, delete-orphan", order_by="ScheduleException.position"
    )


class ScheduleException(Base):
    """Our extension: dates on which a schedule does not hold. `to_date` is included."""

    __tablename__ = "schedule_exception"

    id: Mapped[Id]
    schedule_id: Mapped[str] = owner("schedule.id")
    position: Mapped[int] = mapped_column(Integer)
    date: Mapped[date] = mapped_column(Date, index=True)
    to_date: Mapped[Day]
    status: Mapped[str] = mapped_column(String(16))
    opens_at: Mapped[str | None] = mapped_column(String(8))
    closes_at: Mapped[str | None] = mapped_column(String(8))
    say: Mapped[Words]
