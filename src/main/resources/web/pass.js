"use strict";
// The code on the phone: another one every half minute, by the server's time, also without network.
(() => {
  const box = document.querySelector("[data-code]");
  if (!box) return;
  const svg = box.querySelector("svg");
  const ink = svg.querySelector("path:last-of-type");
  const said = box.querySelector("[data-usual]");
  const QUIET = 4;
  let sheet = null;
  let ahead = 0; // the server's clock before this phone's, in ms
  let shown = -1;
  let loaded = 0;
  let seen = Date.now();

  async function load() {
    loaded = Date.now();
    try {
      const answer = await fetch("/me/code", { cache: "no-store", headers: { accept: "application/json" } });
      if (answer.ok) {
        const next = await answer.json();
        ahead = next.now - (loaded + Date.now()) / 2;
        sheet = next;
      } else if (answer.status === 401) {
        sheet = null;
        location.reload();
      }
    } catch {
      // No network: what is here goes on.
    }
    show();
  }

  function path(bits) {
    const dark = (i) => (parseInt(bits[i >> 2], 16) >> (3 - (i & 3))) & 1;
    let d = "";
    for (let y = 0; y < sheet.size; y++) {
      for (let x = 0; x < sheet.size; x++) {
        if (!dark(y * sheet.size + x)) continue;
        let end = x;
        while (end < sheet.size && dark(y * sheet.size + end)) end++;
        d += `M${x + QUIET} ${y + QUIET}h${end - x}v1H${x + QUIET}z`;
        x = end;
      }
    }
    return d;
  }

  function show() {
    if (!sheet) return;
    const at = (Date.now() + ahead) / sheet.step_ms;
    const step = Math.floor(at);
    const bits = sheet.codes[step - sheet.first];
    box.classList.toggle("over", !bits);
    said.textContent = bits ? said.dataset.usual : said.dataset.over;
    box.style.setProperty("--left", bits ? String(1 - (at - step)) : "0");
    if (!bits || step === shown) return;
    shown = step;
    ink.setAttribute("d", path(bits));
    box.dataset.step = String(step);
  }

  function tick() {
    const now = Date.now();
    // The phone has slept, or its clock was set.
    if (Math.abs(now - seen) > 10_000 || now - loaded > 300_000) load();
    seen = now;
    show();
  }

  load();
  setInterval(tick, 500);
  window.addEventListener("online", load);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") load();
  });
})();
