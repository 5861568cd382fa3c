// Keeps what could not be sent, and tries again until it can: when the network returns, when the page
// is looked at again, and by the clock. A page with something unsent asks before it is left, and what
// waits outlasts it: in this tab, for this person alone, until it is sent or they sign out.
(() => {
  "use strict";
  const SLOWEST = 15000; // ms between tries
  const UNREACHED = "Lantern cannot be reached just now: kept here, and it keeps trying.";
  const SIGNED_OUT = "Please sign in again in another tab: kept here meanwhile.";
  const way = document.getElementById("sign-in-again"); // where the page has one beside what it tells

  // The answer, or the words why there is none.
  const attempt = async (address, fields) => {
    try {
      const answer = await window.lantern.send(address, fields);
      if (answer.status >= 500) return { words: UNREACHED };
      return [401, 423].includes(answer.status) ? { words: SIGNED_OUT } : { answer };
    } catch {
      return { words: UNREACHED };
    }
  };

  // `left()` counts what waits, `deliver()` sends it and answers why it could not, or nothing, and
  // `tell(words)` says what waits and why.
  const keeping = ({ left, deliver, tell }) => {
    let busy = false;
    let wait = 0;
    let timer = 0;
    const news = (why) => {
      tell(why && left() ? `${left()} not saved yet. ${why}` : "");
      if (way) way.hidden = why !== SIGNED_OUT || !left();
    };

    const send = async () => {
      if (busy || !left()) return;
      busy = true;
      clearTimeout(timer);
      const why = await deliver().finally(() => (busy = false));
      if (why) return later(why);
      wait = 0;
      news("");
      send();
    };
    const later = (why) => {
      wait = Math.min(SLOWEST, wait * 2 || 1000);
      news(why);
      timer = setTimeout(send, wait);
    };

    const again = () => {
      wait = 0; // the network may take another moment, so the first tries come quickly
      send();
    };
    for (const back of ["online", "focus"]) window.addEventListener(back, again);
    document.addEventListener("visibilitychange", again);
    window.addEventListener("beforeunload", (event) => {
      if (left()) event.preventDefault();
    });
    return send;
  };

  // Of each that waits: which cell, by refs, what it is to say and what it said. No name is in it,
  // and nothing that was typed but a count.
  const outlasting = (...page) => {
    const place = [window.lantern.UNSENT, window.lantern.person(), ...page].join(" ");
    const keep = (waits) => {
      if (waits.length) sessionStorage.setItem(place, JSON.stringify(waits));
      else sessionStorage.removeItem(place);
    };
    const take = () => {
      const kept = JSON.parse(sessionStorage.getItem(place) || "[]");
      sessionStorage.removeItem(place);
      return kept;
    };
    return { keep, take };
  };
  // What the page before could not send: what may go in, where something else came meanwhile, and
  // the words for what has no cell any more, as of a child who left the class.
  const stillWanted = (waits, value) => {
    const here = waits.filter((was) => was.cell);
    const wanted = here.filter((was) => value(was.cell) !== was.value);
    const asSeen = (was) => value(was.cell) === was.seen;
    const gone = waits.length - here.length;
    return {
      ready: wanted.filter(asSeen),
      left: wanted.filter((was) => !asSeen(was)),
      gone: gone ? `${gone} not saved before: no longer on this page, so not saved.` : "",
    };
  };

  Object.assign(window.lantern, { attempt, keeping, outlasting, stillWanted });
})();
