// What could not be sent outlasts the page: it stays in this tab, for this person alone, until it is
// sent or they sign out. Which cell of which child, and the rating's key: no name, and nothing typed.
(() => {
  "use strict";
  const form = document.getElementById("judging");
  const { person } = window.lantern;
  const { voice, period } = form.dataset;
  const place = [window.lantern.UNSENT, person(), new URL(form.action).pathname, period, voice].join(" ");

  // `cells` is [cell, wish] as they wait; a word that was pasted or a reason is nothing to leave about.
  const keep = (cells, where) => {
    const kept = cells
      .filter(([, wish]) => wish.value !== undefined)
      .map(([cell, wish]) => ({ ...where(cell), value: wish.value, seen: cell.dataset.saved }));
    if (kept.length) sessionStorage.setItem(place, JSON.stringify(kept));
    else sessionStorage.removeItem(place);
  };

  // When the page is loaded again it goes in, but not over what came meanwhile.
  const again = ({ cellAt, value, mayJudge, judge, tellNews }) => {
    const found = JSON.parse(sessionStorage.getItem(place) || "[]").map((was) => ({ ...was, cell: cellAt(was) }));
    sessionStorage.removeItem(place);
    const open = found.filter((was) => was.cell && mayJudge(was.cell) && value(was.cell) !== was.value);
    const ready = open.filter((was) => value(was.cell) === was.seen);
    for (const was of ready) judge(was.cell, was.value);
    const left = open.length - ready.length;
    const said = [ready.length && `${ready.length} not saved before: sent again.`, left && `${left} judged meanwhile: left as it stands.`];
    if (open.length) tellNews(said.filter(Boolean).join(" "));
  };

  Object.assign(window.judging, { unsent: { keep, again } });
})();
