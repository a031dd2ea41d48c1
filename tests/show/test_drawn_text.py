"""Arabic in figures, judged by pixels: with the installed matplotlib and with one from before it shaped text itself."""

import os
import subprocess
import sys
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest

from toolkit.show.drawn_text import drawn, shapes_natively

ROOT = Path(__file__).resolve().parents[2]
OLD = ROOT / ".venv" / "old-matplotlib"
# Draws each text at the same size and saves the pixels.
DRAW = """
import sys, numpy as np, matplotlib
matplotlib.use("Agg")
from matplotlib.figure import Figure
from matplotlib.backends.backend_agg import FigureCanvasAgg
from toolkit.show.drawn_text import drawn, shapes_natively
texts = sys.argv[2:]
images = []
for text in texts:
    figure = Figure(figsize=(8, 1.2), dpi=100)
    canvas = FigureCanvasAgg(figure)
    raw = text.startswith("raw:")
    figure.text(0.5, 0.4, text[4:] if raw else drawn(text), ha="center", fontsize=28, family="DejaVu Sans", parse_math=False)
    canvas.draw()
    images.append(255 - np.asarray(canvas.buffer_rgba())[:, :, 0])
np.savez(sys.argv[1], *images, version=matplotlib.__version__, native=shapes_natively())
"""
TEXTS = ["مدينة طرابلس", "بعثة UN في ليبيا", "قال: «نعم» (2024)"]


def pixels(tmp_path, texts, path=None):
    out = tmp_path / ("old.npz" if path else "new.npz")
    parts = [str(path)] if path else []
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([*parts, str(ROOT)])}
    subprocess.run([sys.executable, "-c", DRAW, str(out), *texts], check=True, env=env, capture_output=True)
    data = np.load(out)
    return [data[f"arr_{n}"].astype(float) for n in range(len(texts))], str(data["version"]), bool(data["native"])


def columns(image):
    """The ink of each column between the first and the last inked one, resampled to 300 columns."""
    ink = image.sum(axis=0)
    used = np.flatnonzero(ink)
    ink = ink[used[0] : used[-1] + 1]
    return np.interp(np.linspace(0, 1, 300), np.linspace(0, 1, len(ink)), ink)


def inked(image):
    used = np.flatnonzero(image.sum(axis=0))
    return image[:, used[0] : used[-1] + 1]


def likeness(a, b):
    return np.corrcoef(columns(a), columns(b))[0, 1]


@pytest.mark.skipif(not OLD.exists(), reason="matplotlib 3.10 is not installed beside: run `make test`")
def test_both_matplotlibs_draw_the_same(tmp_path):
    new, new_version, new_native = pixels(tmp_path, TEXTS)
    old, old_version, old_native = pixels(tmp_path, TEXTS, OLD)
    assert new_version >= "3.11" and new_native
    assert old_version.startswith("3.10") and not old_native
    for text, a, b in zip(TEXTS, new, old, strict=True):
        mirrored = b[:, ::-1]
        assert likeness(a, b) > 0.8 > likeness(a, mirrored) + 0.2, text


def test_letters_join_and_run_from_the_right(tmp_path):
    # A reference set from single glyphs in presentation form: the final meem left of the initial seen.
    (word, seen, meem), _, _ = pixels(tmp_path, ["سم", "raw:\ufeb3", "raw:\ufee2"])
    reference = np.hstack([inked(meem), inked(seen)])
    reverse = np.hstack([inked(seen), inked(meem)])
    assert likeness(word, reference) > 0.9
    assert likeness(word, reference) > likeness(word, reverse)


def test_detection_agrees_with_the_version():
    assert shapes_natively() == (tuple(map(int, mpl.__version__.split(".")[:2])) >= (3, 11))


def test_controls_that_reorder_are_dropped():
    assert "\u202e" not in drawn("نص \u202eمقلوب")
    assert drawn("plain $5 $6") == "plain $5 $6"


def test_dates_keep_their_order_in_arabic():
    assert "2019" in drawn("يوم 2019-04-04")
