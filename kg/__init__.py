"""Vietnamese political text → a knowledge graph with quotes: `kg.build(["seeds"]).query("SELECT …")`."""

from kg.api import Graph, build, open_graph

__all__ = ["Graph", "build", "open_graph"]
