// Saves each cell as it is judged; what cannot be sent is kept on the page and tried again.
(() => {
  "use strict";
  const waiting = new Map(); // cell to what it should say
  const NOT_TAKEN = "Lantern does not take them just now: kept here, and it keeps trying.";
  let on = {};
  let lastRefused = false;

  const count = () => {
    window.judging.unsent.keep([...waiting], on.place);
    const rest = lastRefused ? "That was not saved" : "All saved";
    document.getElementById("saving").textContent = waiting.size ? `${waiting.size} not saved yet` : rest;
  };
  const tell = (words) => {
    count();
    const news = document.getElementById("unsaved");
    if (news.textContent !== words) news.textContent = words; // each try says it once, not again
  };

  // `wish` is {value, reason} or {word}; the newest wish of a cell is the one that counts.
  const save = (cell, wish) => {
    waiting.set(cell, wish);
    lastRefused = false;
    count();
    send();
  };

  // A batch is kept whole or not at all, so when one cell of it is refused each is sent alone.
  // Answers why it could not be sent, or nothing.
  const deliver = async (batch) => {
    const result = await ask(batch);
    if (!result.status) return result.words;
    if (result.status === 200) batch.forEach(([cell, wish]) => kept(cell, wish, result));
    else if (batch.length === 1) refused(batch[0], result);
    else
      for (const pair of batch) {
        const why = await deliver([pair]);
        if (why) return why;
      }
    return "";
  };

  const ask = async (batch) => {
    const form = document.getElementById("judging");
    const marks = batch.map(([cell, wish]) => ({ ...on.place(cell), ...wish, seen: cell.dataset.saved }));
    const fields = { voice: form.dataset.voice, period: form.dataset.period, marks: JSON.stringify(marks) };
    const { answer, words } = await window.lantern.attempt(form.action, fields);
    if (!answer) return { words };
    if (!(answer.headers.get("Content-Type") || "").includes("json")) return { words: NOT_TAKEN };
    return { status: answer.status, ...(await answer.json()) };
  };

  const send = window.lantern.keeping({ left: () => waiting.size, deliver: () => deliver([...waiting]), tell });

  const refused = ([cell, wish], result) => {
    if (waiting.get(cell) === wish) waiting.delete(cell);
    lastRefused = true;
    on.refused(cell, result.words, (result.cells || [])[0]);
  };

  const kept = (cell, wish, result) => {
    const same = (each) => each.pupil === on.place(cell).pupil && each.k === cell.dataset.k;
    const said = result.cells.find(same);
    const trouble = result.troubles.find(same);
    const latest = waiting.get(cell) === wish;
    if (latest) waiting.delete(cell);
    if (said) on.saved(cell, said, latest);
    if (trouble) on.lost(cell);
  };

  const start = (listener) => {
    on = listener;
  };
  Object.assign(window.judging, { save, start });
})();
