// The day: a press goes round a cell's counts, letters find a child, and each change is saved at once.
(() => {
  "use strict";
  const form = document.getElementById("day");
  const foot = document.getElementById("foot");
  if (!form || !foot) return;
  const cells = [...form.querySelectorAll("button.press")];
  const list = document.getElementById("wrong");
  const kept = new Map(cells.map((cell) => [cell, cell.dataset.count])); // what the server holds, as far as is known
  const waiting = new Set(); // cells that are not saved yet
  let steps = []; // what was changed, newest last: a list of [cell, what it said before]
  let told = 0; // how many lines the list of what is wrong has had
  for (const words of form.querySelectorAll(".with-script")) words.hidden = false;

  const numbers = ({ dataset }) => ({ fine: Number(dataset.fine), most: Number(dataset.most) });
  // As the rule on the server: from blank to fine, on to what is worse, and then to blank again.
  const pressed = (cell, count) => {
    const { fine, most } = numbers(cell);
    if ("shut" in cell.dataset) return ""; // no school: it is only taken away
    if (count === "") return String(fine);
    const after = Number(count) + (fine ? -1 : 1);
    return after >= 0 && after <= most ? String(after) : "";
  };
  const show = (cell, count) => {
    const { fine, most } = numbers(cell);
    const but = count !== "" && Number(count) !== fine;
    const says = count === "" ? "not entered" : but ? count : "fine";
    cell.dataset.count = count;
    cell.value = `${cell.dataset.name}:${count}:${pressed(cell, count)}`;
    cell.textContent = count === "" ? "·" : !but ? "✓" : most === 1 ? "✗" : count;
    cell.classList.toggle("but", but);
    cell.setAttribute("aria-label", `${cell.dataset.label}: ${says}`);
  };
  for (const cell of cells) show(cell, cell.dataset.count);
  new ResizeObserver(() => document.documentElement.style.setProperty("--foot", `${foot.offsetHeight}px`)).observe(foot);

  const tell = (words) => {
    document.getElementById("saved").textContent = words;
    document.getElementById("said").replaceChildren();
  };
  const clear = (cell) => {
    document.getElementById(cell.getAttribute("aria-describedby"))?.remove();
    cell.removeAttribute("aria-describedby");
  };
  const mark = (cell, words) => {
    clear(cell);
    const line = document.createElement("li");
    const link = document.createElement("a");
    line.id = `wrong-${(told += 1)}`;
    link.href = `#${cell.id}`;
    link.textContent = words;
    line.append(link);
    list.append(line);
    cell.setAttribute("aria-describedby", line.id);
    document.getElementById("saved").textContent = "";
  };

  const set = (changed, { undoing = false } = {}) => {
    const some = changed.filter(([cell, count]) => cell.dataset.count !== count);
    if (!some.length) return;
    if (!undoing) steps.push(some.map(([cell]) => [cell, cell.dataset.count]));
    for (const [cell, count] of some) {
      clear(cell);
      show(cell, count);
      waiting.add(cell);
    }
    busy();
    send();
  };

  // Answers why nothing could be sent, or nothing. Where several are refused each is tried alone.
  const named = (some) => (some.length === 1 ? some[0].dataset.label : `${some.length} changed`);
  const deliver = async (some) => {
    const sent = some.map((cell) => ({ cell, was: kept.get(cell), now: cell.dataset.count }));
    const fields = sent.map(({ cell, was, now }) => ["set", `${cell.dataset.name}:${was}:${now}`]);
    fields.push(["told", form.elements.told.value]);
    if (form.elements.why) fields.push(["why", form.elements.why.value]);
    const { answer, words } = await lantern.attempt(form.action, fields);
    if (!answer) return words;
    if (answer.ok) saved(sent);
    else if (answer.status === 409) meanwhile(await answer.json());
    else if (sent.length === 1) refused(sent[0], answer.status === 422 && (await answer.text()));
    else
      for (const { cell } of sent) {
        const why = await deliver([cell]);
        if (why) return why;
      }
    return "";
  };
  const saved = (sent) => {
    for (const { cell, now } of sent) {
      kept.set(cell, now);
      if (cell.dataset.count === now) waiting.delete(cell); // else it was pressed again meanwhile
    }
    tell(`Saved: ${named(sent.map(({ cell }) => cell))}.`);
  };
  const forget = (cell) => {
    waiting.delete(cell);
    steps = steps.map((step) => step.filter(([other]) => other !== cell)).filter((step) => step.length);
  };
  const refused = ({ cell, was }, why) => {
    forget(cell);
    show(cell, was);
    mark(cell, why ? `${why} Not saved.` : `${cell.dataset.label}: that did not work. Not saved: load the page again.`);
  };
  // What someone else left first stands, and is said; what was sent with it is sent once more.
  const meanwhile = (left) => {
    for (const [name, { stands, words }] of Object.entries(left)) {
      const cell = cells.find((other) => other.dataset.name === name);
      forget(cell);
      kept.set(cell, stands);
      show(cell, stands);
      mark(cell, `${words} Yours is not saved: press the cell to change it.`);
    }
  };
  // Beneath a closed review a change is a correction, which nobody makes without having read so.
  const outlasting = lantern.outlasting(form.action);
  const waits = (cell) => ({ name: cell.dataset.name, value: cell.dataset.count, seen: kept.get(cell) });
  const busy = () => {
    form.setAttribute("aria-busy", String(waiting.size > 0));
    outlasting.keep(form.elements.why ? [] : [...waiting].map(waits));
  };
  const send = lantern.keeping({
    left: () => waiting.size,
    deliver: () => deliver([...waiting]).finally(busy),
    tell: (words) => {
      const line = document.getElementById("unsaved");
      if (line.textContent !== words) line.textContent = words; // each try says it once
    },
  });

  const undo = () => {
    const step = steps.pop();
    if (!step) return tell("There is nothing to take back.");
    step[0][0].focus();
    return set(step, { undoing: true });
  };
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    event.preventDefault();
    if (button?.id === "fine") {
      set(cells.filter((cell) => cell.dataset.count === "" && !("away" in cell.dataset)).map((cell) => [cell, cell.dataset.fine]));
      cells[0].focus();
    } else if (button?.matches(".press")) set([[button, pressed(button, button.dataset.count)]]);
    else send();
  });

  const before = outlasting.take().map((was) => ({ ...was, cell: cells.find(({ dataset }) => dataset.name === was.name) }));
  const { ready, left, gone } = lantern.stillWanted(before, (cell) => cell.dataset.count);
  const why = form.elements.why ? "its review was closed meanwhile" : "changed meanwhile, and left as it stands";
  const stays = form.elements.why ? [...ready, ...left] : left;
  if (gone) list.append(Object.assign(document.createElement("li"), { textContent: gone }));
  for (const { cell } of stays) mark(cell, `${cell.dataset.label}: ${why}. Yours was not saved.`);
  if (!form.elements.why) set(ready.map(({ cell, value }) => [cell, value]));

  // --- by keyboard -------------------------------------------------------------------------------

  const rows = [...form.querySelectorAll("tbody tr")].filter((row) => row.querySelector("button.press"));
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const names = rows.map((row) => plain(row.querySelector("th").textContent.trim()));
  let letters = ""; // those typed one after another to find a child
  const inRow = (row, column) => row?.querySelector(`button[data-column="${column}"]`);
  const find = (letter, cell) => {
    const here = rows.indexOf(cell.closest("tr"));
    const from = (typed) => {
      const start = typed.length > 1 ? here : here + 1;
      const order = rows.map((_, n) => (start + n) % rows.length);
      return order.find((n) => names[n].startsWith(typed));
    };
    const longer = from(letters + letter);
    letters = longer === undefined ? letter : letters + letter;
    const found = longer ?? from(letter);
    if (found !== undefined) inRow(rows[found], cell.dataset.column)?.focus();
  };
  const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  form.addEventListener("keydown", (event) => {
    const cell = event.target.closest("button.press");
    if (!cell || event.altKey) return;
    const key = event.key.toLowerCase();
    if (event.ctrlKey || event.metaKey) {
      if (key !== "z") return;
      event.preventDefault();
      return undo();
    }
    if (/^\p{L}$/u.test(key)) return find(plain(key), cell);
    if (key !== "shift") letters = "";
    if (moves[event.key]) {
      event.preventDefault();
      const [down, across] = moves[event.key];
      const row = rows[rows.indexOf(cell.closest("tr")) + down];
      inRow(row, Number(cell.dataset.column) + across)?.focus();
    } else if (/^\d$/.test(key) && Number(key) <= Number(cell.dataset.most)) set([[cell, key]]);
    else if (["Delete", "Backspace"].includes(event.key)) set([[cell, ""]]);
  });
})();
