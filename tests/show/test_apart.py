import matplotlib.pyplot as plt
import pytest
from matplotlib.axes import Axes

from toolkit.show.apart import label_apart

WORDS = ["المدينة", "السعودية", "قوة", "الله", "دولة", "عدد"]


def boxes(ax: Axes) -> dict[str, object]:
    ax.figure.draw_without_rendering()
    return {text.get_text(): text.get_window_extent() for text in ax.texts if text.get_text()}


@pytest.mark.parametrize("spread", [0.0, 0.01, 1.0])
def test_no_label_covers_another_and_all_stay_inside(spread):
    ax = plt.figure(figsize=(6, 4)).add_subplot(xlim=(-1, 7), ylim=(-1, 7))
    label_apart(ax, [(3 + spread * n, 3 + spread * n) for n in range(-3, 3)], WORDS)
    found = list(boxes(ax).values())
    assert len(found) == len(WORDS)
    assert not any(one.overlaps(other) for n, one in enumerate(found) for other in found[:n])
    outer = ax.get_window_extent()
    assert all(outer.x0 <= box.x0 and box.x1 <= outer.x1 and outer.y0 <= box.y0 and box.y1 <= outer.y1 for box in found)
    plt.close(ax.figure)


def test_a_free_point_has_its_label_above_it_and_no_line():
    ax = plt.figure().add_subplot(xlim=(0, 2), ylim=(0, 2))
    label_apart(ax, [(1, 1)], ["نفط"])
    (box,) = boxes(ax).values()
    x, y = ax.transData.transform((1, 1))
    assert box.x0 < x < box.x1 and y < box.y0 < y + 30
    assert len(ax.texts) == 1
    plt.close(ax.figure)


def test_no_points_no_labels():
    ax = plt.figure().add_subplot()
    label_apart(ax, [], [])
    assert not ax.texts
    plt.close(ax.figure)
