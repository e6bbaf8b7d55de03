"""HSDS taxonomy, its terms, and the attributes that tie a term to any object."""

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Code, Id, Line, LinkId, Words, reference


class Taxonomy(Base):
    """A list of terms that somebody keeps."""

    __tablename__ = "taxonomy"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(2000))
    description: Mapped[Words]
    uri: Mapped[Line]
    version: Mapped[Line]


class TaxonomyTerm(Base):
    """One term."""

    __tablename__ = "taxonomy_term"

    id: Mapped[Id]
    code: Mapped[Line]
    name: Mapped[str] = mapped_column(String(2000))
    description: Mapped[str | None] = mapped_column(Text)
    parent_id: Mapped[str | None] = reference("taxonomy_term.id")
    taxonomy: Mapped[Line]
    language: Mapped[Code]
    taxonomy_id: Mapped[str | None] = reference("taxonomy.id")
    term_uri: Mapped[Line]


class Attribute(Base):
    """A term (or a value) on the object `link_id` of the table `link_entity`."""

    __tablename__ = "attribute"

    id: Mapped[Id]
    link_id: Mapped[LinkId]
    taxonomy_term_id: Mapped[str | None] = reference("taxonomy_term.id")
    link_type: Mapped[Code]
    link_entity: Mapped[Code]
    value: Mapped[Words]
    label: Mapped[Words]
