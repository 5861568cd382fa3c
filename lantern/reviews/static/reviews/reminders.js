/* The slips of whoever is ticked are shown and printed, and no others. */
"use strict";

const slips = document.querySelectorAll("[data-slip]");

function showTicked() {
  const boxes = document.querySelectorAll("input[name=slip]:checked");
  const ticked = new Set([...boxes].map((box) => box.value));
  for (const slip of slips) slip.hidden = !ticked.has(slip.dataset.slip);
  document.querySelector("[data-print]").disabled = !ticked.size;
  document.querySelector("#nobody").hidden = ticked.size > 0;
}

if (slips.length) {
  document.addEventListener("change", showTicked);
  window.addEventListener("pageshow", showTicked); // a browser may bring ticks back with a page
  showTicked();
}
