"use strict";
(() => {
  const link = document.getElementById("link");
  let muster = document.getElementById("muster");
  if (!muster || !muster.dataset.open) return;

  function linkIs(state) {
    link.className = "link-state " + state;
    link.querySelector(".link-text").textContent = link.dataset[state === "on" ? "live" : state];
    link.querySelector(".mark").className = "mark " + (state === "on" ? "online" : "unknown");
  }

  function count() {
    const all = muster.querySelectorAll(".soul").length;
    const safe = muster.querySelectorAll(".soul.safe").length;
    muster.querySelector("[data-count-short]").textContent = `${safe}/${all}`;
    muster.querySelector("[data-count]").textContent = muster.dataset.words.replace("{0}", safe).replace("{1}", all);
    const bar = muster.querySelector("[data-progress]");
    bar.max = Math.max(1, all);
    bar.value = safe;
    for (const group of muster.querySelectorAll(".souls-group")) {
      group.querySelector(".soul-count").textContent = group.querySelectorAll(".soul").length;
    }
  }

  // Marks that the server has not acknowledged, by row: shown at once, sent until they get through.
  const unsent = new Map();

  function show(row, safe, waiting) {
    row.classList.toggle("safe", safe);
    row.classList.toggle("waiting", waiting);
    row.querySelector(".soul-mark").setAttribute("aria-pressed", String(safe));
    if (waiting) row.querySelector(".soul-by").textContent = muster.dataset.waiting;
    count();
  }

  function sent(id, mark) {
    unsent.delete(id);
    if (mark.told) return row(mark.told);
    const at = document.getElementById(id);
    if (!at) return;
    at.classList.remove("waiting");
    at.querySelector(".soul-by").textContent = muster.dataset.safe;
  }

  async function send(id) {
    const mark = unsent.get(id);
    if (!mark || mark.busy) return;
    mark.busy = true;
    try {
      const body = new URLSearchParams({ safe: String(mark.safe) });
      const answer = await fetch(mark.to, { method: "POST", body, headers: { "x-wants": "json" } });
      if (answer.ok || answer.status === 404) {
        if (unsent.get(id) === mark) sent(id, mark);
        return;
      }
      if ([401, 403, 409].includes(answer.status)) {
        unsent.clear();
        return location.reload();
      }
    } catch (offline) {
      // Tried again below.
    }
    mark.busy = false;
  }
  setInterval(() => unsent.forEach((_, id) => send(id)), 3000);
  window.addEventListener("online", () => unsent.forEach((_, id) => send(id)));
  window.addEventListener("beforeunload", (event) => {
    if (unsent.size) event.preventDefault();
  });

  document.getElementById("content").addEventListener("submit", (event) => {
    const row = event.target.closest(".soul");
    const button = event.submitter;
    if (!row || !button || button.name !== "safe") return;
    event.preventDefault();
    const safe = button.value === "true";
    unsent.set(row.id, { safe, to: event.target.action, busy: false, told: "" });
    show(row, safe, true);
    if (!safe) row.querySelector(".soul-mark").focus();
    send(row.id);
  });

  function row(html) {
    const box = document.createElement("template");
    box.innerHTML = html.trim();
    const fresh = box.content.firstElementChild;
    const old = document.getElementById(fresh.id);
    // What is on its way from here is newer than what comes from there, until it has arrived.
    const mark = unsent.get(fresh.id);
    if (mark) {
      mark.told = fresh.classList.contains("safe") === mark.safe ? html : "";
      return;
    }
    if (old) {
      const focused = old.contains(document.activeElement);
      old.replaceWith(fresh);
      if (focused) fresh.querySelector("button").focus();
    } else {
      const list = muster.querySelector(`[data-souls="${CSS.escape(fresh.dataset.group)}"]`);
      if (!list) return resync();
      list.append(fresh);
    }
    fresh.classList.add("new");
    count();
  }

  let asked = 0;
  let waiting = 0;
  function resync() {
    if (waiting) return;
    waiting = setTimeout(async () => {
      waiting = 0;
      asked = Date.now();
      try {
        const answer = await fetch(location.href, { headers: { accept: "text/html" } });
        if (!answer.ok) return;
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = page.getElementById("muster");
        if (!fresh) return;
        if (!fresh.dataset.open) return location.reload();
        // Who types a name, or looks at the missing only, goes on doing so.
        const tools = muster.querySelector(".muster-do");
        if (tools) fresh.querySelector(".muster-do").replaceWith(tools);
        muster.replaceWith(fresh);
        muster = fresh;
        unsent.forEach((mark, id) => {
          const at = document.getElementById(id);
          if (at) show(at, mark.safe, true);
        });
        for (const print of muster.querySelectorAll("[data-print]")) {
          print.hidden = false;
          print.addEventListener("click", () => window.print());
        }
      } catch (e) {
        linkIs("lost");
      }
    }, Math.max(0, asked + 2000 - Date.now()));
  }

  const source = new EventSource(muster.dataset.events);
  let lost = false;
  source.addEventListener("open", () => {
    linkIs("on");
    if (lost) resync();
    lost = false;
    unsent.forEach((_, id) => send(id));
  });
  source.addEventListener("error", () => {
    lost = true;
    linkIs("lost");
  });
  source.addEventListener("row", (event) => row(event.data));
  source.addEventListener("ended", () => {
    if (!unsent.size) location.reload();
  });
  source.addEventListener("resync", resync);
  window.addEventListener("pagehide", () => source.close());
})();
