"""The API's page: its document as plain HTML, which needs no script and nothing from elsewhere."""

import json
from collections.abc import Iterator, Mapping
from html import escape
from itertools import groupby
from typing import Any

Tree = Mapping[str, Any]
_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;
background:#fff;color:#1b1a18}
h2{margin-top:2.5rem;text-transform:capitalize;border-bottom:1px solid #8884}
details{margin:.4rem 0;padding:.4rem .8rem;border:1px solid #8884;border-radius:.5rem}
summary{cursor:pointer}code,pre{font:14px/1.45 ui-monospace,monospace}
pre{overflow:auto;background:#8881;padding:.8rem;border-radius:.5rem}
b{display:inline-block;min-width:4.2rem}td,th{text-align:left;padding:.15rem .8rem .15rem 0;
vertical-align:top}a{color:#1a5fb4}
@media(prefers-color-scheme:dark){body{background:#161514;color:#eceae6}a{color:#8ab4f8}}
"""


def page_of(document: Tree) -> str:
    """The page of an OpenAPI document."""
    info = document["info"]
    operations = [
        (operation["tags"][0], path, method, operation)
        for path, methods in document["paths"].items() for method, operation in methods.items()
    ]
    operations.sort(key=lambda one: one[0])
    parts = "".join(
        f"<h2>{escape(tag)}</h2>" + "".join(_operation(*one[1:]) for one in found)
        for tag, found in groupby(operations, key=lambda one: one[0]))
    records = "".join(
        f"<details id='{escape(name)}'><summary><code>{escape(name)}</code> "
        f"{escape(_first(schema.get('description', '')))}</summary>{_fields(schema)}</details>"
        for name, schema in document["components"]["schemas"].items())
    return (
        f"<!doctype html><html lang='en'><meta charset='utf-8'>"
        f"<meta name='viewport' content='width=device-width'><title>AdFlow's HTTP API</title>"
        f"<style>{_STYLE}</style><h1>AdFlow's HTTP API</h1><p>{escape(info['description'])}</p>"
        f"<p>The same for machines: <a href='openapi.json'>openapi.json</a></p>{parts}"
        f"<h2>records</h2>{records}</html>"
    )


def _operation(path: str, method: str, one: Tree) -> str:
    rows = "".join(
        f"<tr><td><code>{escape(p['name'])}</code><td>{p['in']}"
        f"<td>{_type(p['schema'])}<td>{escape(p.get('description', ''))}</tr>"
        for p in one.get("parameters", ()))
    body = "".join(
        f"<p>Body ({escape(kind)}): {_type(content['schema'])}</p>"
        for kind, content in one.get("requestBody", {}).get("content", {}).items())
    answers = "".join(
        f"<tr><td>{escape(status)}<td>{escape(answer['description'])}<td>"
        + ", ".join(f"{escape(kind)} {_type(content.get('schema', {}))}"
                    for kind, content in answer.get("content", {}).items()) + "</tr>"
        for status, answer in one["responses"].items())
    return (
        f"<details><summary><b>{method.upper()}</b> <code>{escape(path)}</code> "
        f"{escape(_first(one.get('description', '')))}</summary>"
        f"<p>{escape(one.get('description', ''))}</p>"
        f"{f'<table>{rows}</table>' if rows else ''}{body}<table>{answers}</table></details>"
    )


def _fields(schema: Tree) -> str:
    needed = schema.get("required", ())
    rows = "".join(
        f"<tr><td><code>{escape(name)}</code>{' *' if name in needed else ''}<td>{_type(field)}"
        f"<td>{escape(field.get('description', ''))}</tr>"
        for name, field in schema.get("properties", {}).items())
    return f"<p>{escape(schema.get('description', ''))}</p><table>{rows}</table>"


def _type(schema: Tree) -> str:
    """A schema in a few words, with links to the records it names."""
    return " or ".join(dict.fromkeys(_types(schema))) or "anything"


def _types(schema: Tree) -> Iterator[str]:
    if name := schema.get("$ref", "").rpartition("/")[2]:
        yield f"<a href='#{escape(name)}'>{escape(name)}</a>"
    elif "enum" in schema or "const" in schema:
        values = schema.get("enum", [schema.get("const")])
        yield " | ".join(escape(json.dumps(value)) for value in values)
    elif schema.get("type") == "array":
        yield f"list of {_type(schema.get('items', {}))}"
    elif "type" in schema:
        limits = {name: schema[name] for name in ("minimum", "maximum", "maxLength", "pattern")
                  if name in schema}
        yield escape(str(schema["type"])) + (f" {escape(json.dumps(limits))}" if limits else "")
    for one in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        yield from _types(one)


def _first(text: str) -> str:
    """The first sentence."""
    return text.split("\n\n")[0].replace("\n", " ").partition(". ")[0].rstrip(".")
