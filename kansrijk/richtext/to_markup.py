"""Body text as a person can type it: HTML in normal form to the light markup of markup.py."""


def markup_from_html(html: str) -> str:
    return html
