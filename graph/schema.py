"""What the database must hold to: a unique id per label, a unique key and an index on the document per relation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.ontology import Ontology

VERSION = 1
META = "_Meta"


def statements(ontology: Ontology) -> Iterator[str]:
    """The schema, one statement a transaction: Neo4j takes no data beside them, the embedded engine no rollback."""
    for label in (*ontology.labels, META):
        yield f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
    for kind in ontology.relations:
        name = kind.lower()
        yield f"CREATE CONSTRAINT {name}_key IF NOT EXISTS FOR ()-[r:{kind}]-() REQUIRE r.key IS UNIQUE"
        yield f"CREATE INDEX {name}_doc IF NOT EXISTS FOR ()-[r:{kind}]-() ON (r.doc)"


def missing(ontology: Ontology, present: Iterable[str]) -> list[str]:
    """The statements whose constraint or index is not among the names present."""
    names = set(present)
    return [text for text in statements(ontology) if text.split()[2] not in names]
