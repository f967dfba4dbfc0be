"use strict";
(() => {
  const STATES = ["free", "booked", "occupied", "squatted", "unknown", "vacant", "closed", "taken", "unbookable"];
  const link = document.getElementById("link");
  let live = document.getElementById("live");
  if (!live || !window.EventSource) return;

  function linkIs(state) {
    link.className = "link-state " + state;
    link.querySelector(".link-text").textContent = link.dataset[state === "on" ? "live" : state];
    link.querySelector(".mark").className = "mark " + (state === "on" ? "online" : "unknown");
  }

  function row(html) {
    const rows = document.getElementById("rows");
    rows.insertAdjacentHTML("afterbegin", html);
    // What came while the page was on its way may be on it already.
    const id = rows.firstElementChild.id;
    if (rows.querySelectorAll(`[id="${id}"]`).length > 1) {
      rows.firstElementChild.remove();
      return;
    }
    rows.firstElementChild.classList.add("new");
    const none = document.querySelector(".stream-none");
    if (none) none.hidden = true;
    const limit = Number(live.dataset.rowLimit) || 60;
    while (rows.children.length > limit) rows.lastElementChild.remove();
  }

  function state(change) {
    const word = live.dataset["word" + change.state[0].toUpperCase() + change.state.slice(1)];
    for (const at of live.querySelectorAll(`[data-space="${CSS.escape(change.space)}"]`)) {
      at.classList.remove(...STATES);
      at.classList.add(change.state);
      const mark = at.querySelector("span.mark");
      if (mark) mark.className = "mark " + change.state;
      const said = at.querySelector("[data-state-word]");
      if (said) said.textContent = word;
      const title = at.querySelector("title");
      if (title && at.dataset.name) title.textContent = at.dataset.name + (document.dir === "rtl" ? "، " : ", ") + word;
    }
  }

  function counts(numbers) {
    for (const [name, number] of Object.entries(numbers)) {
      const at = live.querySelector(`[data-count="${CSS.escape(name)}"]`);
      if (at) at.textContent = number;
    }
  }

  function device(html) {
    const box = document.createElement("template");
    box.innerHTML = html;
    const fresh = box.content.firstElementChild;
    const old = fresh && document.getElementById(fresh.id);
    if (old) old.replaceWith(fresh);
  }

  function alarms(html) {
    const box = document.createElement("template");
    box.innerHTML = html;
    const fresh = box.content.firstElementChild;
    const old = document.getElementById("alarms");
    if (!fresh || !old) return;
    const focus = old.contains(document.activeElement) ? document.activeElement : null;
    const alarm = focus && focus.closest("[data-alarm]");
    old.replaceWith(fresh);
    document.dispatchEvent(new CustomEvent("mogador:alarms"));
    if (!focus) return;
    // Whoever was at a button is at the same one, or at the next of its alarm.
    const same = alarm && fresh.querySelector(`[data-alarm="${CSS.escape(alarm.dataset.alarm)}"] button`);
    const call = focus.matches("[data-alarm-sound]") && fresh.querySelector("[data-alarm-sound]");
    (same || call || fresh.querySelector(".alarms-head a")).focus();
  }

  function zones(html) {
    const box = document.createElement("template");
    box.innerHTML = html;
    const fresh = box.content.firstElementChild;
    const old = document.getElementById("zones");
    if (!fresh || !old) return;
    const key = (zone) => zone.dataset.zone + "/" + zone.querySelectorAll("form").length;
    const all = [...old.querySelectorAll(".zone")];
    const news = [...fresh.querySelectorAll(".zone")];
    if (all.map(key).join() !== news.map(key).join()) {
      old.replaceWith(fresh);
      return;
    }
    // Whoever is typing how many there are keeps what they typed.
    all.forEach((zone, i) => {
      zone.className = news[i].className;
      zone.querySelector(".zone-now").replaceWith(news[i].querySelector(".zone-now"));
    });
  }

  // Asking for the whole page again is always right, and rare: at most once in two seconds.
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
        const fresh = page.getElementById("live");
        if (!fresh) return;
        // Whoever is typing why a door is to be opened keeps what they typed.
        const doors = live.querySelector(".ops-doors");
        const same = fresh.querySelector(".ops-doors");
        if (doors && same && doors.querySelector("[open]")) same.replaceWith(doors);
        live.replaceWith(fresh);
        live = fresh;
        document.dispatchEvent(new CustomEvent("mogador:alarms"));
      } catch (e) {
        linkIs("lost");
      }
    }, Math.max(0, asked + 2000 - Date.now()));
  }

  const source = new EventSource(live.dataset.events);
  let lost = false;
  source.addEventListener("open", () => {
    linkIs("on");
    if (lost) resync();
    lost = false;
  });
  source.addEventListener("error", () => {
    lost = true;
    linkIs("lost");
  });
  source.addEventListener("row", (event) => row(event.data));
  source.addEventListener("state", (event) => state(JSON.parse(event.data)));
  source.addEventListener("counts", (event) => counts(JSON.parse(event.data)));
  source.addEventListener("device", (event) => device(event.data));
  source.addEventListener("alarms", (event) => alarms(event.data));
  source.addEventListener("zones", (event) => zones(event.data));
  source.addEventListener("resync", resync);
  window.addEventListener("pagehide", () => source.close());
})();
