"""`make train` trains the tagger of names and the choices of attribution; `make accuracy` cross-validates both over articles.

Labels come from benchmarks/gold (ids and offsets), texts from ../shared/corpora. python-crfsuite trains the tagger; the package
runs without it. The same labels give the same weights.
"""

from __future__ import annotations

import sys

import numpy as np

from scripts.accuracy import attribution_accuracy, judged
from scripts.calibrate import calibrate
from scripts.train_attribution import annotated, read_held_out, train, write
from scripts.train_names import fold_taggers, folds_of, gold, held_out_names, name_accuracy, name_sequences, trained
from scripts.train_names import write as write_names


def main(arguments: list[str]) -> None:
    data = gold()
    sequences = name_sequences(data)
    if "accuracy" not in arguments:
        path = write_names(trained(sequences, np.ones(len(sequences.labels), dtype=bool)), "names")
        print(path, path.stat().st_size, "bytes", flush=True)
    held, fold = fold_taggers(sequences), folds_of(data)
    names = held_out_names(data, sequences, held)
    articles = annotated(data, names)
    models = train(articles, fold)
    rows = judged(articles, read_held_out(articles, fold, models.folds))
    if "accuracy" not in arguments:
        write(models)
        calibrate(rows, fold)
    else:
        print(name_accuracy(data, sequences, held).round(3).to_string(index=False))
        print(attribution_accuracy(data, rows, fold).round(3).to_string(index=False))


if __name__ == "__main__":
    main(sys.argv[1:])
