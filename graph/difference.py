"""What a database holds beside the rows it should hold: all of it is read and compared."""

from __future__ import annotations

from graph.batches import edge_properties, node_properties
from graph.bolt import Bolt
from graph.ontology import Ontology
from graph.records import Delta, Edge, Graph, Node
from graph.values import plain


def difference(bolt: Bolt, graph: Graph, kinds: Ontology) -> Delta:
    """What makes the database equal to the rows; what is to be deleted bears no properties."""
    nodes, gone_nodes = _nodes(bolt, graph, kinds)
    edges, gone_edges = _edges(bolt, graph, kinds)
    return Delta(nodes, gone_nodes, edges, gone_edges)


def nameless(kinds: Ontology) -> list[str]:
    """The statements that delete what nothing here can have written: nodes without id, relationships without key."""
    nodes = [f"MATCH (n:{label}) WHERE n.id IS NULL DETACH DELETE n RETURN count(*) AS n" for label in kinds.labels]
    edges = [f"MATCH ()-[r:{kind}]->() WHERE r.key IS NULL DELETE r RETURN count(*) AS n" for kind in kinds.relations]
    return [*edges, *nodes]


def _nodes(bolt: Bolt, graph: Graph, kinds: Ontology) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """The nodes that are not there as they should be, and those that should not be there."""
    stale, gone = dict(graph.nodes), list[Node]()
    for label in kinds.labels:
        for found in bolt.rows(f"MATCH (n:{label}) RETURN properties(n) AS properties"):
            properties = found["properties"]
            node = graph.nodes.get(properties["id"])
            if node is None or node.label != label:
                gone.append(Node(label, properties["id"], {}))
            elif plain(properties) == node_properties(node):
                stale.pop(node.id, None)
    return tuple(stale.values()), tuple(gone)


def _edges(bolt: Bolt, graph: Graph, kinds: Ontology) -> tuple[tuple[Edge, ...], tuple[Edge, ...]]:
    """The relationships that are not there as they should be, and those that should not be there."""
    stale, gone = dict(graph.edges), list[Edge]()
    for kind in kinds.relations:
        query = f"MATCH (a)-[r:{kind}]->(b) RETURN a.id AS source, b.id AS target, properties(r) AS properties"
        for found in bolt.rows(query):
            properties, ends = found["properties"], (found["source"], found["target"])
            edge = graph.edges.get(properties["key"])
            if edge is None or (edge.type, edge.source, edge.target) != (kind, *ends):
                gone.append(Edge(kind, properties["key"], "", ends[0], "", ends[1], {}))
            elif plain(properties) == edge_properties(edge):
                stale.pop(edge.key, None)
    return tuple(stale.values()), tuple(gone)
