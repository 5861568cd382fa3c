// What could not be sent outlasts the page: which cell of which child, and the rating's key.
(() => {
  "use strict";
  const form = document.getElementById("judging");
  const { voice, period } = form.dataset;
  const kept = window.lantern.outlasting(new URL(form.action).pathname, period, voice);

  // `cells` is [cell, wish] as they wait; a word that was pasted or a reason is nothing to leave about.
  const keep = (cells, where) =>
    kept.keep(
      cells
        .filter(([, wish]) => wish.value !== undefined)
        .map(([cell, wish]) => ({ ...where(cell), value: wish.value, seen: cell.dataset.saved })),
    );

  // When the page is loaded again it goes in, but not over what came meanwhile.
  const again = ({ cellAt, value, mayJudge, judge, tellNews }) => {
    const found = kept.take().map((was) => ({ ...was, cell: cellAt(was) }));
    const open = found.filter(({ cell }) => !cell || mayJudge(cell));
    const { ready, left, gone } = window.lantern.stillWanted(open, value);
    for (const was of ready) judge(was.cell, was.value);
    const many = [ready, left].map(({ length }) => length);
    const said = [many[0] && `${many[0]} not saved before: sent again.`, many[1] && `${many[1]} judged meanwhile: left as it stands.`, gone];
    if (said.some(Boolean)) tellNews(said.filter(Boolean).join(" "));
  };

  Object.assign(window.judging, { unsent: { keep, again } });
})();
