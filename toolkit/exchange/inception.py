"""INCEpTION: UIMA CAS (XMI) with names as DKPro's named entities, and a layer of quotations; through dkpro-cassis."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from toolkit.exchange.marked import ROLES, BadExchange, Marked, Span, file_name, read_names, write_names

ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
PLACE, LINK = "webanno.custom.Isnad", "webanno.custom.IsnadLink"  # cues and what belongs to them; from a cue to its part


def _cassis() -> Any:
    try:
        import cassis
    except ImportError:
        raise BadExchange("INCEpTION's format needs dkpro-cassis: pip install 'isnad-toolkit[inception]'") from None
    return cassis


def _types() -> Any:
    cassis = _cassis()
    system = cassis.TypeSystem()
    entity, place = system.create_type(ENTITY, supertypeName="uima.tcas.Annotation"), system.create_type(PLACE, supertypeName="uima.tcas.Annotation")
    link = system.create_type(LINK, supertypeName="uima.tcas.Annotation")
    system.create_feature(entity, "value", "uima.cas.String")
    system.create_feature(place, "part", "uima.cas.String")
    for name, range_ in (("Governor", place), ("Dependent", place), ("role", "uima.cas.String")):
        system.create_feature(link, name, range_)
    return system


def write(articles: Iterable[Marked], folder: Path) -> dict[str, int]:
    """Writes NAME.xmi for each article and `TypeSystem.xml`, ready to import into a project with these layers."""
    cassis, system = _cassis(), _types()
    folder.mkdir(parents=True, exist_ok=True)
    system.to_xml(folder / "TypeSystem.xml")
    entity, place, link = (system.get_type(name) for name in (ENTITY, PLACE, LINK))
    names: dict[str, str] = {}
    for one in articles:
        cas = cassis.Cas(typesystem=system, document_language="ar")
        cas.sofa_string, cas.sofa_mime = one.text, "text/plain"
        known: dict[tuple[Span, str], Any] = {}
        for span, label in one.spans():
            made = place(begin=span[0], end=span[1], part=label) if label in ("cue", *ROLES) else entity(begin=span[0], end=span[1], value=label)
            known[span, label] = made
            cas.add(made)
        for cue, role, span in one.links():
            cas.add(link(begin=span[0], end=span[1], Governor=known[cue, "cue"], Dependent=known[span, role], role=role))
        cas.to_xmi(folder / f"{file_name(one.article_id, names)}.xmi", pretty_print=True)
    write_names(folder, names)
    return {"articles": len(names)}


def read(path: Path) -> list[Marked]:
    """The articles of a folder of XMI files with their type system.

    Raises BadExchange where there is none, or it has other layers.
    """
    cassis = _cassis()
    files = sorted(path.rglob("*.xmi")) if path.is_dir() else [path]
    if not files or not files[0].is_file():
        raise BadExchange(f"{path} holds no .xmi files: export the project as «UIMA CAS XMI»")
    found, names = [], read_names(path if path.is_dir() else path.parent, *{file.parent for file in files})
    for file in files:
        known = next((folder / "TypeSystem.xml" for folder in (file.parent, path) if (folder / "TypeSystem.xml").is_file()), None)
        try:
            system = cassis.load_typesystem(known) if known else _types()
            found.append(_marked(cassis.load_cas_from_xmi(file, typesystem=system), names.get(file.stem.lower(), unquote(file.stem))))
        except Exception as error:  # whatever a parser of XML finds
            raise BadExchange(f"{file} is no CAS with the layers that isnad export wrote: {error!r}") from None
    return found


def _marked(cas: Any, article_id: str) -> Marked:
    one = Marked(article_id, cas.sofa_string or "")
    one.names = {(mark.begin, mark.end): str(mark.value) for mark in cas.select(ENTITY)}
    one.relations = {(mark.begin, mark.end): {} for mark in cas.select(PLACE) if mark.part == "cue"}
    for mark in cas.select(LINK):
        cue, part = mark.Governor, mark.Dependent
        if cue is not None and part is not None and (cue.begin, cue.end) in one.relations and mark.role in ROLES:
            one.relations[cue.begin, cue.end][mark.role] = part.begin, part.end
    return one
