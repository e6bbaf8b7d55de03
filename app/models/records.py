"""HSDS metadata (who changed what in the source) and table descriptions."""

from sqlalchemy.orm import Mapped

from app.models.base import Base, Code, Id, Line, LinkId, Words


class Metadata(Base):
    """One change that the source tells of, on the object `resource_id` of table `resource_type`."""

    __tablename__ = "metadata"

    id: Mapped[Id]
    resource_id: Mapped[LinkId]
    resource_type: Mapped[Code]
    last_action_date: Mapped[Code]
    last_action_type: Mapped[Line]
    field_name: Mapped[Words]
    previous_value: Mapped[Words]
    replacement_value: Mapped[Words]
    updated_by: Mapped[Line]


class MetaTableDescription(Base):
    """What a table of the source is called, and in which language and letters it is."""

    __tablename__ = "meta_table_description"

    id: Mapped[Id]
    name: Mapped[Line]
    language: Mapped[Code]
    character_set: Mapped[Code]
