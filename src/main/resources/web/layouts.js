"use strict";
(() => {
  const form = document.getElementById("layout-form");
  const svg = form && form.querySelector("svg.plan");
  if (!svg) return;

  const STEP = 10;
  const [left, top, right, bottom] = form.dataset.area.split(" ").map(Number);
  const chosenAt = document.getElementById("layout-chosen");
  const announce = document.getElementById("announce");
  const tray = form.querySelector(".layout-tray");
  const none = form.querySelector(".layout-tray-none");
  const tools = form.querySelector(".layout-tools");
  const undoButton = tools.querySelector("[data-undo]");
  const awayButton = tools.querySelector("[data-put-away]");
  const seats = new Map();
  const done = [];
  let chosen = null;

  for (const box of form.querySelectorAll("input[data-seat]")) {
    const { seat: code, name, x, y, width, height } = box.dataset;
    const at = svg.querySelector("#s-" + CSS.escape(code));
    if (!at) continue;
    const seat = {
      code, name, at, box,
      width: Number(width), height: Number(height),
      drawnX: Number(x), drawnY: Number(y), x: Number(x), y: Number(y), away: box.checked,
      faulty: "faulty" in box.dataset,
    };
    seats.set(code, seat);
    at.classList.remove("standing", "away");
    at.classList.add("movable");
    at.setAttribute("role", "button");
    at.setAttribute("tabindex", "0");
    at.setAttribute("aria-label", name);
    // The label says it; a tooltip would cover the seat while it is dragged.
    for (const title of at.querySelectorAll("title")) title.remove();
    at.addEventListener("focus", () => choose(seat));
    at.addEventListener("keydown", (event) => key(seat, event));
    at.addEventListener("pointerdown", (event) => grab(seat, event));
    // The page would scroll away with the finger: touch-action is not heeded within a drawing.
    at.addEventListener("touchstart", (event) => event.touches.length === 1 && event.preventDefault(), { passive: false });
    box.addEventListener("change", () => change(seat, () => (seat.away = box.checked)));
  }

  const fill = (words, values) => words.replace(/\[(\w+)\]/g, (_, name) => values[name]);
  const say = (words, seat) => {
    announce.textContent = fill(words, { seat: seat.name, x: seat.x / 100, y: seat.y / 100 });
  };

  function overlap(a, b) {
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
  }

  function crowded(seat) {
    for (const other of seats.values()) {
      if (other !== seat && !other.away && !seat.away && overlap(seat, other)) return true;
    }
    return false;
  }

  function draw() {
    let away = 0;
    for (const seat of seats.values()) {
      seat.at.setAttribute("transform", `translate(${seat.x - seat.drawnX} ${seat.y - seat.drawnY})`);
      seat.at.classList.toggle("away", seat.away);
      seat.at.classList.toggle("wrong", !seat.away && (seat.faulty || crowded(seat)));
      seat.at.classList.toggle("picked", seat === chosen);
      seat.box.checked = seat.away;
      if (seat.away) away++;
    }
    none.hidden = away > 0;
    tray.replaceChildren(...[...seats.values()].filter((seat) => seat.away).map(trayed));
    undoButton.disabled = done.length === 0;
    awayButton.disabled = !chosen || chosen.away;
    for (const nudge of tools.querySelectorAll("[data-nudge]")) nudge.disabled = !chosen || chosen.away;
    chosenAt.textContent = !chosen
      ? form.dataset.wordNone
      : crowded(chosen) ? fill(form.dataset.wordCrowded, { seat: chosen.name }) : chosen.name;
  }

  function trayed(seat) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet";
    button.dataset.back = seat.code;
    button.textContent = seat.name;
    const what = document.createElement("small");
    what.textContent = tray.dataset.bringBack;
    button.append(what);
    button.addEventListener("click", () => {
      change(seat, () => (seat.away = false), form.dataset.wordBack);
      seat.at.focus();
    });
    item.append(button);
    return item;
  }

  function choose(seat) {
    chosen = seat;
    draw();
  }

  function state() {
    return [...seats.values()].map(({ code, x, y, away }) => ({ code, x, y, away }));
  }

  function change(seat, how, words) {
    const before = state();
    how();
    seat.faulty = false;
    remember(before);
    chosen = seat;
    draw();
    if (words && !crowded(seat)) say(words, seat);
    else tell(seat);
  }

  function remember(before) {
    done.push(before);
    if (done.length > 200) done.shift();
  }

  function tell(seat) {
    const words = form.dataset;
    say(seat.away ? words.wordAway : crowded(seat) ? words.wordCrowded : words.wordMoved, seat);
  }

  function place(seat, x, y) {
    const snap = (value) => Math.round(value / STEP) * STEP;
    seat.x = Math.max(left, Math.min(right - seat.width, snap(x)));
    seat.y = Math.max(top, Math.min(bottom - seat.height, snap(y)));
  }

  function nudge(seat, right, down, steps) {
    if (seat.away) return;
    change(seat, () => place(seat, seat.x + right * STEP * steps, seat.y + down * STEP * steps));
  }

  function putAway(seat) {
    if (seat.away) return;
    change(seat, () => (seat.away = true));
  }

  function undo() {
    const before = done.pop();
    if (!before) return;
    for (const one of before) Object.assign(seats.get(one.code), one);
    draw();
    announce.textContent = form.dataset.wordUndone;
  }

  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  // A plan is not mirrored: left is left in every language.
  function key(seat, event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const arrow = ARROWS[event.key];
    if (arrow) nudge(seat, arrow[0], arrow[1], event.shiftKey ? 5 : 1);
    else if (event.key === "Delete" || event.key === "Backspace") putAway(seat);
    else if (event.key === "Enter" || event.key === " ") choose(seat);
    else return;
    event.preventDefault();
  }

  function onPlan(event) {
    return new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  }

  function grab(seat, event) {
    if (event.button !== 0 || !event.isPrimary) return;
    event.preventDefault();
    seat.at.focus({ preventScroll: true });
    const before = state();
    const from = onPlan(event);
    const grip = { x: seat.x - from.x, y: seat.y - from.y };
    seat.at.setPointerCapture(event.pointerId);
    seat.at.classList.add("dragged");
    const move = (moved) => {
      const to = onPlan(moved);
      place(seat, to.x + grip.x, to.y + grip.y);
      draw();
    };
    const drop = () => {
      seat.at.removeEventListener("pointermove", move);
      seat.at.removeEventListener("pointerup", drop);
      seat.at.removeEventListener("pointercancel", cancel);
      seat.at.classList.remove("dragged");
      const was = before.find((one) => one.code === seat.code);
      if (was.x === seat.x && was.y === seat.y) return;
      seat.faulty = false;
      remember(before);
      draw();
      tell(seat);
    };
    const cancel = () => {
      Object.assign(seat, before.find((one) => one.code === seat.code));
      drop();
      draw();
    };
    seat.at.addEventListener("pointermove", move);
    seat.at.addEventListener("pointerup", drop);
    seat.at.addEventListener("pointercancel", cancel);
  }

  undoButton.addEventListener("click", undo);
  awayButton.addEventListener("click", () => chosen && putAway(chosen));
  for (const button of tools.querySelectorAll("[data-nudge]")) {
    const [x, y] = button.dataset.nudge.split(" ").map(Number);
    button.addEventListener("click", () => chosen && nudge(chosen, x, y, 1));
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
    if (event.target.closest("input, textarea")) return;
    event.preventDefault();
    undo();
  });
  form.addEventListener("submit", () => {
    const text = form.elements.seats;
    text.disabled = false;
    text.value = [...seats.values()]
      .map((seat) => seat.code + (seat.away ? " away" : ` ${seat.x} ${seat.y}`))
      .join(";");
  });

  tools.hidden = false;
  form.querySelector(".layout-seats").open = false;
  draw();
})();
