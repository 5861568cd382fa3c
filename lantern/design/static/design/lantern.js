// What every page needs, and no more. Each page works without it, except the instant save.
(() => {
  "use strict";
  // A page that answers what was sent may not be kept, so going back to it would be an error of the
  // browser's own. Its place in the history becomes that of an address, which is simply asked again.
  const keepPlace = () => history.replaceState(history.state, "", location.href);

  // What is shown this once would be gone with a slip of a key: the browser asks before it is left or
  // asked for again, until it was printed.
  const once = document.querySelector("[data-once]");
  const ask = (event) => event.preventDefault();
  if (once) {
    window.addEventListener("beforeunload", ask);
    window.addEventListener("afterprint", () => window.removeEventListener("beforeunload", ask));
    document.addEventListener("click", (event) => event.target.closest("a[href]") && keepPlace());
  } else keepPlace();

  const meta = (name, page = document) => page.querySelector(`meta[name=${name}]`);
  const token = () => meta("csrf-token").content;

  const post = (address, fields, more = {}) =>
    fetch(address, {
      ...more,
      method: "POST",
      headers: { "X-CSRFToken": token(), "HX-Request": "true" },
      body: fields instanceof FormData ? fields : new URLSearchParams(fields),
    });

  // After a new sign-in in another tab the page's token is old. It takes the new one only from a
  // page made for the same person: nothing goes in under another's name.
  const renewed = async () => {
    const text = await (await fetch(location.href)).text();
    const page = new DOMParser().parseFromString(text, "text/html");
    const same = meta("person", page) && meta("person", page).content === meta("person").content;
    if (!same) return false;
    meta("csrf-token").content = meta("csrf-token", page).content;
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token();
    return true;
  };

  // Asks the server, with the token a write must carry. `fields` is a plain object or FormData. It is
  // answered 401, and nothing went in, where nobody or someone else has signed in meanwhile.
  const send = async (address, fields) => {
    const answer = await post(address, fields);
    if (answer.status === 423) document.dispatchEvent(new CustomEvent("lantern:locked"));
    const strayed = [401, 403].includes(answer.status) || answer.redirected;
    if (!strayed) return answer;
    return (await renewed()) ? post(address, fields) : new Response(null, { status: 401 });
  };

  // Says one sentence to eyes and to a screen reader, in the place where messages are. An open panel
  // lies over that, so there it is said in the panel.
  const say = (words, kind = "info") => {
    const panel = document.querySelector("dialog.panel[open]");
    const place = panel || document.getElementById("said");
    const before = place.querySelector(":scope > .said");
    if (before?.textContent === words) return; // said once, however often it is tried
    const line = document.createElement("p");
    line.className = `said ${kind}`;
    line.textContent = words;
    if (panel) line.setAttribute("role", "alert");
    if (!panel) place.replaceChildren();
    before?.remove();
    place.prepend(line);
    if (panel) panel.scrollTop = 0;
  };

  // What a page could not send is kept in this tab under a name that begins so, then whose it is:
  // gone once they sign out, and before anyone else who signs in here sees a page.
  const UNSENT = "unsent";
  const person = () => meta("person")?.content || "";
  const forget = (whose) => {
    for (const name of Object.keys(sessionStorage))
      if (name.startsWith(`${UNSENT} `) && whose(name.split(" ")[1])) sessionStorage.removeItem(name);
  };
  if (person()) forget((other) => other !== person());
  let signsOut = false; // until the page is gone, unless they stay after all and go on
  document.addEventListener("submit", (event) => {
    signsOut = event.target.matches("form[data-signs-out]");
  });
  for (const goesOn of ["keydown", "pointerdown"]) document.addEventListener(goesOn, () => (signsOut = false), true);
  window.addEventListener("pagehide", () => signsOut && forget(() => true));

  window.lantern = { token, post, renewed, send, say, person, UNSENT };

  document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["X-CSRFToken"] = token();
  });
  document.addEventListener("htmx:sendError", () =>
    say("Lantern cannot be reached just now. Nothing was changed. Try again in a moment.", "error"),
  );
  const SIGNED_OUT =
    "You are signed out, or someone else has signed in. Nothing was changed. Sign in again in another tab, then try once more.";
  document.addEventListener("htmx:responseError", async (event) => {
    const strayed = [401, 403].includes(event.detail.xhr.status);
    const same = !strayed || (await renewed().catch(() => false));
    say(same ? "That did not work, and nothing was changed. Try once more, or load the page again." : SIGNED_OUT, "error");
  });

  // <dialog class="panel"> opens when htmx has filled it: by the cell on a laptop, a sheet on a phone.
  const place = (panel, from) => {
    const cell = from.getBoundingClientRect();
    const wide = document.documentElement.clientWidth;
    const left = Math.max(12, Math.min(cell.left, wide - panel.offsetWidth - 12));
    const below = cell.bottom + 6;
    const fits = below + panel.offsetHeight < window.innerHeight - 12;
    const top = fits ? below : Math.max(12, cell.top - panel.offsetHeight - 6);
    panel.style.setProperty("--x", `${left}px`);
    panel.style.setProperty("--y", `${top}px`);
  };
  document.addEventListener("htmx:afterSwap", (event) => {
    const panel = event.detail.target;
    if (!panel.matches("dialog.panel")) return;
    if (!panel.open) panel.showModal();
    place(panel, event.detail.requestConfig.elt);
  });

  document.addEventListener("click", (event) => {
    const at = event.target;
    if (at.matches("dialog.panel") || at.closest("dialog [data-close]")) at.closest("dialog").close();
    if (at.closest("[data-print]")) window.print();
    for (const open of document.querySelectorAll("details[data-closes][open]"))
      if (!open.contains(at)) open.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const open of document.querySelectorAll("details[data-closes][open]")) {
      open.open = false;
      open.querySelector("summary").focus();
    }
  });
  // A file too large is refused before it is sent; the server says the same where no script runs.
  document.addEventListener("change", (event) => {
    const field = event.target;
    if (!field.matches("input[type=file][data-largest]")) return;
    const together = [...field.files].reduce((sum, file) => sum + file.size, 0);
    const tooLarge = together > Number(field.dataset.largest);
    const words = tooLarge ? field.dataset.tooLarge : "";
    const line = document.createElement("p");
    line.className = "wrong";
    line.setAttribute("role", "alert");
    line.textContent = words;
    field.setCustomValidity(words);
    field.setAttribute("aria-invalid", String(tooLarge));
    const around = field.closest(".field");
    around.classList.toggle("has-errors", tooLarge);
    for (const old of around.querySelectorAll(".wrong, .errorlist")) old.remove();
    if (tooLarge) field.before(line);
  });
  // A form is sent once, however often its button is pressed. It may be sent again where the page is
  // come back to, where it was not left after all, and after a while, as an answer may never come.
  const LONGEST_WAIT = 30000; // ms
  const sent = new Map();
  const again = (form) => {
    if (!sent.has(form)) return;
    clearTimeout(sent.get(form).timer);
    sent.get(form).button?.removeAttribute("aria-disabled");
    sent.delete(form);
  };
  const sendOnce = (event) => {
    const form = event.target;
    const button = event.submitter;
    const method = button?.getAttribute("formmethod") || form.getAttribute("method");
    if (event.defaultPrevented || method?.toLowerCase() !== "post" || form.target) return;
    if (sent.has(form)) {
      event.preventDefault();
      return say("It is on its way already: wait a moment.");
    }
    button?.setAttribute("aria-disabled", "true");
    sent.set(form, { button, timer: setTimeout(again, LONGEST_WAIT, form) });
    const stayed = (leaving) => leaving.defaultPrevented && setTimeout(again, 0, form);
    window.addEventListener("beforeunload", stayed, { once: true }); // the last to hear of it
  };
  window.addEventListener("submit", sendOnce); // after whatever sends a form by itself
  window.addEventListener("pageshow", () => [...sent.keys()].forEach(again));
  // What belongs to some choices of a row only is shown with them.
  document.addEventListener("change", (event) => {
    for (const part of event.target.closest("tr")?.querySelectorAll("[data-when]") ?? [])
      if (!part.contains(event.target))
        part.hidden = !part.dataset.when.split(" ").includes(event.target.value);
  });
  // A filter form that is marked so sends itself when a choice is made; its button is for no script.
  document.addEventListener("change", (event) => event.target.closest("form[data-at-once]")?.requestSubmit());
  document.addEventListener("DOMContentLoaded", () => document.querySelector(".trouble")?.focus());
})();
