"""A scene → the HTML page, the only module that knows pyvis: `html(scene, places, extra)` → `<!DOCTYPE html>…`.

pyvis makes the network (nodes, edges, options) and brings vis-network; its own template, which loads scripts from
elsewhere and puts labels into HTML unescaped, is never used.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.views.layout import Point
from kg.views.scene import Scene
from kg.views.words import TYPES

if TYPE_CHECKING:
    from jinja2 import Environment
    from pyvis.network import Network

_TEMPLATES = Path(__file__).with_name("template")
_VIS = "lib/vis-9.1.2/vis-network.min.js"
# In the order in which a reader meets them; together one script.
_SCRIPTS = (
    "words", "data", "state", "arrange", "look", "names", "graph", "search", "legend", "facts", "panel", "path",
    "reader", "table", "save", "page",
)  # fmt: skip

# Shapes of one radius do not look alike in size.
_EVEN = {"star": 1.5, "diamond": 1.2, "square": 0.88, "triangle": 1.05, "triangleDown": 1.05}

_OPTIONS: Mapping[str, Any] = {
    # The places are computed beforehand: nothing moves, nothing is random.
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "keyboard": {"enabled": False}, "selectConnectedEdges": False, "tooltipDelay": 0},
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3},
    "edges": {
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.45}},
        "width": 1.2,
        "hoverWidth": 0.8,
        "selectionWidth": 1.2,
        "smooth": False,
    },
}


def html(scene: Scene, places: Sequence[Point], extra: Mapping[str, Any]) -> str:
    """Write the page as one file.

    `places` are the nodes' positions; `extra` is what the page's scripts need beside the network, as JSON.
    """
    from jinja2 import ChoiceLoader, Environment, FileSystemLoader

    net = _network(scene, places)
    loader = ChoiceLoader([FileSystemLoader(_TEMPLATES), net.templateEnv.loader])
    net.templateEnv = Environment(loader=loader, autoescape=True, keep_trailing_newline=True)
    scripts = [_source(net.templateEnv, _VIS), _script(net.templateEnv)]
    style = _source(net.templateEnv, "page.css")
    net.templateEnv.globals |= {
        "scripts": scripts,
        "style": style,
        "policy": _policy(scripts, style),
        "island": lambda nodes, edges, options: island(
            {"nodes": nodes, "edges": edges, "options": json.loads(options), **extra}
        ),
    }
    net.path = "page.html"
    page: str = net.generate_html()
    return page


def island(data: object) -> str:
    r"""Write JSON that cannot end the script element it stands in, nor break a line of JavaScript.

    >>> str(island("</script>&"))
    '"\\u003c/script\\u003e\\u0026"'
    """
    from markupsafe import Markup

    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "&<>\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 (escaped in the line above)


def _network(scene: Scene, places: Sequence[Point]) -> Network:
    from pyvis.network import Network

    net = Network(directed=True, cdn_resources="in_line")
    net.options = dict(_OPTIONS)
    degrees = scene.degrees()
    for n, (node, (x, y)) in enumerate(zip(scene.nodes, places, strict=True)):
        shape = TYPES[node.type].shape
        size = round(min(9 + 3 * degrees[n] ** 0.5, 30) * _EVEN.get(shape, 1.0), 1)
        net.add_node(n, label=node.label, shape=shape, group=node.type, x=x, y=y, size=size)
    edges = set(scene.edges())
    for n, (source, target) in enumerate(sorted(edges)):
        bent = {"smooth": {"enabled": True, "type": "curvedCW", "roundness": 0.14}} if (target, source) in edges else {}
        net.add_edge(source, target, id=n, **bent)
    return net


def _source(environment: Environment, name: str) -> str:
    """Read a file as it stands (not as a template), with the line ends that a browser sees when it checks the hash."""
    assert environment.loader is not None  # noqa: S101
    return environment.loader.get_source(environment, name)[0].replace("\r\n", "\n")


def _script(environment: Environment) -> str:
    """Join the page's scripts to one, in a function of its own so that nothing of it is global."""
    parts = [_source(environment, f"js/{name}.js") for name in _SCRIPTS]
    return "(() => {\n'use strict';\n" + "\n".join(parts) + "})();\n"


def _policy(scripts: Sequence[str], style: str) -> str:
    """Write the Content Security Policy: nothing from outside, and of the inside only these scripts and this style."""
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
