"""Vietnamese political text → a knowledge graph with quotes: `import kg; g = kg.build(["seeds"]); g.query("SELECT …")`."""

from kg.api import Graph, build, open_graph

__all__ = ["Graph", "build", "open_graph"]
