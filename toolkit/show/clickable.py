"""HTML whose marked parts can be chosen by a click or with the keyboard, in JupyterLab."""

from __future__ import annotations

import anywidget
import traitlets


class Clickable(anywidget.AnyWidget):
    """`markup` as it is shown; `clicked` is the `data-row` (or `data-article`) of the part that was chosen last, with a count, for the same may be chosen again."""

    _esm = """
    export default {
      render({ model, el }) {
        let times = 0;
        const draw = () => { el.innerHTML = model.get("markup"); };
        const choose = (event) => {
          const part = event.target.closest("[data-row],[data-article]");
          if (!part || (event.type === "keydown" && event.key !== "Enter")) return;
          event.preventDefault();
          times += 1;
          model.set("clicked", [part.dataset.row ?? part.dataset.article, times]);
          model.save_changes();
        };
        el.addEventListener("click", choose);
        el.addEventListener("keydown", choose);
        model.on("change:markup", draw);
        draw();
      },
    };
    """
    _css = "[data-row],[data-article]{cursor:pointer} [data-article]{text-decoration:underline} [data-row]:focus{outline:2px solid #0072b2}"
    markup = traitlets.Unicode("").tag(sync=True)
    clicked: traitlets.List = traitlets.List([]).tag(sync=True)

    @property
    def row(self) -> str:
        """The `data-row` or `data-article` that was chosen last."""
        return str(self.clicked[0]) if self.clicked else ""
