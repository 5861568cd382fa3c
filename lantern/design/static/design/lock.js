// When nothing was touched for as long as the school says, the page is covered and the session locked.
// What was typed stays in the page beneath. The tabs of one browser tell each other.
(() => {
  "use strict";
  const cover = document.getElementById("cover");
  const after = Number(cover.dataset.after) * 60_000;
  const EACH = 60_000; // between two times that the server hears of a touch
  const others = new BroadcastChannel("lantern");
  let touched = Date.now();
  let told = touched;
  let from = null; // what had the focus
  let locking = null; // until the server has heard that the session is locked

  // kept alive: the session is locked even where the page is left in the same moment
  const tell = (words) =>
    window.lantern.post(cover.dataset.address, words, { keepalive: true }).catch(() => null);

  const hide = () => {
    if (cover.open) return;
    from = document.activeElement;
    document.documentElement.classList.add("covered");
    cover.showModal();
  };
  const show = () => {
    touched = told = Date.now();
    document.documentElement.classList.remove("covered");
    cover.querySelector("form").reset();
    trouble("");
    cover.close();
    from?.focus();
  };
  const trouble = (words) => {
    const line = cover.querySelector(".wrong");
    line.textContent = words;
    line.hidden = !words;
  };

  const lock = () => {
    if (cover.open) return;
    hide();
    // A tab that is told sooner could ask sooner than the server knows, and open again.
    locking = tell({ idle: "" }).then(() => others.postMessage("locked"));
  };
  const look = () => {
    if (Date.now() - touched >= after) lock();
  };
  const touch = () => {
    look();
    if (cover.open) return;
    touched = Date.now();
    if (touched - told < EACH) return;
    told = touched;
    tell({ here: "" });
    others.postMessage("touched");
  };

  // It may have been unlocked, or signed in anew, in another tab.
  const ask = async () => {
    if (!cover.open) return look();
    await locking;
    const answer = await fetch(cover.dataset.address, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (answer?.status === 204 && (await window.lantern.renewed())) show();
  };

  cover.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await tell(new FormData(event.target));
    if (answer?.status === 204) {
      show();
      others.postMessage("unlocked");
    } else if (answer?.status === 422) trouble(await answer.text());
    else trouble("Lantern cannot be reached, or you were signed out. Go on in another tab, then come back.");
    if (cover.open) cover.querySelector("input").focus();
  });
  cover.addEventListener("cancel", (event) => event.preventDefault());
  cover.addEventListener("close", () => {
    if (document.documentElement.classList.contains("covered")) cover.showModal();
  });

  others.addEventListener("message", ({ data }) => {
    if (data === "locked") hide();
    if (data === "unlocked") ask(); // it may be someone else who is in now
    if (data === "touched" && !cover.open) touched = told = Date.now();
  });
  for (const kind of ["keydown", "pointerdown", "wheel"])
    document.addEventListener(kind, touch, { capture: true, passive: true });
  window.addEventListener("focus", ask);
  document.addEventListener("visibilitychange", ask);
  document.addEventListener("lantern:locked", hide);
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status === 423) hide();
  });
  setInterval(look, 5_000);
})();
