// What was tapped and is not on the server yet: kept in this tab, sent in its order, never twice.
(() => {
  "use strict";
  // A name that nobody else makes, by which the server knows a deed that comes again. The browser's
  // own is there on a sound line alone.
  const newRef = () => {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((each) => each.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };
  const AT_ONCE = 100; // deeds of one sending

  // `tell(words)` says what waits and why; `answered(answer)` hears what became of each deed.
  const tapping = ({ address, tell, answered }) => {
    const outlasting = window.lantern.outlasting("deeds");
    const waiting = outlasting.take();
    const kept = () => outlasting.keep(waiting);
    let sent = []; // refs that are on their way
    kept();

    const deliver = async () => {
      const some = waiting.slice(0, AT_ONCE);
      sent = some.map((deed) => deed.ref);
      const told = JSON.stringify({ sent: Date.now(), deeds: some });
      const { answer, words } = await window.lantern.attempt(address, { told }).finally(() => (sent = []));
      if (!answer) return words;
      if (!answer.ok) return "That did not work: kept here. Load the page again.";
      for (const each of (await answer.json()).answers) {
        const place = waiting.findIndex((deed) => deed.ref === each.ref);
        if (place >= 0) waiting.splice(place, 1);
        answered(each);
      }
      kept();
      return "";
    };
    const send = window.lantern.keeping({ left: () => waiting.length, deliver, tell });

    const add = (deed) => {
      const made = { ref: newRef(), at: Date.now(), ...deed };
      waiting.push(made);
      kept();
      send();
      return made;
    };
    // A slip that has not left this tab is as though it had not been.
    const takeBack = (deed, why = "") => {
      const place = sent.includes(deed.ref) ? -1 : waiting.indexOf(deed);
      if (place < 0) return add({ kind: "take-back", of: deed.ref, why });
      waiting.splice(place, 1);
      kept();
      tell("");
      return null;
    };
    send();
    return { add, takeBack, count: () => waiting.length };
  };
  window.lantern.tapping = tapping;
})();
