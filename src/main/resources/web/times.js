"use strict";
(() => {
  // A table of many links is one stop for the tab key; the arrows move within it.
  function grids() {
    for (const table of document.querySelectorAll("table[data-arrows]:not([role])")) {
      const links = [...table.querySelectorAll("td a")];
      if (!links.length) continue;
      table.setAttribute("role", "grid");
      for (const link of links) link.tabIndex = -1;
      const start = table.querySelector("td.asked a") || links[0];
      start.tabIndex = 0;
      table.addEventListener("keydown", (event) => move(table, event));
      table.addEventListener("focusin", (event) => {
        const at = event.target.closest("td a");
        if (!at) return;
        for (const link of links) link.tabIndex = link === at ? 0 : -1;
      });
      const box = table.closest(".grid-scroll");
      if (box) seek(box, start);
    }
  }

  // The hours asked for stand beside the names.
  function seek(box, link) {
    const head = box.querySelector("tbody th").getBoundingClientRect();
    const at = link.getBoundingClientRect();
    const rtl = document.dir === "rtl";
    box.scrollLeft += rtl ? at.right - head.left + 40 : at.left - head.right - 40;
  }

  function move(table, event) {
    const from = event.target.closest("td a");
    if (!from) return;
    const keys = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 0, ArrowUp: 0, Home: 0, End: 0 };
    if (!(event.key in keys) || event.altKey || event.ctrlKey || event.metaKey) return;
    const cell = from.parentElement;
    const row = cell.parentElement;
    let to = null;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      to = vertical(row, column(cell), event.key === "ArrowDown");
    } else {
      const links = [...row.querySelectorAll("td a")];
      const on = keys[event.key] * (document.dir === "rtl" ? -1 : 1);
      if (event.key === "Home") to = links[0];
      else if (event.key === "End") to = links[links.length - 1];
      else to = links[links.indexOf(from) + on];
    }
    event.preventDefault();
    if (to) to.focus();
  }

  function span(cell) {
    return Number(cell.getAttribute("colspan")) || 1;
  }

  function column(cell) {
    let at = 0;
    for (let before = cell.previousElementSibling; before; before = before.previousElementSibling) at += span(before);
    return at;
  }

  function vertical(row, at, down) {
    let next = row;
    while ((next = down ? next.nextElementSibling : next.previousElementSibling)) {
      const link = [...next.querySelectorAll("td a")].find((a) => column(a.parentElement) === at);
      if (link) return link;
    }
    return null;
  }

  // A plan fits its card. On a phone it shows what was asked for first, and the rest on demand.
  const phone = window.matchMedia("(max-width: 47.99rem)");
  function plans() {
    for (const box of document.querySelectorAll(".plan-scroll")) {
      const svg = box.querySelector("svg.plan");
      const tools = box.parentElement.querySelector(".plan-tools");
      if (!svg || !tools || tools.dataset.ready) continue;
      tools.dataset.ready = "1";
      const whole = svg.getAttribute("viewBox");
      const part = box.dataset.near || region(svg, whole);
      if (!part) continue;
      const steps = [{ view: whole, size: 1 }, { view: part, size: 1 }, { view: part, size: 2 }];
      const [out, nearer] = tools.querySelectorAll("button");
      let step = phone.matches || box.dataset.near ? 1 : 0;
      const show = () => {
        svg.setAttribute("viewBox", steps[step].view);
        svg.classList.toggle("near", steps[step].size === 2);
        out.disabled = step === 0;
        nearer.disabled = step === steps.length - 1;
      };
      const go = (by) => {
        step = Math.max(0, Math.min(steps.length - 1, step + by));
        show();
        box.dispatchEvent(new CustomEvent("mogador:centre", { bubbles: true }));
      };
      out.addEventListener("click", () => go(-1));
      nearer.addEventListener("click", () => go(1));
      tools.hidden = false;
      show();
    }
  }

  function region(svg, whole) {
    let box = null;
    for (const space of svg.querySelectorAll(".space:not(.silent)")) {
      const b = space.getBBox();
      if (!b.width) continue;
      box = box
        ? { l: Math.min(box.l, b.x), t: Math.min(box.t, b.y), r: Math.max(box.r, b.x + b.width), b: Math.max(box.b, b.y + b.height) }
        : { l: b.x, t: b.y, r: b.x + b.width, b: b.y + b.height };
    }
    if (!box) return null;
    const [x, y, w, h] = whole.split(" ").map(Number);
    // Never so near that one could not tell where it is.
    const wide = Math.max(140, (1500 - (box.r - box.l)) / 2);
    const high = Math.max(140, (1300 - (box.b - box.t)) / 2);
    const l = Math.max(x, box.l - wide), t = Math.max(y, box.t - high);
    const r = Math.min(x + w, box.r + wide), b = Math.min(y + h, box.b + high);
    return (r - l) * (b - t) < 0.8 * w * h ? `${l} ${t} ${r - l} ${b - t}` : null;
  }

  const all = () => {
    plans();
    grids();
  };
  all();
  document.addEventListener("htmx:afterSettle", all);
})();
