"""Hooks of mkdocs.yml: the site loads nothing from elsewhere, so that it can be read and searched without a network."""

from __future__ import annotations

ELSEWHERE, HERE = "https://unpkg.com/iframe-worker/shim", "assets/iframe-worker-shim.js"


def on_post_page(output: str, **_: object) -> str:
    """The script that searches in a file opened from disk is the one beside the pages."""
    return output.replace(ELSEWHERE, HERE)


def on_post_template(output_content: str, **_: object) -> str:
    """The same of pages that are no document, such as 404."""
    return on_post_page(output_content)
