"""Pages in which tables sort, search and page, offline: the script of itables (DataTables) inside the page, allowed by its hash alone."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from importlib.resources import files

ROWS = 1_000  # of a table in such a page: one can leaf through them …
SHOWN = 10  # … so many at a time
_POLICY = "default-src 'none';"  # with which the policy of every page begins
_TEXTS = {
    "ar": {
        "search": "ابحث في الجدول:", "lengthMenu": "_MENU_ صفوف في الصفحة", "info": "من _START_ إلى _END_ من _TOTAL_", "infoEmpty": "لا صفوف",
        "infoFiltered": "(من أصل _MAX_)", "zeroRecords": "لا صف يطابق البحث", "emptyTable": "لا صفوف",
        "paginate": {"first": "الأولى", "previous": "السابقة", "next": "التالية", "last": "الأخيرة"},
        "aria": {"orderable": "رتّب بهذا العمود", "orderableReverse": "اعكس ترتيب هذا العمود"},
    },
    "en": {
        "search": "Search the table:", "lengthMenu": "_MENU_ rows a page", "info": "_START_ to _END_ of _TOTAL_", "infoEmpty": "no rows",
        "infoFiltered": "(of _MAX_)", "zeroRecords": "no row matches", "emptyTable": "no rows",
        "paginate": {"first": "First", "previous": "Previous", "next": "Next", "last": "Last"},
    },
}  # fmt: skip

_DIGITS = {"ar": "ar-u-nu-arab", "en": "en"}


def interactive(page: str, language: str) -> str:
    """The page with the script, if it has a table that is worth it; its policy allows nothing but this script, and still no request."""
    if page.count("<tr") <= SHOWN:
        return page
    script = _script(language)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    allowed = page.replace(_POLICY, f"{_POLICY} script-src 'sha256-{digest}';", 1)
    styled = allowed.replace("</head>", f"<style>{_part('dt_bundle.css')}{_STYLE}</style>\n</head>", 1)
    head, end, rest = styled.rpartition("</body>")
    return f'{head}<script type="module">{script}</script>\n{end}{rest}'


@cache
def _part(name: str) -> str:
    return (files("itables") / "html" / name).read_text(encoding="utf-8")


@cache
def _script(language: str) -> str:
    """The module of itables, and what it does here: each table in which there is something to leaf through."""
    bundle = _part("dt_bundle.js")
    exported = re.search(r"export\{[^}]*?([\w$]+) as ITable\b", bundle)
    if exported is None:
        raise RuntimeError("this version of itables exports no ITable: install the locked one")
    options = {"language": _TEXTS[language], "pageLength": SHOWN, "lengthMenu": [10, 25, 100], "autoWidth": False, "order": []}
    return (
        f"{bundle}\nfor (const table of document.querySelectorAll('div.table > table')) {{\n"
        f"  if (table.tBodies[0] && table.tBodies[0].rows.length > {SHOWN}) new {exported[1]}(table, {{...{json.dumps(options, ensure_ascii=False)},\n"
        f"    formatNumber: number => number.toLocaleString({json.dumps(_DIGITS[language])})}});\n}}\n"
    )


# The report's own look is kept: only the controls are DataTables'.
_STYLE = (
    ".dt-container{margin:.5rem 0}.dt-layout-row{gap:1.5rem}.dt-container .dt-search input,.dt-container select{font:inherit;padding:.2rem .5rem;border:1px solid var(--line)}"
    "table.dataTable th,table.dataTable td{text-align:start}table.dataTable .number{text-align:end}"
    "@media print{.dt-search,.dt-length,.dt-paging{display:none}}"
)
