"use strict";
// A day is fetched once; every moment of it is then shown without asking.
(() => {
  const past = document.getElementById("past");
  const slide = document.getElementById("past-slide");
  if (!past || !slide) return;
  const play = document.getElementById("past-play");
  const time = document.getElementById("past-time");
  const field = document.querySelector("input[name=time]");
  const STATES = ["free", "booked", "occupied", "unknown"];
  const A_DAY_IN_MS = 60000;
  let day = null;
  let playing = 0;

  function last(changes, second) {
    let low = 0;
    let high = changes.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (changes[middle][0] <= second) low = middle;
      else high = middle - 1;
    }
    return changes[low][1];
  }

  function clock(second) {
    const local = new Date((day.from + second + last(day.clock, second)) * 1000);
    return local.toISOString().slice(11, 16);
  }

  function paint(at, state) {
    if (at.classList.contains(state)) return;
    at.classList.remove(...STATES);
    at.classList.add(state);
    const word = past.dataset["word" + state[0].toUpperCase() + state.slice(1)];
    const title = at.querySelector("title");
    if (title && at.dataset.name) title.textContent = at.dataset.name + (document.dir === "rtl" ? "، " : ", ") + word;
  }

  function show() {
    const second = Number(slide.value);
    const counts = { free: 0, booked: 0, occupied: 0, unknown: 0 };
    for (const [space, changes] of Object.entries(day.spaces)) {
      const state = last(changes, second);
      counts[state]++;
      for (const at of past.querySelectorAll(`[data-space="${CSS.escape(space)}"]`)) paint(at, state);
    }
    for (const [state, count] of Object.entries(counts)) {
      past.querySelector(`[data-count="${state}"]`).textContent = count;
    }
    const shown = clock(second);
    time.textContent = shown;
    field.value = shown;
    slide.setAttribute("aria-valuetext", shown);
  }

  function stop() {
    cancelAnimationFrame(playing);
    playing = 0;
    play.textContent = play.dataset.play;
  }

  function start() {
    if (Number(slide.value) >= Number(slide.max) - 60) slide.value = 0;
    let before = performance.now();
    let second = Number(slide.value);
    play.textContent = play.dataset.pause;
    const frame = (now) => {
      second += ((now - before) * 86400) / A_DAY_IN_MS;
      before = now;
      slide.value = Math.min(second, Number(slide.max));
      show();
      if (second >= Number(slide.max)) stop();
      else playing = requestAnimationFrame(frame);
    };
    playing = requestAnimationFrame(frame);
  }

  slide.addEventListener("input", () => {
    if (playing) stop();
    show();
  });
  play.addEventListener("click", () => (playing ? stop() : start()));

  (async () => {
    const box = slide.closest(".past-slider");
    try {
      const answer = await fetch(past.dataset.day, { headers: { accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      day = await answer.json();
      box.hidden = false;
      slide.setAttribute("aria-valuetext", clock(Number(slide.value)));
    } catch (e) {
      // The form still shows any moment.
      box.hidden = false;
      slide.hidden = true;
      play.hidden = true;
      document.getElementById("past-failed").hidden = false;
    }
  })();
})();
