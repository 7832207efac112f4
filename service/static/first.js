// The first page: files are sent one by one with progress for each, and the list follows what the workers do.
// Without this file the form sends all files at once and the list is reloaded by hand.
"use strict";

(() => {
  const form = document.getElementById("drop");
  const results = document.getElementById("results");
  const waiting = new Map(); // id of a document → its line in the queue, or null for one that the list shows
  const PARALLEL = 2;
  const PAUSE = 600;

  const say = (line, state, label) => {
    const badge = line.querySelector(".badge");
    badge.className = `badge ${state}`;
    badge.textContent = label;
  };

  const finish = (line, document_) => {
    const name = line.querySelector(".name");
    if (document_.state === "done" && document_.address) {
      const link = document.createElement("a");
      link.href = document_.address;
      link.textContent = name.textContent;
      name.replaceChildren(link);
    }
    if (document_.why) fail(line, document_.why);
  };

  const fail = (line, why) => {
    say(line, "refused", "не прочитан");
    const told = document.createElement("span");
    told.className = "why";
    told.textContent = why;
    line.append(told);
    line.querySelector("progress").classList.add("gone");
  };

  const makeLine = (name) => {
    const line = document.createElement("li");
    const label = document.createElement("span");
    label.className = "name";
    label.textContent = name;
    label.title = name;
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", `Отправка: ${name}`);
    const badge = document.createElement("span");
    line.append(label, bar, badge);
    badge.className = "badge";
    badge.textContent = "отправляется";
    document.getElementById("queue").append(line);
    return line;
  };

  // One file: its bytes with progress, then the documents that it became.
  const send = (file, line) => new Promise((done) => {
    const body = new FormData();
    body.append("file", file, file.name);
    const request = new XMLHttpRequest();
    const bar = line.querySelector("progress");
    request.open("POST", form.action);
    request.setRequestHeader("X-CSRFToken", form.elements.csrf_token.value);
    request.setRequestHeader("X-Requested-With", "fetch");
    request.upload.onprogress = (event) => { if (event.lengthComputable) bar.value = event.loaded / event.total; };
    request.onerror = () => { fail(line, "Связь прервалась. Отправьте файл ещё раз."); done(); };
    request.onload = () => {
      if (request.status === 200) took(JSON.parse(request.responseText), line, file.name);
      else fail(line, sentence(request.responseText));
      done();
    };
    request.send(body);
  });

  const took = (told, line, name) => {
    line.querySelector("progress").value = 1;
    told.documents.forEach((one, place) => {
      const own = place === 0 ? line : makeLine(one.name);
      if (place) own.querySelector("progress").value = 1;
      own.dataset.address = one.address;
      say(own, one.state, one.is_new ? one.state_label : `${one.state_label}, был загружен раньше`);
      if (one.state === "done" || one.state === "refused") finish(own, one);
      else waiting.set(one.id, own);
    });
    told.refused.forEach((why, place) => fail(place || told.documents.length ? makeLine(name) : line, why));
  };

  // A refusal is a page; its one sentence is what the clerk should read.
  const sentence = (page) => {
    const told = new DOMParser().parseFromString(page, "text/html").querySelector("[role=alert]");
    return told ? told.textContent : "Файл не принят.";
  };

  const sendAll = async (files) => {
    document.getElementById("queue").hidden = false;
    const left = [...files].map((file) => [file, makeLine(file.name)]);
    const one = async () => { for (let next = left.shift(); next; next = left.shift()) await send(...next); };
    await Promise.all(Array.from({ length: PARALLEL }, one));
    await refresh();
    follow();
  };

  let isFollowing = false;
  const follow = async () => {
    if (isFollowing) return;
    isFollowing = true;
    let hasChanged = false;
    while (waiting.size) {
      await new Promise((wake) => setTimeout(wake, PAUSE));
      const ids = [...waiting.keys()].slice(0, 100);
      let states;
      try {
        states = await (await fetch(`${statesAt()}?ids=${ids.join(",")}`, { headers: { "X-Requested-With": "fetch" } })).json();
      } catch { continue; }
      for (const id of ids) {
        const state = states[id];
        const line = waiting.get(id);
        if (line && state) say(line, state.state, state.state_label);
        if (state && (state.state === "waiting" || state.state === "reading")) continue;
        waiting.delete(id);
        hasChanged = true;
        if (line && state) finish(line, { ...state, address: line.dataset.address });
      }
      if (hasChanged) await refresh();
      hasChanged = false;
    }
    isFollowing = false;
  };

  const statesAt = () => (form ? form.dataset.states : "/documents/states");

  // The list anew, with the boxes that were ticked.
  const refresh = async () => {
    const ticked = new Set([...document.querySelectorAll('input[name="id"]:checked')].map((box) => box.value));
    let page;
    try { page = await (await fetch(location.href)).text(); } catch { return; }
    const fresh = new DOMParser().parseFromString(page, "text/html").getElementById("results");
    if (!fresh || document.activeElement?.closest("#results .search")) return;
    results.replaceChildren(...fresh.childNodes);
    for (const box of document.querySelectorAll('input[name="id"]')) box.checked = ticked.has(box.value);
    prepare();
  };

  const prepare = () => {
    const all = document.getElementById("all");
    if (all) {
      all.hidden = document.getElementById("all-label").hidden = false;
      all.addEventListener("change", () => {
        for (const box of document.querySelectorAll('input[name="id"]')) box.checked = all.checked;
        count();
      });
    }
    document.getElementById("chosen")?.addEventListener("change", count);
    count();
  };

  const count = () => {
    const whose = document.getElementById("whose");
    if (!whose) return;
    whose.dataset.all ||= whose.textContent;
    const ticked = document.querySelectorAll('input[name="id"]:checked').length;
    whose.textContent = ticked ? `Взять отмеченные (${ticked}):` : whose.dataset.all;
    for (const button of document.querySelectorAll(".take .danger")) button.disabled = !ticked;
  };

  if (form) {
    form.classList.add("ready"); // choosing is sending, so the browser's own field and the button step aside
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const chosen = form.elements.file;
      if (chosen.files.length) sendAll(chosen.files);
      chosen.value = "";
    });
    form.elements.file.addEventListener("change", () => form.requestSubmit());
    let depth = 0;
    const hasFiles = (event) => [...(event.dataTransfer?.types || [])].includes("Files");
    addEventListener("dragenter", (event) => { if (hasFiles(event)) { depth += 1; form.classList.add("over"); } });
    addEventListener("dragleave", (event) => { if (hasFiles(event) && (depth -= 1) <= 0) form.classList.remove("over"); });
    addEventListener("dragover", (event) => { if (hasFiles(event)) event.preventDefault(); });
    addEventListener("drop", (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = 0;
      form.classList.remove("over");
      if (event.dataTransfer.files.length) sendAll(event.dataTransfer.files);
    });
  }
  for (const row of document.querySelectorAll('[data-state="waiting"], [data-state="reading"]')) waiting.set(row.dataset.id, null);
  prepare();
  follow();
})();
