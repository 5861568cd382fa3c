// On the class page a cell opens beside itself, and is swapped in place once it was changed.
(() => {
  "use strict";
  const panel = () => document.getElementById("why");
  const find = (pupil, k) => document.querySelector(`[data-pupil="${pupil}"] [data-k="${k}"]`);

  document.addEventListener("click", (event) => {
    const link = event.target.closest("#grid td.cell > a");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || !window.htmx) return;
    event.preventDefault();
    say("");
    window.htmx.ajax("GET", link.href, { target: "#why", swap: "innerHTML", source: link });
  });

  // A panel that asks for a reason stays where it is: the button that was pressed is gone.
  let kept = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    const inside = event.detail.requestConfig.elt.closest("dialog.panel");
    kept = inside && [inside.style.getPropertyValue("--x"), inside.style.getPropertyValue("--y")];
  });
  document.addEventListener("htmx:afterSwap", () => {
    if (!kept) return;
    const [x, y] = kept;
    queueMicrotask(() => {
      panel().style.setProperty("--x", x);
      panel().style.setProperty("--y", y);
      panel().querySelector("[autofocus], .trouble")?.focus();
    });
  });

  // What was saved is said, and can be undone, until another cell is opened.
  let before = null;
  const undo = document.getElementById("undo");
  const say = (words, wasBefore = null) => {
    document.getElementById("heard").textContent = words;
    before = wasBefore;
    undo.hidden = !before;
  };

  document.addEventListener("judged", (event) => {
    const { pupil, k, said, before: was } = event.detail;
    panel().close();
    say(said, was && { ...was, cell: `[data-pupil="${pupil}"] [data-k="${k}"]` });
    const changed = find(pupil, k)?.querySelector("a");
    changed?.focus({ preventScroll: true });
    changed?.scrollIntoView({ block: "nearest", inline: "nearest" });
    countLeft();
  });

  // Where a group is shown, the whole class has as many less to judge.
  const countLeft = () => {
    const here = document.getElementById("to-judge");
    const all = document.getElementById("to-judge-in-all");
    const left = document.querySelectorAll("#grid .cell:is(.suggested, .unjudged)").length;
    if (all) all.textContent = Number(all.textContent) + left - Number(here.textContent);
    here.textContent = left;
  };

  undo.addEventListener("click", () => {
    const { address, cell, ...values } = before;
    window.htmx.ajax("POST", address, { target: cell, swap: "outerHTML", source: undo, values });
  });
})();
