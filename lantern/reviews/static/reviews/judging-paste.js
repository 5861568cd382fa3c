// Reckons a paste up once every cell of it is answered, and says what became of it.
(() => {
  "use strict";
  const MOST_QUOTED = 5;
  const waiting = new Map(); // cell to {row, word, paste}
  const listed = new Intl.ListFormat("en-GB");

  // `found` is [{cell, row, word}]; `beyond` is how many lines had no cell; `tell` hears the words.
  const begin = (found, beyond, tell) => {
    const paste = { unanswered: found.length, saved: 0, lost: [], refused: 0, beyond, tell };
    for (const each of found) {
      if (waiting.has(each.cell)) answered(each.cell, "saved");
      waiting.set(each.cell, { ...each, paste });
    }
    if (!found.length) tell(words(paste));
  };

  // `how` is "saved", "lost" for a word that was not understood, or "refused".
  const answered = (cell, how) => {
    const each = waiting.get(cell);
    if (!each) return;
    waiting.delete(cell);
    const { paste } = each;
    if (how === "lost") paste.lost.push(each);
    else paste[how] += 1;
    paste.unanswered -= 1;
    if (!paste.unanswered) paste.tell(words(paste));
  };

  const words = ({ saved, lost, refused, beyond }) => {
    const said = [`${saved} pasted`];
    if (lost.length) said.push(`${rowsOf(lost)} not understood (${quoted(lost)})`);
    if (refused) said.push(`${refused} not saved`);
    if (beyond) said.push(`${beyond} ${beyond === 1 ? "line" : "lines"} left over`);
    return `${said.join("; ")}.`;
  };
  const rowsOf = (lost) => {
    const rows = [...new Set(lost.map((each) => each.row))].sort((a, b) => a - b);
    return `${rows.length === 1 ? "row" : "rows"} ${listed.format(rows.map(String))}`;
  };
  const quoted = (lost) => {
    const some = lost.slice(0, MOST_QUOTED).map((each) => `“${each.word}”`);
    return [...some, ...(lost.length > MOST_QUOTED ? ["…"] : [])].join(", ");
  };

  Object.assign(window.judging, { pasting: { begin, answered } });
})();
