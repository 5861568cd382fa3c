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

  // One cell of the grid is in the tab order, and the arrows go to the others; without this script
  // each is a link like any other.
  const rows = () => [...document.querySelectorAll("#grid tbody tr")];
  const links = (row) => [...row.querySelectorAll("td.cell > a")];
  const inTabs = () => document.querySelector('#grid td.cell > a:not([tabindex="-1"])');
  const reach = (link) => {
    for (const each of document.querySelectorAll("#grid td.cell > a")) each.tabIndex = each === link ? 0 : -1;
  };
  const beside = (link, down) => {
    const cell = link.parentElement;
    const others = rows().map((row) => row.querySelector(`td.cell[data-k="${cell.dataset.k}"] > a`)).filter(Boolean);
    return others[others.indexOf(link) + down];
  };
  const along = (link, right) => {
    const all = links(link.closest("tr"));
    return all[all.indexOf(link) + right];
  };
  const moves = {
    ArrowUp: (link) => beside(link, -1),
    ArrowDown: (link) => beside(link, 1),
    ArrowLeft: (link) => along(link, -1),
    ArrowRight: (link) => along(link, 1),
    Home: (link, all) => links(all ? rows()[0] : link.closest("tr"))[0],
    End: (link, all) => links(all ? rows().at(-1) : link.closest("tr")).at(-1),
  };
  document.addEventListener("keydown", (event) => {
    const link = event.target.closest?.("#grid td.cell > a");
    const all = event.ctrlKey || event.metaKey;
    if (!link || event.altKey || event.shiftKey || !(event.key in moves)) return;
    if (all && event.key.startsWith("Arrow")) return;
    event.preventDefault();
    moves[event.key](link, all)?.focus({ preventScroll: true });
  });
  document.addEventListener("focusin", (event) => {
    const link = event.target.closest("#grid td.cell > a");
    if (!link) return;
    reach(link);
    // What is pressed stays under the finger: moved meanwhile, the press would be of another cell.
    if (link.matches(":focus-visible")) link.parentElement.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  reach(inTabs());
  document.getElementById("by-arrows").hidden = false;

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
      const lowest = window.innerHeight - panel().offsetHeight - 12; // it may have grown by what it says
      panel().style.setProperty("--y", `${Math.max(12, Math.min(parseFloat(y), lowest))}px`);
      (panel().querySelector("[autofocus]") || panel().querySelector(".trouble"))?.focus();
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

  // Another was quicker: the panel says so, and behind it stands what they said. The link itself
  // stays, as the panel gives the focus back to it.
  const become = (old, made) => {
    for (const { name, value } of made.attributes) old.setAttribute(name, value);
  };
  document.addEventListener("changed-meanwhile", (event) => {
    const { pupil, k, cell } = event.detail;
    const behind = find(pupil, k);
    if (!behind) return;
    const made = document.createElement("template");
    made.innerHTML = cell;
    const [link, shown] = [behind, made.content].map((each) => each.querySelector("a"));
    become(behind, made.content.firstElementChild);
    become(link, shown);
    link.replaceChildren(...shown.childNodes);
    countLeft();
  });

  // Where a group is shown, the whole class has as many less to judge.
  const countLeft = () => {
    const here = document.getElementById("to-judge");
    const all = document.getElementById("to-judge-in-all");
    const left = document.querySelectorAll("#grid .cell:is(.suggested, .unjudged):not(.early)").length;
    if (all) all.textContent = Number(all.textContent) + left - Number(here.textContent);
    here.textContent = left;
    const early = document.querySelectorAll("#grid .cell.early").length;
    document.getElementById("too-early").textContent = early;
    document.getElementById("early").hidden = !early;
  };

  undo.addEventListener("click", () => {
    const { address, cell, ...values } = before;
    window.htmx.ajax("POST", address, { target: cell, swap: "outerHTML", source: undo, values });
  });
})();
