// The grid for the keyboard: moving, judging, accepting, undoing, pasting.
(() => {
  "use strict";
  const { judging } = window;
  const lists = JSON.parse(document.getElementById("choices").textContent);
  const form = document.getElementById("judging");
  const heads = [...document.querySelectorAll("#sheet thead th[data-k]")];
  const rows = [...document.querySelectorAll("#sheet tbody tr")];
  const grid = rows.map((row) => heads.map((head) => row.querySelector(`[data-k="${head.dataset.k}"]`)));
  const undone = []; // groups of {cell, value, reason}, as they were before
  let here = null;

  const at = (id) => document.getElementById(id);
  const child = (cell) => cell.parentElement.dataset.name;
  const head = (cell) => heads.find((each) => each.dataset.k === cell.dataset.k);
  const column = (cell) => head(cell).dataset.name;
  const choices = (cell) => lists[cell.dataset.c] || [];
  const look = (cell, key) => choices(cell).find((each) => each.key === key);
  const value = (cell) => cell.dataset.v || "";
  const mayJudge = (cell) => !cell.hasAttribute("aria-readonly");
  const offered = (cell) => mayJudge(cell) && !value(cell) && cell.dataset.o;
  const wantsReason = (cell) => differs(cell) && !cell.dataset.r;
  const differs = (cell) => Boolean(cell.dataset.f && value(cell) && value(cell) !== cell.dataset.f);
  const factsSay = (cell) => (cell.dataset.f ? `The facts say “${look(cell, cell.dataset.f)?.name}”.` : "");
  const hear = (words) => (at("heard").textContent = words);

  // Drawn as the server draws it: symbol, figure or short form, and words for who hears the page.
  const draw = (cell) => {
    const shown = look(cell, value(cell) || cell.dataset.o);
    const state = value(cell) ? "" : shown ? "suggested" : "unjudged";
    cell.className = ["cell", shown?.css, state].filter(Boolean).join(" ");
    const small = shown?.symbol && cell.dataset.n ? cell.dataset.n : shown?.short || "";
    const symbol = shown ? shown.symbol : cell.dataset.e ? "…" : "–";
    const mark = wantsReason(cell) ? "?" : differs(cell) ? "≠" : "";
    const both = shown ? [] : views(cell).map((each) => each.symbol || each.short);
    const parts = [["span", "r", both.length ? "" : symbol], ["small", "", both.join(" / ") || small], ["i", "mark", mark]];
    cell.replaceChildren(...parts.filter((each) => each[2]).map((each) => part(...each)));
    const words = [shown ? shown.says : cell.dataset.e || "not judged", shown && cell.dataset.n, state === "suggested" && state];
    if (!shown) words.push(viewsSaid(cell));
    if (differs(cell)) words.push(`the facts say ${look(cell, cell.dataset.f)?.says}`);
    if (wantsReason(cell)) words.push("say why");
    cell.setAttribute("aria-label", `${column(cell)}: ${words.filter(Boolean).join(", ")}`);
    if (cell === here) showBar();
  };

  // What mentor and child say where they are to agree and do not.
  const views = (cell) => (cell.dataset.d ? [look(cell, cell.dataset.d), look(cell, cell.dataset.h)] : []);
  const viewsSaid = (cell) => {
    const [mentor, child] = views(cell);
    return mentor && `${form.dataset.mentor}: ${mentor.says}, ${form.dataset.child}: ${child.says}`;
  };

  const part = (tag, name, text) => {
    const made = document.createElement(tag);
    if (name) made.className = name;
    made.setAttribute("aria-hidden", "true");
    made.textContent = text;
    return made;
  };

  // Moving. One cell of the grid is in the tab order.
  const place = (cell) => {
    const row = rows.indexOf(cell.parentElement);
    return [row, grid[row].indexOf(cell)];
  };
  const go = (cell) => {
    if (!cell) return;
    if (here) here.tabIndex = -1;
    here = cell;
    cell.tabIndex = 0;
    judging.forget();
    showBar();
    if (document.activeElement !== cell) cell.focus({ preventScroll: true });
    reveal();
  };
  // Whole, beside the names, beneath the headings and above the bar: a browser leaves a part hidden.
  const reveal = () => here.scrollIntoView({ block: "nearest", inline: "nearest" });
  const step = (cell, down, right) => {
    let [row, col] = place(cell);
    do {
      row += down;
      col += right;
    } while (grid[row] && col in grid[row] && !grid[row][col]);
    return grid[row]?.[col];
  };
  const down = (cell) => go(step(cell, 1, 0) || cell);
  const ends = (list) => [list.find(Boolean), list.findLast(Boolean)];
  const moves = {
    ArrowUp: (cell) => step(cell, -1, 0),
    ArrowDown: (cell) => step(cell, 1, 0),
    ArrowLeft: (cell) => step(cell, 0, -1),
    ArrowRight: (cell) => step(cell, 0, 1),
    Home: (cell, all) => (all ? ends(grid.flat())[0] : ends(grid[place(cell)[0]])[0]),
    End: (cell, all) => (all ? ends(grid.flat())[1] : ends(grid[place(cell)[0]])[1]),
    PageUp: (cell) => ends(grid.map((row) => row[place(cell)[1]]))[0],
    PageDown: (cell) => ends(grid.map((row) => row[place(cell)[1]]))[1],
  };

  // Judging. What was there before is kept, so that it can be undone.
  const set = (cell, key, reason = "") => {
    cell.dataset.v = key;
    cell.dataset.r = reason;
    draw(cell);
    cell.classList.add("saving");
    judging.save(cell, { value: key, reason });
  };
  const remember = (cells) => {
    undone.push(cells.map((cell) => ({ cell, value: value(cell), reason: cell.dataset.r || "" })));
    at("undo").disabled = false;
  };
  const judge = (cell, key, reason = "") => {
    if (!mayJudge(cell)) return notTheirs(cell);
    if (value(cell) === key && (cell.dataset.r || "") === reason) return;
    if (!about || about === cell) tellNews("");
    remember([cell]);
    set(cell, key, reason);
    if (wantsReason(cell) && !about) tellNews(`${child(cell)}, ${column(cell)}: ${factsSay(cell)} Say why (⇧ R) before it is closed.`);
  };
  const accept = (cells) => {
    const ready = cells.filter((cell) => cell && offered(cell));
    if (!ready.length) return hear("Nothing is suggested here: press a rating’s letter.");
    if (!about) tellNews("");
    remember(ready);
    for (const cell of ready) set(cell, cell.dataset.o, cell.dataset.w || "");
    hear(`${ready.length} accepted.`);
    countOffers();
  };
  const undo = () => {
    const group = undone.pop();
    if (!group) return;
    if (!about) tellNews("");
    for (const was of group) set(was.cell, was.value, was.reason);
    at("undo").disabled = !undone.length;
    go(group[0].cell);
    hear(`Taking back: ${group.length === 1 ? `${child(here)}, ${column(here)}` : `${group.length} cells`}.`);
    countOffers();
  };
  const countOffers = () => {
    for (const each of heads) {
      const button = each.querySelector(".accept");
      if (!button) continue;
      const left = grid.map((row) => row[heads.indexOf(each)]).filter((cell) => cell && offered(cell)).length;
      button.hidden = !left;
      button.lastChild.textContent = ` ${left}`;
      button.setAttribute("aria-label", `Accept ${left} suggested for ${each.dataset.name}`);
    }
  };

  const reason = (cell) => {
    const last = undone.at(-1)?.[0].cell; // a letter has just gone on from it
    const asks = [cell, last].find((each) => each && wantsReason(each));
    const wanted = asks || (value(cell) ? cell : grid.flat().find((each) => each && wantsReason(each)));
    if (!wanted) return hear("Nothing wants a reason.");
    go(wanted);
    const words = `${child(wanted)}, ${column(wanted)}: “${look(wanted, value(wanted))?.name}”. ${factsSay(wanted)}`;
    const asked = { words, before: wanted.dataset.r || "", needed: differs(wanted) };
    judging.askWhy(wanted, asked, (why) => judge(wanted, value(wanted), why));
  };

  // The bar: who and what, and each rating with its letter, for a finger too.
  const showBar = () => {
    at("at-child").textContent = child(here);
    at("at-column").textContent = `${column(here)}${[here.dataset.n, viewsSaid(here)].filter(Boolean).map((words) => ` · ${words}`).join("")}${wantsReason(here) ? " · say why" : ""}`;
    at("letters").replaceChildren(...(mayJudge(here) ? choices(here).map(button) : []));
    at("accept-one").disabled = !offered(here);
    at("typed").textContent = "";
    measure();
  };
  // The page leaves room for the bar, which is as tall as what it says.
  const measure = () =>
    document.documentElement.style.setProperty("--bar", `${at("bar").offsetHeight}px`);
  const button = (each) => {
    const made = part("button", `choice ${each.css}`, "");
    made.removeAttribute("aria-hidden");
    made.type = "button";
    made.dataset.key = each.key;
    made.setAttribute("aria-pressed", String(value(here) === each.key));
    made.append(...(each.symbol ? [part("span", "r", each.symbol)] : []), ...named(each), part("kbd", "", each.letter));
    return made;
  };
  // A narrow bar shows the short form, which the key explains; who hears the page hears the name.
  const named = (each) => {
    if (!each.short || each.short === each.name) return [each.name];
    const full = part("span", "full", each.name);
    full.removeAttribute("aria-hidden");
    return [full, part("span", "brief", each.short)];
  };
  at("letters").addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-key]");
    if (!pressed) return;
    judge(here, pressed.dataset.key);
    down(here);
  });
  at("accept-one").addEventListener("click", () => (accept([here]), down(here)));
  at("reason").addEventListener("click", () => reason(here));
  at("undo").addEventListener("click", undo);

  const letter = (sign) => {
    if (!mayJudge(here)) return notTheirs(here);
    const again = judging.type(sign, choices(here), (found) => {
      if (found.choice) typedIn(here, found.choice);
      if (found.lost) lost(found);
      else at("typed").textContent = found.state.typed && `typing ${found.state.typed}…`;
    });
    if (again) letter(sign);
  };
  // The focus stays where it is: moving on would look as though it was saved.
  const notTheirs = (cell) => {
    at("typed").textContent = "not yours to judge";
    hear(`${child(cell)} is not yours to judge.`);
  };
  const isNone = (typed) => {
    const some = typed.length > 20 ? `${typed.slice(0, 20)}…` : typed;
    const several = judging.begunBy(typed, choices(here)).length > 1;
    const is = several ? "could be more than one rating" : "is no rating";
    return (at("typed").textContent = `“${some}” ${is} here: nothing was saved`);
  };
  const unknown = (typed) => hear(`${isNone(typed)}.`);
  // What looks like a word may have begun with letters that are ratings: they are named, with the way back.
  const lost = ({ lost: typed, more }) => {
    if (more) return isNone(typed);
    unknown(typed);
    const last = run.at(-1);
    if (!last) return;
    const named = `${child(last.cell)}, ${column(last.cell)}: ${last.choice.says}`;
    tellNews(
      run.length === 1
        ? `Just before, a letter rated ${named}. Ctrl Z takes it back.`
        : `Just before, letters rated ${run.length}, the last ${named}. Ctrl Z takes them back one by one.`,
    );
  };
  // Leaving a word half typed saves what it means, or says that it means nothing; says which.
  const settled = (cell) => {
    const typed = judging.sofar();
    const meant = judging.settle(choices(cell));
    if (meant) judge(cell, meant.key);
    else unknown(typed);
    return Boolean(meant);
  };
  let run = []; // what was rated letter upon letter: [{cell, choice}]
  let ran = 0;
  const typedIn = (cell, choice) => {
    const now = performance.now();
    run = [...(now - ran > judging.rule.MOMENT ? [] : run), { cell, choice }];
    ran = now;
    judge(cell, choice.key);
    down(cell);
  };

  const start = () => (judging.forget(), showBar());
  // A whole name was typed and then Enter: it is saved already, and the next child is not touched.
  const over = () => {
    if (run.length) hear(`Saved already: ${child(run.at(-1).cell)}.`);
    judging.forget();
  };
  const whileTyping = {
    Enter: (cell) => () => settled(cell) && down(cell),
    Tab: (cell) => (settled(cell) ? null : () => {}),
    " ": () => () => letter(" "),
    Backspace: () => start,
    Delete: () => start,
    Escape: () => start,
  };
  const commands = (event, cell) => {
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key.toLowerCase() === "z") return undo;
    if (command && !(event.key in moves)) return null;
    if (event.altKey) return null;
    if (judging.sofar() && event.key in whileTyping) return whileTyping[event.key](cell);
    if (judging.sofar() && event.key in moves)
      return () => settled(cell) && go(moves[event.key](cell, command));
    const end = [" ", "Enter"].includes(event.key) && !event.shiftKey && judging.ended(event.key);
    if (end) return end === "part" ? () => letter(" ") : over;
    if (["Backspace", "Delete"].includes(event.key) && judging.inWord()) return start;
    if (event.key === "R" && event.shiftKey && judging.inWord()) return () => letter("r");
    if (event.key in moves) return () => go(moves[event.key](cell, command));
    if (event.key === "Enter" && event.shiftKey) return () => accept(grid.map((row) => row[place(cell)[1]]));
    if (event.key === "Enter" && wantsReason(cell)) return () => reason(cell);
    if (event.key === "Enter" || event.key === " ") return () => (offered(cell) && accept([cell]), down(cell));
    if (event.key === "Delete" || event.key === "Backspace") return () => judge(cell, "");
    if (event.key === "R" && event.shiftKey) return () => reason(cell);
    if (event.key === "Escape") return judging.forget;
    return event.key.length === 1 ? () => letter(event.key) : null;
  };
  at("sheet").addEventListener("keydown", (event) => {
    const cell = event.target.closest("td.cell");
    const command = cell && commands(event, cell);
    if (!command) return;
    if (event.key.length > 1 || event.ctrlKey || event.metaKey) run = [];
    event.preventDefault();
    command();
  });
  at("sheet").addEventListener("focusin", (event) => {
    const cell = event.target.closest("td.cell");
    if (!cell || cell === here) return;
    const lost = judging.sofar() && !settled(here);
    go(cell);
    if (lost) tellNews(at("heard").textContent);
  });
  // Left by the mouse, or for another page: a word half typed is saved, or is said not to be. The
  // press that left it may be on a link, so the browser asks before it goes.
  let justLost = false;
  const settleWhatIsTyped = () => {
    if (!judging.sofar()) return;
    const cell = here;
    justLost = !settled(cell);
    if (justLost) tellNews(`${child(cell)}, ${column(cell)}: ${at("typed").textContent}.`, cell);
  };
  at("sheet").addEventListener("focusout", (event) => {
    if (!event.relatedTarget?.closest("#sheet td.cell")) settleWhatIsTyped();
  });
  for (const next of ["pointerdown", "keydown"])
    document.addEventListener(next, () => (justLost = false), { capture: true });
  const beforeLeaving = (event) => {
    settleWhatIsTyped();
    if (justLost) event.preventDefault();
  };
  window.addEventListener("beforeunload", beforeLeaving, { capture: true }); // first: it may save
  at("sheet").addEventListener("click", (event) => {
    const all = event.target.closest(".accept");
    if (!all) return;
    event.preventDefault();
    const col = heads.indexOf(all.closest("th"));
    accept(grid.map((row) => row[col]));
    go(grid[0][col] || here);
  });

  // A column, or a few, from a spreadsheet. What lies beyond the children one judges is left over.
  document.addEventListener("paste", (event) => {
    if (!document.activeElement.closest?.("#sheet td.cell")) return;
    event.preventDefault();
    const lines = event.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n+$/, "").split("\n");
    const [row, col] = place(here);
    const found = lines.flatMap((line, n) =>
      line.split("\t").map((word, m) => ({ word: word.trim(), row: n + 1, cell: grid[row + n]?.[col + m] })),
    );
    const pasted = found.filter((each) => each.word);
    const fits = (each) => each.cell && mayJudge(each.cell);
    const ready = pasted.filter(fits);
    const beyond = new Set(pasted.filter((each) => !fits(each)).map((each) => each.row));
    remember(ready.map((each) => each.cell));
    judging.pasting.begin(ready, beyond.size, (words) => tellNews(words));
    for (const each of ready) {
      each.cell.classList.add("saving");
      judging.save(each.cell, { word: each.word });
    }
  });

  // News stands in the bar: about a cell until that is judged anew, else until the next is.
  let about = null;
  const tellNews = (words, cell = null) => {
    at("news").textContent = words;
    about = cell;
  };

  judging.start({
    place: (cell) => {
      const [what, ...key] = cell.dataset.k.split("-");
      return { pupil: cell.parentElement.dataset.pupil, what, key: key.join("-") };
    },
    saved: (cell, said, latest) => {
      count(cell, Number(!said.value) - Number(!cell.dataset.saved));
      cell.dataset.saved = said.value;
      if (latest) {
        cell.dataset.v = said.value;
        cell.dataset.r = said.reason;
        draw(cell);
      }
      hear(`Saved: ${child(cell)}, ${cell.getAttribute("aria-label")}`);
      judging.pasting.answered(cell, "saved");
    },
    lost: (cell) => {
      draw(cell);
      judging.pasting.answered(cell, "lost");
    },
    refused: (cell, words, standing) => {
      cell.dataset.saved = cell.dataset.v = standing ? standing.value : cell.dataset.saved;
      cell.dataset.r = standing ? standing.reason : "";
      draw(cell);
      cell.classList.add("failed");
      hear("");
      tellNews(`${child(cell)}, ${column(cell)}: ${words}`, cell);
      judging.pasting.answered(cell, "refused");
    },
  });
  // Apart, in the mentor's view, what is too early to say.
  const count = (cell, more) => {
    const apart = cell.dataset.t && at("early");
    const left = at(apart ? "too-early" : "to-judge");
    left.textContent = Number(left.textContent) + more;
    if (apart) apart.hidden = !Number(left.textContent);
  };

  for (const cell of grid.flat()) if (cell) cell.dataset.saved = value(cell);
  at("sheet").setAttribute("role", "grid");
  at("bar").hidden = false;
  new ResizeObserver(() => {
    measure();
    if (document.activeElement === here) reveal();
  }).observe(at("bar"));
  const first = grid.flat().find((cell) => cell && mayJudge(cell) && !value(cell));
  if (grid.flat().some(Boolean)) go(first || grid.flat().find(Boolean));
  const cellAt = ({ pupil, what, key }) =>
    rows.find((row) => row.dataset.pupil === pupil)?.querySelector(`td[data-k="${CSS.escape(`${what}-${key}`)}"]`);
  judging.unsent.again({ cellAt, value, mayJudge, judge, tellNews });
})();
