"""Saved web pages to text: one line a block, nothing of the text lost; what the page header says beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode

from loaders.text import decode

BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer "
        "form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol option p pre section select summary table tbody "
        "tfoot thead title tr ul",
    )
)
CELLS = frozenset(("td", "th"))
SILENT = frozenset(("script", "style", "noscript", "template", "head", "iframe", "svg", "object", "textarea"))
CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
# The names that the national standard for government web sites gives to a page's own description.
META = {
    "articletitle": "title",
    "pubdate": "published",
    "contentsource": "issuer_hint",
    "sitename": "site",
    "columnname": "column",
}
DATE = re.compile(r"(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})")
BLANKS = re.compile(r"[ \t\r\n\x0b\x0c]+")


def read_html(data: bytes, name: str) -> tuple[str, Mapping[str, str]]:
    """The text of a page and the fields of its header; DocumentError where the bytes are no text."""
    page = LexborHTMLParser(_declared(data) or decode(data, name))
    return "\n".join(_lines(page)), dict(_meta(page))


def _declared(data: bytes) -> str | None:
    """The page in the encoding that it declares, where that holds."""
    declared = CHARSET.search(data[:4096])
    if not declared or data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return None
    encoding = declared[1].decode("ascii").lower()
    try:
        return data.decode("gb18030" if encoding in ("gb2312", "gbk") else encoding)
    except (UnicodeError, LookupError):
        return None


def _meta(page: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    for node in page.css("meta[name]"):
        key = META.get((node.attributes.get("name") or "").strip().lower())
        value = BLANKS.sub(" ", node.attributes.get("content") or "").strip()
        date = DATE.search(value) if key == "published" else None
        if date:
            value = f"{date[1]}-{int(date[2]):02}-{int(date[3]):02}"
        if key and value:
            yield key, value


def _lines(page: LexborHTMLParser) -> Iterator[str]:
    """The page's text, a line for each block, cells of a row joined by a blank."""
    body = page.body
    line: list[str] = []
    for piece in _pieces(body) if body is not None else ():
        if piece is None:
            text = _trim("".join(line))
            line.clear()
            if text:
                yield text
        else:
            line.append(piece)
    if text := _trim("".join(line)):
        yield text


def _pieces(root: LexborNode) -> Iterator[str | None]:
    """Text in order, None where a line ends. Walks without recursion: pages nest deeper than Python may."""
    node: LexborNode | None = root
    while node is not None:
        tag = node.tag or ""
        if tag == "-text":
            yield BLANKS.sub(" ", node.text_content or "")
        elif tag == "br" or tag in BLOCKS:
            yield None
        down = node.child if tag not in SILENT else None
        if down is not None:
            node = down
            continue
        while node is not None and node.next is None:
            node = node.parent if node.parent is not None and not _same(node.parent, root) else None
            if node is not None:
                yield from _closing(node.tag or "")
        if node is None:
            yield None
            return
        if down is None:
            yield from _closing(node.tag or "")
        node = node.next


def _closing(tag: str) -> Iterator[str | None]:
    if tag in BLOCKS:
        yield None
    elif tag in CELLS:
        yield " "


def _same(a: LexborNode, b: LexborNode) -> bool:
    return a.mem_id == b.mem_id


def _trim(line: str) -> str:
    return BLANKS.sub(" ", line).strip(" ")
