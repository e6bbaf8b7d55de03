"""What changed, who changed it, when and why; and what each publishing saw (docs/decisions/0015).

Written by app.history alone, read by it and by publishing. As secret as the rows it tells of.
"""

from datetime import datetime

from sqlalchemy import DateTime, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Words


class Change(Base):
    """One transaction that changed records. Their numbers grow in the order of committing."""

    __tablename__ = "change"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=False), index=True)
    """UTC, never before that of an earlier change."""
    by: Mapped[str] = mapped_column(String(200))
    how: Mapped[str] = mapped_column(String(64))
    """What did it: import, edit, upgrade."""
    why: Mapped[str] = mapped_column(Text)


class RowVersion(Base):
    """A row of a table as a change left it."""

    __tablename__ = "row_version"

    row_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    """The row's table."""
    change_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    whose_id: Mapped[str | None] = mapped_column(String(36))
    """The row that it belongs to, of whatever table: a schedule's service_at_location."""
    body: Mapped[Words]
    """The columns that say something, as a JSON object with sorted keys; None when the row is gone."""

    # The key finds the last version of a row. No other index: each makes a large import slower.
    __table_args__ = ({"sqlite_with_rowid": False},)


class Publication(Base):
    """A publishing of the tables as they were: what an edition of that minute held."""

    __tablename__ = "publication"

    minute: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    """Wall minutes since 1970 in London; the last publishing of a minute counts."""
    edition: Mapped[str] = mapped_column(String(64))
    change_id: Mapped[int] = mapped_column(Integer)
    """The last change that it saw, 0 for none."""
