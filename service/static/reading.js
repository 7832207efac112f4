// The reading view: a click in the text shows the row, a click on a row shows the place, fields can be hidden.
// Everything also works without this file, by links and :target.
"use strict";

(() => {
  const text = document.getElementById("text");
  if (!text) return;

  const all = (selector) => [...document.querySelectorAll(selector)];
  const quick = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";

  // Marks every place and the row of an item, and nothing else.
  const mark = (item) => {
    for (const one of all(".shown")) one.classList.remove("shown");
    for (const piece of text.querySelectorAll("[data-items]")) {
      if (piece.dataset.items.split(" ").includes(item)) piece.classList.add("shown");
    }
    const row = document.getElementById(`r-${item}`);
    if (row) row.classList.add("shown");
    return row;
  };

  const show = (target) => {
    if (!target) return;
    target.scrollIntoView({ behavior: quick, block: "center" });
    target.focus({ preventScroll: true });
  };

  // On overlapping places a second click goes on to the next item.
  text.addEventListener("click", (event) => {
    const piece = event.target.closest("[data-items]");
    if (!piece || String(getSelection())) return;
    event.preventDefault();
    const items = piece.dataset.items.split(" ");
    const last = items.findIndex((item) => document.getElementById(`r-${item}`)?.classList.contains("shown"));
    const row = mark(items[(last + 1) % items.length]);
    const link = row && row.querySelector("a");
    if (row) row.scrollIntoView({ behavior: quick, block: "center" });
    if (link) link.focus({ preventScroll: true });
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link || text.contains(link)) return;
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!target) return;
    const row = link.closest("[data-item]");
    const item = row ? row.dataset.item : target.dataset.item;
    if (!item) return;
    event.preventDefault();
    mark(item);
    show(text.contains(target) ? (target.matches(".anchor") ? target.nextElementSibling : target) : target.querySelector("a"));
  });

  const named = ["dates", "organizations", "speakers", "participant_counts", "targets", "rest"];
  for (const box of all("[data-field]")) {
    box.addEventListener("change", () => {
      if (named.includes(box.dataset.field)) text.classList.toggle(`hide-${box.dataset.field}`, !box.checked);
    });
  }

  if (location.hash.startsWith("#r-")) mark(location.hash.slice(3));
})();
