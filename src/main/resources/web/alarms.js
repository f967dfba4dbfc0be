"use strict";
(() => {
  // The open alarms are heard, called out and counted in the title; the list itself comes whole.
  const KEY = "mogador.alarm.sound";
  const title = document.title;
  const heard = new Set();
  let first = true;
  let sound = null;

  function remembered() {
    try {
      return localStorage.getItem(KEY) === "on";
    } catch (e) {
      return false;
    }
  }

  function remember(on) {
    try {
      localStorage.setItem(KEY, on ? "on" : "off");
    } catch (e) {
      // Then it holds for this page alone.
    }
  }

  // Browsers let a page sound only after someone has pressed something on it.
  let on = remembered();
  function ready() {
    if (!on || !window.AudioContext) return;
    sound ||= new AudioContext();
    if (sound.state === "suspended") sound.resume();
  }
  for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, ready);

  function ring(severe) {
    document.documentElement.dataset.rang = Number(document.documentElement.dataset.rang || 0) + 1;
    if (!on || !sound || sound.state !== "running") return;
    const tones = severe ? [880, 660, 880, 660] : [660, 880];
    tones.forEach((pitch, i) => {
      const at = sound.currentTime + i * 0.22;
      const tone = sound.createOscillator();
      const loud = sound.createGain();
      tone.frequency.value = pitch;
      loud.gain.setValueAtTime(0.0001, at);
      loud.gain.exponentialRampToValueAtTime(0.25, at + 0.02);
      loud.gain.exponentialRampToValueAtTime(0.0001, at + 0.2);
      tone.connect(loud).connect(sound.destination);
      tone.start(at);
      tone.stop(at + 0.21);
    });
  }

  function call(alarm) {
    const what = alarm.querySelector("strong").textContent;
    const where = alarm.querySelector("[data-alarm-place]").textContent;
    document.getElementById("announce").textContent = what + ", " + where;
    if (!window.Notification || Notification.permission !== "granted") return;
    try {
      const note = new Notification(what, { body: where, tag: alarm.dataset.alarm });
      note.addEventListener("click", () => {
        window.focus();
        note.close();
      });
    } catch (e) {
      // Some browsers show notifications to installed pages only.
    }
  }

  function controls(box) {
    const bar = box.querySelector(".alarms-call");
    bar.hidden = false;
    const button = bar.querySelector("[data-alarm-sound]");
    button.setAttribute("aria-pressed", String(on));
    button.textContent = on ? bar.dataset.on : bar.dataset.off;
    const ask = bar.querySelector("[data-alarm-notify]");
    ask.hidden = !window.Notification || Notification.permission !== "default";
  }

  function look() {
    const box = document.getElementById("alarms");
    if (!box) return;
    controls(box);
    const open = Number(box.dataset.open);
    document.title = open ? `(${open}) ${title}` : title;
    const news = [...box.querySelectorAll('[data-rings="true"]')].filter((at) => !heard.has(at.dataset.alarm));
    for (const alarm of news) heard.add(alarm.dataset.alarm);
    // What was there already when the page came has rung elsewhere.
    if (!first && news.length) {
      ring(news.some((alarm) => alarm.classList.contains("severe")));
      news.forEach(call);
    }
    first = false;
  }

  document.addEventListener("click", (event) => {
    const at = event.target instanceof Element ? event.target : null;
    if (at && at.closest("[data-alarm-sound]")) {
      on = !on;
      remember(on);
      ready();
      controls(document.getElementById("alarms"));
      if (on) sound?.resume().then(() => ring(false));
    } else if (at && at.closest("[data-alarm-notify]")) {
      Notification.requestPermission().then(() => controls(document.getElementById("alarms")));
    }
  });

  // The page stays as it is: the list that follows says what became of it.
  document.addEventListener(
    "submit",
    async (event) => {
      const form = event.target;
      if (!form.matches("#alarms .alarm-do")) return;
      event.preventDefault();
      if (form.dataset.sent) return;
      form.dataset.sent = "1";
      form.querySelector("button").setAttribute("aria-busy", "true");
      try {
        const body = new URLSearchParams(new FormData(form));
        const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" });
        if (answer.type === "opaqueredirect" || answer.ok) return;
      } catch (e) {
        // Sent the plain way, it says what is wrong.
      }
      form.submit();
    },
    true,
  );

  document.addEventListener("mogador:alarms", look);
  look();
})();
