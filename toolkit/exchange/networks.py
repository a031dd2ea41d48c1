"""Networks for Gephi and the like: names that stand in the same articles, and outlets with those whom they cite."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import networkx as nx

from toolkit.corpus import Corpus
from toolkit.entities.identities import entity_key
from toolkit.sources.speakers import speakers
from toolkit.timelines import cooccurrence

LEAST = 2  # articles of a link


def names_network(corpus: Corpus) -> nx.Graph:
    """Names that stand in the same articles: nodes with label, type, mentions; links with `articles` and `weight` (the same).

    Nodes have `community` (Louvain; Blondel et al. 2008), `degree_centrality`, `betweenness` (Freeman 1977; of at most 500 sampled sources).
    """
    known = corpus.entities
    key = entity_key(known.rename(columns={"label": "entity"})).astype("str")
    graph = nx.Graph()
    pairs = cooccurrence(corpus.mentions, minimum=LEAST)
    place = {(label, type_): name for label, type_, name in zip(known["label"], known["type"].astype("str"), key, strict=True)}
    facts = known.assign(key=key).drop_duplicates("key").set_index("key")[["label", "type", "mentions", "articles"]]
    for row in pairs.rename(columns={"count": "together"}).itertuples():
        one, other = (place.get((label, type_)) for label, type_ in ((row.entity, row.type), (row.other, row.other_type)))
        if one and other:
            graph.add_edge(one, other, articles=int(row.together), weight=float(row.together))
    for name in graph:
        label, type_, mentions, articles = facts.loc[name]
        graph.nodes[name].update(label=str(label), type=str(type_), mentions=int(mentions), articles=int(articles))
    return _measured(graph)


def sources_network(corpus: Corpus) -> nx.Graph:
    """Outlets and whom they cite by name: links with `relations` and `weight` (the same)."""
    rows = corpus.attributions.assign(speaker=speakers(corpus.attributions, corpus.mentions))
    outlet = corpus.articles.set_index("article_id")["outlet"].astype(object)
    rows = rows.assign(outlet=rows["article_id"].astype(object).map(outlet).fillna("unknown"))
    rows = rows[rows["speaker"].notna() & rows["source_named"].fillna(False).astype(bool)]
    graph = nx.Graph()
    for (name, speaker), count in rows.groupby(["outlet", "speaker"], observed=True).size().items():
        graph.add_node(f"outlet:{name}", label=str(name), type="outlet")
        graph.add_node(f"speaker:{speaker}", label=str(speaker), type="speaker")
        graph.add_edge(f"outlet:{name}", f"speaker:{speaker}", relations=int(count), weight=float(count))
    return _measured(graph)


def _measured(graph: nx.Graph) -> nx.Graph:
    communities = nx.community.louvain_communities(graph, weight="weight", seed=1) if graph.number_of_edges() else []
    nx.set_node_attributes(graph, {name: n for n, members in enumerate(communities, 1) for name in members}, "community")
    nx.set_node_attributes(graph, nx.degree_centrality(graph) if len(graph) > 1 else {}, "degree_centrality")
    sampled = min(len(graph), 500)
    nx.set_node_attributes(graph, nx.betweenness_centrality(graph, k=sampled, seed=1) if sampled > 1 else {}, "betweenness")
    return graph


def write_vosviewer(corpus: Corpus, folder: Path) -> dict[str, int]:
    """Writes names_map.txt and names_network.txt, and the same of sources, as VOSviewer reads them; returns their links."""
    folder.mkdir(parents=True, exist_ok=True)
    links = {}
    for name, graph in (("names", names_network(corpus)), ("sources", sources_network(corpus))):
        place = {node: n for n, node in enumerate(graph, 1)}
        rows = ["id\tlabel\tcluster\tweight<links>"]
        rows += [f"{n}\t{graph.nodes[node]['label']}\t{graph.nodes[node].get('community', 1)}\t{graph.degree(node)}" for node, n in place.items()]
        pairs = [f"{place[one]}\t{place[other]}\t{facts['weight']:g}" for one, other, facts in graph.edges(data=True)]
        for part, lines in (("map", rows), ("network", pairs)):
            (folder / f"{name}_{part}.txt").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8-sig" if part == "map" else "utf-8")
        links[f"{name}, links"] = graph.number_of_edges()
    return links


def write(corpus: Corpus, folder: Path, ending: str) -> dict[str, int]:
    """Writes names.ENDING and sources.ENDING (gexf or graphml); returns their links."""
    folder.mkdir(parents=True, exist_ok=True)
    to_file: Callable[[nx.Graph, Path], None] = {"gexf": nx.write_gexf, "graphml": nx.write_graphml}[ending]
    links = {}
    for name, graph in (("names", names_network(corpus)), ("sources", sources_network(corpus))):
        to_file(graph, folder / f"{name}.{ending}")
        links[f"{name}, links"] = graph.number_of_edges()
    return links
