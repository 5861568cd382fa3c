// The board: tap children, tap an award. What is seen moves at once, and the server's answer follows.
(() => {
  "use strict";
  const form = document.getElementById("board");
  if (!form) return;
  const at = (id) => document.getElementById(id);
  const { lantern } = window;
  const UNDO = 10000; // ms in which a slip is taken back without a word
  const PRIVATE = 45000; // ms without a touch, and the private view goes back by itself
  const AFTER = 1200; // ms after the last answer, and the page takes the server's own counts

  const boxes = () => [...form.querySelectorAll("input[name=child]")];
  const chosen = () => boxes().filter((box) => box.checked);
  const called = (box) => box.closest(".tile").querySelector(".name").textContent;
  const told = (some) => {
    if (some.length && some.length === boxes().length) return "Everyone";
    return some.length > 4 ? `${some.length} children` : some.map(called).join(", ");
  };
  const showChosen = () => {
    at("chosen").textContent = told(chosen()) || "Tap children, then what they get";
    form.classList.toggle("none", !chosen().length);
  };
  const choose = (some) => {
    for (const box of boxes()) box.checked = some.includes(box);
    showChosen();
  };

  // Each counter that moves is moved where it is seen: on the child's tile, and beside the board.
  const moves = (text) => text.trim().split(/\s+/).filter(Boolean).map((each) => [each.slice(0, each.lastIndexOf(":")), Number(each.slice(each.lastIndexOf(":") + 1))]);
  const shift = (button, boxesOf, way) => {
    for (const [counter, by] of moves(button.dataset.child)) {
      together(counter, by * boxesOf.length * way);
      for (const box of boxesOf) onTile(box.closest(".tile"), counter, by * way);
    }
    for (const [counter, by] of moves(button.dataset.class)) together(counter, by * way);
  };
  const onTile = (tile, counter, by) => {
    const number = tile.querySelector(`[data-counter="${CSS.escape(counter)}"] b`);
    if (number) number.textContent = String(Number(number.textContent) + by);
    const plus = tile.querySelector(".plus") || tile.appendChild(Object.assign(document.createElement("span"), { className: "plus" }));
    plus.setAttribute("aria-hidden", "true");
    const now = Number(plus.dataset.by || 0) + by;
    plus.dataset.by = String(now);
    plus.textContent = now > 0 ? `+${now}` : "";
  };
  const together = (counter, by) => {
    const card = form.querySelector(`.shared[data-counter="${CSS.escape(counter)}"]`);
    if (!card) return;
    const now = Math.max(Number(card.dataset.now) + by, 0);
    card.dataset.now = String(now);
    const signs = card.querySelector(".signs span");
    if (signs) signs.textContent = card.dataset.symbol.repeat(now);
    (card.querySelector(".signs .unseen") || card.querySelector(".many")).textContent = String(now);
    const line = card.querySelector("progress");
    if (line) line.value = now;
  };

  // What another adult gave meanwhile comes with the server's counts.
  let later = 0;
  const refresh = async () => {
    if (queue.count() || document.hidden) return;
    const answer = await fetch(location.href).catch(() => null);
    if (!answer?.ok || answer.redirected || queue.count()) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("board");
    if (!fresh) return;
    form.querySelector(".beside").replaceWith(fresh.querySelector(".beside"));
    for (const box of boxes()) {
      const counts = fresh.querySelector(`input[value="${box.value}"]`)?.closest(".tile").querySelectorAll(".count, .line");
      if (!counts) continue;
      for (const old of box.closest(".tile").querySelectorAll(".count, .line")) old.remove();
      box.closest(".tile").append(...counts);
    }
    for (const plus of form.querySelectorAll(".plus")) plus.remove();
  };
  const soon = () => {
    clearTimeout(later);
    later = setTimeout(refresh, AFTER);
  };
  const queue = lantern.tapping({
    address: form.dataset.deeds,
    tell: (words) => (at("unsaved").textContent = words),
    answered: (answer) => {
      if (answer.is === "refused") lantern.say(answer.words, "error");
      soon();
    },
  });
  document.addEventListener("visibilitychange", soon);

  // Ten seconds to take a slip back, without a word.
  let undoing = 0;
  const offerUndo = (words, undo) => {
    clearTimeout(undoing);
    const place = at("undo");
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn", textContent: "Undo" });
    const over = () => place.replaceChildren();
    button.addEventListener("click", () => (clearTimeout(undoing), over(), undo()));
    place.replaceChildren(Object.assign(document.createElement("span"), { textContent: words }), button);
    undoing = setTimeout(over, UNDO);
  };
  const note = (words) => {
    const line = Object.assign(document.createElement("li"), { textContent: words });
    if (at("just-now").querySelector(".sub:only-child")) at("just-now").replaceChildren();
    at("just-now").prepend(line);
    return line;
  };

  const give = (button) => {
    const [award, reason = ""] = button.value.split("|");
    const toChild = Boolean(button.dataset.child.trim());
    const some = toChild ? chosen() : [];
    if (toChild && !some.length) return lantern.say("Choose who first, or the whole class.");
    const words = `${told(some) || "The class"} · ${reason || button.textContent.trim()}`;
    const deed = queue.add({ kind: "award", award, reason, class: form.dataset.class, pupils: some.map((box) => box.value) });
    shift(button, some, 1);
    const line = button.matches(".plain") ? null : note(words);
    choose([]);
    at("why").open = false;
    at("said").replaceChildren();
    offerUndo(words, () => {
      queue.takeBack(deed);
      shift(button, some, -1);
      line?.remove();
    });
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.submitter?.name === "give") give(event.submitter);
  });
  form.addEventListener("change", showChosen);
  at("everyone").addEventListener("click", (event) => {
    event.preventDefault();
    const all = boxes().filter((box) => !box.closest("#found"));
    choose(all.every((box) => box.checked) ? [] : all);
  });

  // Two letters of a name find any child of the school; who was chosen stays.
  let asked = 0;
  const find = async () => {
    const typed = at("find-name").value.trim();
    const mine = (asked += 1);
    const kept = [...at("found").querySelectorAll(".tile:has(:checked)")];
    if (typed.length < 2) return at("found").replaceChildren(...kept);
    const answer = await fetch(`${at("find").dataset.names}?find=${encodeURIComponent(typed)}`).catch(() => null);
    if (!answer?.ok || mine !== asked) return undefined;
    const here = boxes().filter((box) => !box.closest("#found") || box.checked);
    const there = new Set(here.map((box) => box.value));
    const { found } = await answer.json();
    return at("found").replaceChildren(...kept, ...found.filter((child) => !there.has(child.ref)).map(tileOf));
  };
  const tileOf = (child) => {
    const tile = Object.assign(document.createElement("label"), { className: "tile" });
    const box = Object.assign(document.createElement("input"), { type: "checkbox", name: "child", value: child.ref });
    const name = Object.assign(document.createElement("span"), { className: "name", textContent: child.name });
    const where = Object.assign(document.createElement("span"), { className: "sub", textContent: child.class });
    tile.append(box, name, " ", where);
    return tile;
  };
  let typing = 0;
  at("find-name").addEventListener("input", () => (clearTimeout(typing), (typing = setTimeout(find, 150))));
  at("find").addEventListener("submit", (event) => (event.preventDefault(), find()));

  // The private view goes back by itself.
  if (form.dataset.private) {
    let back = 0;
    const stay = () => {
      clearTimeout(back);
      back = setTimeout(() => location.replace(form.dataset.private), PRIVATE);
    };
    for (const touched of ["pointerdown", "keydown"]) document.addEventListener(touched, stay);
    stay();
  }
  new ResizeObserver(() => document.documentElement.style.setProperty("--giving-tall", `${at("giving").offsetHeight}px`)).observe(at("giving"));
  showChosen();
})();
