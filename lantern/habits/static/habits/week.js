// The week as a spreadsheet: arrows move, each number is saved as it is left, Ctrl Z takes one back.
(() => {
  "use strict";
  const form = document.getElementById("week");
  if (!form) return;
  const cells = () => [...form.querySelectorAll("input[data-column]")];
  const before = new Map(cells().map((cell) => [cell, cell.value]));
  const steps = []; // what was saved, newest last: a list of [cell, what it said before]
  let queue = Promise.resolve();
  for (const words of form.querySelectorAll(".with-script")) words.hidden = false;

  // Good news stands in a line of its own that is always there, so that no row moves under the hand.
  const tell = (words) => {
    document.getElementById("saved").textContent = words;
    document.getElementById("said").replaceChildren();
  };

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

  const wrong = (cell) => cell.value && !(/^\d+$/.test(cell.value) && Number(cell.value) <= Number(cell.dataset.most));
  const mark = (cell, bad) => {
    cell.closest("td").classList.toggle("failed", bad);
    if (bad) cell.setAttribute("aria-invalid", "true");
    else cell.removeAttribute("aria-invalid");
  };

  // Sends these cells, one sending after another, so that the last typed is the last saved.
  const save = (changed, { undoing = false } = {}) => {
    const bad = changed.filter(wrong);
    for (const cell of bad) mark(cell, true);
    if (bad.length) return lantern.say(`${bad[0].getAttribute("aria-label")}: a whole number from 0 to ${bad[0].dataset.most}. Not saved.`, "error");
    const sent = changed.filter((cell) => cell.value !== before.get(cell)).map((cell) => [cell, cell.value, before.get(cell)]);
    for (const cell of changed) mark(cell, false);
    if (!sent.length) return undefined;
    for (const [cell, value] of sent) before.set(cell, value);
    if (!undoing) steps.push(sent.map(([cell, , was]) => [cell, was]));
    queue = queue.then(() => send(sent));
    return queue;
  };
  const send = async (sent) => {
    const fields = Object.fromEntries(sent.map(([cell, value]) => [cell.name, value]));
    let words = "Lantern cannot be reached just now. Not saved: press Save in a moment.";
    try {
      const answer = await lantern.send(form.action, fields);
      if (answer.ok) return tell(sent.length === 1 ? `Saved: ${sent[0][0].getAttribute("aria-label")}.` : `Saved: ${sent.length} numbers.`);
      words = answer.status === 422 ? `${await answer.text()} Not saved.` : "That did not work. Not saved: load the page again.";
    } catch { /* the words above say it */ }
    for (const [cell, value, was] of sent) {
      if (before.get(cell) === value) before.set(cell, was);
      mark(cell, true);
    }
    return lantern.say(words, "error");
  };

  const fill = (column, value) => {
    const blank = cells().filter((cell) => cell.dataset.column === column && cell.value === "");
    for (const cell of blank) cell.value = value;
    save(blank);
  };
  const undo = () => {
    const step = steps.pop();
    if (!step) return tell("There is nothing to take back.");
    for (const [cell, was] of step) cell.value = was;
    go(step[0][0]);
    return save(step.map(([cell]) => cell), { undoing: true });
  };

  const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  form.addEventListener("keydown", (event) => {
    const cell = event.target.closest("input[data-column]");
    if (!cell) return;
    const plain = !event.altKey && !event.ctrlKey && !event.metaKey;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && cell.value === before.get(cell)) {
      event.preventDefault();
      undo();
    } else if (plain && moves[event.key]) {
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
      mark(cell, false);
    }
  });
  form.addEventListener("focusin", (event) => event.target.matches("input[data-column]") && event.target.select());
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
