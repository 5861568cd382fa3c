// Saves each cell as it is judged; what cannot be sent is kept on the page and tried again.
(() => {
  "use strict";
  const SLOWEST = 15000; // ms between tries
  const UNREACHED = "Lantern cannot be reached just now: they are kept here, and it keeps trying.";
  const SIGNED_OUT = "Please sign in again in another tab: they are kept here meanwhile.";
  const waiting = new Map(); // cell to what it should say
  let busy = false;
  let wait = 0;
  let timer = 0;
  let on = {};

  const tell = (words = "") => {
    const count = `${waiting.size} not saved yet`;
    document.getElementById("saving").textContent = waiting.size ? count : "All saved";
    const news = document.getElementById("unsaved");
    const told = words && `${count}. ${words}`;
    if (news.textContent !== told) news.textContent = told; // each try says it once, not again
  };

  // `wish` is {value, reason} or {word}; the newest wish of a cell is the one that counts.
  const save = (cell, wish) => {
    waiting.set(cell, wish);
    tell();
    send();
  };

  const send = async () => {
    if (busy || !waiting.size) return;
    busy = true;
    const tried = await deliver([...waiting]);
    busy = false;
    if (!tried) return;
    wait = 0;
    tell();
    send();
  };

  // Says whether the server answered. A batch is kept whole or not at all, so when one cell of it
  // is refused each is sent alone.
  const deliver = async (batch) => {
    const result = await ask(batch);
    if (!result.status) return later(result.words);
    if (result.status === 200) batch.forEach(([cell, wish]) => kept(cell, wish, result));
    else if (batch.length === 1) refused(batch[0], result);
    else for (const pair of batch) if (!(await deliver([pair]))) return false;
    return true;
  };

  const ask = async (batch) => {
    const form = document.getElementById("judging");
    const marks = batch.map(([cell, wish]) => ({ ...on.place(cell), ...wish, seen: cell.dataset.saved }));
    const fields = { voice: form.dataset.voice, period: form.dataset.period, marks: JSON.stringify(marks) };
    try {
      const response = await window.lantern.send(form.action, fields);
      if (response.status >= 500) return { words: UNREACHED };
      if (!(response.headers.get("Content-Type") || "").includes("json")) return { words: SIGNED_OUT };
      return { status: response.status, ...(await response.json()) };
    } catch {
      return { words: UNREACHED };
    }
  };

  const later = (words) => {
    wait = Math.min(SLOWEST, wait * 2 || 1000);
    tell(words);
    clearTimeout(timer);
    timer = setTimeout(send, wait);
    return false;
  };

  const refused = ([cell, wish], result) => {
    if (waiting.get(cell) === wish) waiting.delete(cell);
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

  window.addEventListener("online", send);
  window.addEventListener("beforeunload", (event) => {
    if (waiting.size) event.preventDefault();
  });

  const start = (listener) => {
    on = listener;
  };
  Object.assign(window.judging, { save, start });
})();
