"""Self-contained pages: one file, no request to anywhere, hostile text inert.

Text from documents is escaped by the template; data goes into a JSON block, which is never run; the page's
Content-Security-Policy names its own scripts and styles by hash and forbids everything else.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import json
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from graph.errors import PolicyGraphError
from graph.ontology import ontology
from viz.words import LANGUAGES, words


@functools.cache
def environment() -> jinja2.Environment:
    """The templates of viz/templates, every value escaped."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader("viz"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def static(name: str) -> str:
    """A file of viz/static as text."""
    return (resources.files("viz") / "static" / name).read_text(encoding="utf-8")


def render(template: str, *, lang: str, styles: Iterable[str], scripts: Iterable[str], data: Any, **values: Any) -> str:
    """The page as text; `styles` and `scripts` are contents, inlined and named by hash in the policy.

    `data` is what the scripts read from the JSON block `data`; the interface speaks `lang`, and the reader may switch.
    """
    if lang not in LANGUAGES:
        raise PolicyGraphError(f"language {lang!r} is not known; use one of {', '.join(LANGUAGES)}")
    styles, scripts = [_safe(s) for s in (colours(), *styles)], [_safe(s) for s in scripts]
    return (
        environment()
        .get_template(template)
        .render(
            lang=lang,
            words={key: forms[lang] for key, forms in words().items()},
            all_words=json_block(words()),
            data=json_block(data),
            styles=[Markup(s) for s in styles],
            scripts=[Markup(s) for s in scripts],
            policy=policy(styles, scripts),
            **values,
        )
    )


def colours() -> str:
    """The style that gives each kind of node the colour of the ontology."""
    kinds = ontology().labels.values()
    return "\n".join(
        [f":root {{ {' '.join(f'--{kind.name}: {kind.color};' for kind in kinds)} }}"]
        + [f".mark.kind-{kind.name} {{ color: var(--{kind.name}); }}" for kind in kinds]
    )


def _safe(code: str) -> str:
    # Inlined code must not end its own element; "<\/script" means the same to JavaScript.
    return code.replace("</script", "<\\/script").replace("</style", "<\\/style")


def policy(styles: Iterable[str], scripts: Iterable[str]) -> str:
    """The Content-Security-Policy that lets just these styles and scripts run and nothing be fetched."""
    style, script = (" ".join(map(_hash, codes)) or "'none'" for codes in (styles, scripts))
    allowed = f"script-src {script}; style-src {style}; img-src data: blob:"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _hash(code: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def json_block(data: Any) -> Markup:
    """Data as JSON that may stand in a script element: no character of it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)


def write(page: str, out: Path) -> None:
    """Write a page as UTF-8; PolicyGraphError where the place cannot be written."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise PolicyGraphError(f"{out}: cannot be written ({error.strerror}); choose another place with -o") from error
