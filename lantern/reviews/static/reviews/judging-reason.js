// Asks why a decision differs from the facts.
(() => {
  "use strict";
  // A browser that held the length would cut what is pasted, unasked.
  const wrong = (text, needed) => {
    const [most, has] = [Number(text.dataset.most), [...text.value.trim()].length]; // as it is kept
    if (has > most) return `Use ${most} characters at most: this has ${has}.`;
    return needed && !has ? "Say why, in a few words." : "";
  };
  // Calls `answer` with the words, or not at all; the focus goes back to the cell.
  // Where it is `needed` it is not saved without one.
  const askWhy = (cell, { words, before, needed }, answer) => {
    const box = document.getElementById("say-why");
    const text = document.getElementById("reason-text");
    document.getElementById("say-why-facts").textContent = words;
    text.value = before;
    text.oninput = () => text.setCustomValidity(wrong(text, needed));
    text.oninput();
    const place = cell.getBoundingClientRect();
    box.returnValue = "";
    box.showModal();
    const left = Math.min(place.left, document.documentElement.clientWidth - box.offsetWidth - 12);
    box.style.setProperty("--x", `${Math.max(12, left)}px`);
    box.style.setProperty("--y", `${Math.min(place.bottom + 6, window.innerHeight - box.offsetHeight - 12)}px`);
    text.focus();
    box.addEventListener(
      "close",
      () => {
        // The browser gave it back as the panel closed; by now they may be a column further.
        if (!document.activeElement.closest("#sheet td.cell")) cell.focus();
        if (box.returnValue === "save") answer(text.value.trim());
      },
      { once: true },
    );
  };
  Object.assign(window.judging, { askWhy });
})();
