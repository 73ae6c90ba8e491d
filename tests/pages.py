"""Reads a public page the way a visitor does: by what is visible, what is a heading, where links go."""

import json
from html.parser import HTMLParser
from typing import Any

HIDDEN = {"script", "style", "title", "desc"}
VOID = {"meta", "link", "input", "img", "br", "source", "hr"}


class PageReader(HTMLParser):
    """Collects text, headings, links and machine-readable data of one page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.pieces: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self.links: dict[str, str] = {}
        self.ids: list[str] = []
        self.data: list[Any] = []
        self.title = ""
        self.meta: dict[str, str] = {}
        self.canonical = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if tag == "meta" and (name := attributes.get("name") or attributes.get("property")):
            self.meta[name] = attributes.get("content") or ""
        if tag == "link" and attributes.get("rel") == "canonical":
            self.canonical = attributes["href"]
        if tag in {"h1", "h2", "h3", "h4"}:
            self.headings.append((int(tag[1]), ""))
        if tag not in VOID:
            self.open.append((tag, attributes))
            self.pieces.append(" ")

    def handle_startendtag(self, tag, attrs):
        if "id" in dict(attrs):
            self.ids.append(dict(attrs)["id"])

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass
        self.pieces.append(" ")

    def handle_data(self, text):
        tags = [tag for tag, _ in self.open]
        if tags and tags[-1] == "title" and "svg" not in tags:
            self.title += text
        if tags and tags[-1] == "script" and self.open[-1][1].get("type") == "application/ld+json":
            self.data.append(json.loads(text))
        if HIDDEN & set(tags):
            return
        self.pieces.append(text)
        if self.headings and any(tag in {"h1", "h2", "h3", "h4"} for tag in tags):
            level, words = self.headings[-1]
            self.headings[-1] = (level, words + text)
        for tag, attributes in self.open:
            if tag == "a":
                href = attributes["href"]
                self.links[href] = " ".join((self.links.get(href, "") + " " + text).split())

    @property
    def text(self) -> str:
        """All visible words, white space folded."""
        return " ".join("".join(self.pieces).split())

    def heading(self, level: int) -> list[str]:
        return [" ".join(words.split()) for found, words in self.headings if found == level]


def read(response) -> PageReader:
    return PageReader(response.content.decode())
