// Mending: forms open in a dialog over the document, and selected words can be added to a table.
// Without this file the same links lead to the same forms as pages.
"use strict";

(() => {
  const dialog = document.getElementById("dialog");
  const adder = document.getElementById("adder");
  const text = document.getElementById("text");
  if (!dialog || !text) return;

  let opener = null;
  const open = async (link) => {
    let page;
    try { page = await (await fetch(link.href)).text(); } catch { location.href = link.href; return; }
    const form = new DOMParser().parseFromString(page, "text/html").getElementById("item-form");
    if (!form) { location.href = link.href; return; }
    form.action = link.href;
    dialog.replaceChildren(document.importNode(form, true));
    opener = link;
    adder.hidden = true;
    dialog.showModal();
    dialog.querySelector("textarea, input:not([type=hidden]), select")?.focus();
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-form]");
    if (link && event.button === 0 && !event.metaKey && !event.ctrlKey) {
      event.preventDefault();
      open(link);
    } else if (event.target.closest("[data-close]") && dialog.open) {
      event.preventDefault();
      dialog.close();
    }
  });
  dialog.addEventListener("close", () => { if (opener?.isConnected && !opener.closest("#adder")) opener.focus(); });

  // Offsets count code points; a string of the browser counts pairs, so each piece is counted in code points.
  const length = (string) => [...string].length;
  const offset = (node, within) => {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const piece = element.closest("[data-at]");
    if (!piece || !text.contains(piece)) return null;
    const start = Number(piece.dataset.at);
    if (piece.classList.contains("odd")) return within ? start + 1 : start;
    if (node.nodeType !== Node.TEXT_NODE) return start + (within ? length(piece.textContent) : 0);
    return start + length(node.data.slice(0, within));
  };

  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const start = offset(range.startContainer, range.startOffset);
    const end = offset(range.endContainer, range.endOffset);
    if (start === null || end === null || start >= end) return null;
    const words = selection.toString();
    const before = length(words) - length(words.trimStart());
    const after = length(words) - length(words.trimEnd());
    return start + before < end - after ? { start: start + before, end: end - after, range } : null;
  };

  const offer = () => {
    const found = selected();
    adder.hidden = !found;
    if (!found) return;
    for (const link of adder.querySelectorAll("a")) {
      const address = new URL(link.href);
      address.searchParams.set("start", found.start);
      address.searchParams.set("end", found.end);
      link.href = address;
    }
    const box = found.range.getBoundingClientRect();
    adder.style.top = `${box.bottom + scrollY + 8}px`;
    adder.style.left = `${Math.max(8, Math.min(box.left + scrollX, innerWidth - adder.offsetWidth - 16))}px`;
  };

  document.addEventListener("mouseup", () => setTimeout(offer));
  document.addEventListener("keyup", (event) => { if (event.shiftKey || event.key === "Shift") offer(); });
  document.addEventListener("touchend", () => setTimeout(offer, 50));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") adder.hidden = true; });
})();
