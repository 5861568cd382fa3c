// The week as a spreadsheet: arrows move, each number is saved as it is left, Ctrl V fills, Ctrl Z takes back.
(() => {
  "use strict";
  const form = document.getElementById("week");
  if (!form) return;
  const cells = () => [...form.querySelectorAll("input[data-column]")];
  const before = new Map(cells().map((cell) => [cell, cell.value]));
  const summed = new Set(cells().filter((cell) => cell.classList.contains("summed"))); // what their days come to, and nobody typed
  const known = form.elements.was ? JSON.parse(form.elements.was.value) : {}; // what is kept, as far as this page has seen
  let steps = []; // what was saved, newest last: a list of [cell, what it said before]
  const takenBack = new Set(); // the cells whose last saving took something back
  const waiting = new Map(); // what is not saved yet: cell to what the server holds, as far as is known
  for (const words of form.querySelectorAll(".with-script")) words.hidden = false;

  const ALL = "All saved.";
  const foot = document.getElementById("foot");
  const list = document.getElementById("wrong");
  let told = 0; // how many lines the list of what is wrong has had

  // The bar at the foot is always in sight, so that no row moves under the hand and no word is missed.
  const tell = (words) => {
    if (foot) document.getElementById("saved").textContent = words;
    document.getElementById("said").replaceChildren();
  };
  if (foot) {
    list.append(...document.querySelectorAll("#sent-wrong > li"));
    new ResizeObserver(() => {
      document.documentElement.style.setProperty("--foot", `${foot.offsetHeight}px`);
      if (form.contains(document.activeElement)) document.activeElement.scrollIntoView({ block: "nearest", inline: "nearest" });
    }).observe(foot);
  }

  const near = (cell, rows, columns) => {
    const row = cell.closest("tr");
    if (columns) {
      const across = [...row.querySelectorAll("input[data-column]")];
      return across[across.indexOf(cell) + columns];
    }
    const down = cells().filter((other) => other.dataset.column === cell.dataset.column);
    return down[down.indexOf(cell) + rows];
  };
  const go = (cell) => {
    if (!cell) return;
    cell.focus();
    cell.select();
  };

  const within = (value, { dataset }) => /^\d+$/.test(value) && Number(value) <= Number(dataset.most);
  const wrong = (cell) => cell.value && !within(cell.value, cell);
  const whyNot = (value, { dataset }) => `“${value}” is not a whole number from 0 to ${dataset.most}.`;

  // What was wrong with a cell is forgotten, and its words too once no other cell has the same.
  const clear = (cell) => {
    const id = cell.getAttribute("aria-describedby");
    cell.removeAttribute("aria-invalid");
    cell.removeAttribute("aria-describedby");
    if (id && !cells().some((other) => other.getAttribute("aria-describedby") === id)) document.getElementById(id)?.remove();
  };
  // Every cell that is not saved says so until it is mended, and so does the bar.
  const mark = (bad, words) => {
    for (const cell of bad) clear(cell);
    const [first] = bad;
    const line = document.createElement("li");
    const link = document.createElement("a");
    line.id = `wrong-${(told += 1)}`;
    link.href = `#${first.id}`;
    link.textContent = words;
    line.append(link);
    list.append(line);
    list.scrollTop = list.scrollHeight;
    for (const cell of bad) {
      cell.setAttribute("aria-invalid", "true");
      cell.setAttribute("aria-describedby", line.id);
    }
    document.getElementById("saved").textContent = "";
  };
  const named = (some) => (some.length === 1 ? some[0].getAttribute("aria-label") : `${some.length} numbers`);

  // The whole form may be sent at any time: it says what the page has seen by then.
  const knows = (cell, value) => {
    known[cell.name] = value;
    form.elements.was.value = JSON.stringify(known);
  };

  // Saves these cells, one sending after another, so that the last typed is the last saved.
  const save = (changed, { undoing = false } = {}) => {
    document.getElementById("left-over")?.remove();
    for (const cell of changed) cell.value = cell.value.trim();
    const bad = changed.filter(wrong);
    for (const cell of bad) mark([cell], `${named([cell])}: ${whyNot(cell.value, cell)} Not saved.`);
    if (bad.length) return;
    const some = changed.filter((cell) => cell.value !== before.get(cell));
    for (const cell of changed) clear(cell);
    if (!some.length) return;
    for (const cell of some) undoing ? takenBack.add(cell) : takenBack.delete(cell);
    if (!undoing) steps.push(some.map((cell) => [cell, summed.has(cell) ? "" : before.get(cell)]));
    for (const cell of some) {
      summed.delete(cell);
      if (!waiting.has(cell)) waiting.set(cell, before.get(cell));
      before.set(cell, cell.value);
    }
    keep();
    send();
  };
  // Beneath a closed review a change is a correction, which nobody makes without having read so.
  const outlasting = lantern.outlasting(form.action);
  const keep = () => {
    const waits = [...waiting].map(([{ name }, seen]) => ({ name, value: before.get(form.elements[name]), seen }));
    outlasting.keep(form.elements.why ? [] : waits);
  };
  const asSent = ([cell, was]) => ({ cell, was, value: before.get(cell) });

  // What changes a number beneath a closed review waits for the reason, or for Save without one.
  const SAY_WHY = "Say why, or press Save to give no reason.";
  let unsaid = false;
  const waits = ({ was }) => was !== "" && form.elements.why && !unsaid && !form.elements.why.value.trim();
  const deliverReady = async (sent) => {
    const ready = sent.filter((each) => !waits(each));
    const why = ready.length ? await deliver(ready) : "";
    return why || (ready.length < sent.length ? SAY_WHY : "");
  };

  // Answers why nothing could be sent, or nothing. Where several are refused each is tried alone.
  const deliver = async (sent) => {
    const { answer, words } = await lantern.attempt(form.action, fieldsOf(sent));
    if (!answer) return words;
    if (answer.ok) kept(sent, await answer.json());
    else if (answer.status === 409) meanwhile(sent, await answer.json());
    else if (sent.length === 1) refused(sent[0], answer.status === 422 && (await answer.text()));
    else
      for (const one of sent) {
        const why = await deliver([one]);
        if (why) return why;
      }
    return "";
  };
  const fieldsOf = (sent) => {
    const fields = Object.fromEntries(sent.map(({ cell, value }) => [cell.name, value]));
    fields.was = JSON.stringify(Object.fromEntries(sent.map(({ cell, was }) => [cell.name, was])));
    fields.told = form.elements.told.value;
    if (form.elements.why) fields.why = form.elements.why.value;
    return fields;
  };

  // What was cleared may hold what its days come to: then that is shown, and is what the page has seen.
  const kept = (sent, sums) => {
    for (const { cell, value } of sent) {
      const stands = sums[cell.name] ?? value;
      knows(cell, stands);
      if (before.get(cell) !== value) {
        waiting.set(cell, stands); // it was changed again meanwhile
        continue;
      }
      waiting.delete(cell);
      before.set(cell, stands);
      cell.classList.toggle("summed", stands !== value);
      if (stands !== value) summed.add(cell);
      if (cell.value === value) cell.value = stands;
    }
    const again = Object.values(sums);
    const days = !again.length ? "" : again.length === 1 ? ` Its days come to ${again[0]}.` : " What their days come to stands again.";
    const done = sent.every(({ cell }) => takenBack.has(cell)) ? "Taken back" : "Saved";
    tell(`${done}: ${named(sent.map(({ cell }) => cell))}.${days}`);
  };
  const refused = ({ cell, was }, why) => {
    waiting.delete(cell);
    before.set(cell, was);
    if (cell.classList.contains("summed")) summed.add(cell);
    mark([cell], why ? `${why} Not saved.` : `${named([cell])}: that did not work. Not saved: load the page again.`);
  };

  // What someone else left first stands, and is said; what was sent with it is sent once more.
  const meanwhile = (sent, left) => {
    for (const { cell } of sent) {
      const theirs = left[cell.name];
      if (!theirs) continue;
      waiting.delete(cell);
      before.set(cell, theirs.stands);
      knows(cell, theirs.stands);
      steps = steps.map((step) => step.filter(([other]) => other !== cell)).filter((step) => step.length);
      mark([cell], `${theirs.words} Yours is not saved: press Save to put it in its place, or Escape to leave theirs.`);
    }
  };

  // Left while a number is typed, it is saved first; the page asks while anything is not.
  window.addEventListener("beforeunload", () => {
    const cell = document.activeElement;
    if (cell.matches("#week input[data-column]")) save([cell]);
  });
  const send = lantern.keeping({
    left: () => waiting.size,
    deliver: () => deliverReady([...waiting].map(asSent)).finally(keep),
    tell: (words) => {
      const [line, saved] = ["unsaved", "saved"].map((id) => document.getElementById(id));
      if (line && line.textContent !== words) line.textContent = words; // each try says it once
      if (words && saved.textContent === ALL) saved.textContent = "";
    },
  });
  form.addEventListener("submit", (event) => {
    if (!waiting.size) return;
    event.preventDefault(); // it would be lost where the page is not answered
    unsaid = true;
    send();
  });
  form.elements.why?.addEventListener("change", send);

  const fill = (column, value) => {
    const blank = cells().filter((cell) => cell.dataset.column === column && cell.value === "");
    const [first] = blank;
    if (first && !within(value, first)) return lantern.say(`${whyNot(value, first)} Nothing was filled.`, "warning");
    for (const cell of blank) cell.value = value;
    return save(blank);
  };
  // Lines of a spreadsheet go down from a cell, their columns across; a blank there changes nothing.
  const paste = (cell, lines) => {
    const rows = [...form.querySelectorAll("tbody tr")];
    const [row, column] = [rows.indexOf(cell.closest("tr")), Number(cell.dataset.column)];
    const at = (n, m) => rows[row + n]?.querySelector(`input[data-column="${column + m}"]`);
    const found = lines.flatMap((line, n) => line.split("\t").map((word, m) => ({ word: word.trim(), n, cell: at(n, m) })));
    const typed = found.filter(({ word }) => word);
    const fits = typed.filter((each) => each.cell);
    for (const each of fits) each.cell.value = each.word.slice(0, 20);
    const changed = fits.map((each) => each.cell);
    const bad = changed.filter(wrong);
    save(changed.filter((each) => !bad.includes(each)));
    if (bad.length) save(bad);
    leftOver(new Set(typed.filter((each) => !each.cell).map(({ n }) => n)).size);
  };
  const leftOver = (count) => count && say("left-over", `${count} pasted ${count === 1 ? "line" : "lines"} left over: no cell is there.`);
  // Of no cell.
  const say = (id, words) => {
    const line = document.createElement("li");
    line.id = id;
    line.textContent = words;
    list.append(line);
  };
  const undo = () => {
    const step = steps.pop();
    if (!step) return tell("There is nothing to take back.");
    for (const [cell, was] of step) cell.value = was;
    go(step[0][0]);
    return save(step.map(([cell]) => cell), { undoing: true });
  };

  const unsent = outlasting.take().map((was) => ({ ...was, cell: cells().find(({ name }) => name === was.name) }));
  const { ready, left, gone } = lantern.stillWanted(unsent, (cell) => before.get(cell));
  const why = form.elements.why ? "its review was closed meanwhile" : "changed meanwhile, and left as it stands";
  const stays = form.elements.why ? [...ready, ...left] : left;
  if (gone) say("gone", gone);
  for (const { cell, value } of stays) mark([cell], `${named([cell])}: ${why}. Yours, ${value || "blank"}, was not saved.`);
  if (!form.elements.why) {
    for (const { cell, value } of ready) cell.value = value;
    save(ready.map(({ cell }) => cell));
  }
  if (foot && !waiting.size && !list.children.length) document.getElementById("saved").textContent = ALL;

  const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  form.addEventListener("keydown", (event) => {
    const cell = event.target.closest("input[data-column]");
    const filling = event.target.closest("button[name=fill]"); // which still has the focus
    const takesBack = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
    if (takesBack && (filling || cell?.value === before.get(cell))) {
      event.preventDefault();
      return undo();
    }
    if (!cell) return;
    const plain = !event.altKey && !event.ctrlKey && !event.metaKey;
    if (plain && moves[event.key]) {
      event.preventDefault();
      const [rows, columns] = moves[event.key];
      const next = near(cell, event.key === "Enter" && event.shiftKey ? -1 : rows, columns);
      if (next) go(next);
      else save([cell]);
    } else if (plain && event.key === "=") {
      event.preventDefault();
      if (cell.value !== "" && !wrong(cell)) {
        save([cell]);
        fill(cell.dataset.column, cell.value);
      }
    } else if (event.key === "Escape") {
      cell.value = before.get(cell);
      clear(cell);
    }
  });
  form.addEventListener("paste", (event) => {
    const cell = event.target.closest("input[data-column]");
    const lines = event.clipboardData.getData("text/plain").trimEnd().split(/\r\n|\r|\n/);
    if (!cell || (lines.length === 1 && !lines[0].includes("\t"))) return; // a number: as anywhere
    event.preventDefault();
    paste(cell, lines);
  });
  for (const kind of ["focusin", "click"]) form.addEventListener(kind, (event) => event.target.matches("input[data-column]") && event.target.select());
  form.addEventListener("change", (event) => event.target.matches("input[data-column]") && save([event.target]));
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=fill]");
    if (!button) return;
    event.preventDefault();
    const column = [...form.querySelectorAll("button[name=fill]")].indexOf(button);
    const value = button.parentElement.querySelector("input").value.trim();
    if (value === "") lantern.say("Type what the blanks get first.", "warning");
    else fill(String(column), value);
  });
  // Enter in "all the blanks" fills its own column; without a script it would fill the first.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.name?.startsWith("fill.")) return;
    event.preventDefault();
    event.target.parentElement.querySelector("button").click();
  });
})();
