"use strict";
(() => {
  const notices = document.getElementById("notices");
  const announce = document.getElementById("announce");

  function notice(kind, text) {
    for (const old of notices.querySelectorAll("." + kind)) old.remove();
    const box = document.createElement("div");
    box.className = "notice " + kind;
    box.setAttribute("role", "alert");
    const words = document.createElement("p");
    words.textContent = text;
    const close = document.createElement("button");
    close.type = "button";
    close.className = "link";
    close.textContent = notices.dataset.dismiss;
    close.addEventListener("click", () => box.remove());
    box.append(words, close);
    notices.append(box);
    return box;
  }

  // A plan wider than the screen opens where one looks for something.
  function centre() {
    for (const box of document.querySelectorAll(".plan-scroll")) {
      const at = box.querySelector(".space.chosen") || box.querySelector(".space.free");
      if (!at) continue;
      const seen = box.getBoundingClientRect();
      const there = at.getBoundingClientRect();
      box.scrollLeft += there.left + there.width / 2 - seen.left - seen.width / 2;
    }
  }
  centre();

  // Of a row of links wider than the screen one sees where one is.
  for (const here of document.querySelectorAll(":is(.nav, .tabs) [aria-current]")) {
    const row = here.parentElement;
    const seen = row.getBoundingClientRect();
    const there = here.getBoundingClientRect();
    row.scrollLeft += there.left + there.width / 2 - seen.left - seen.width / 2;
  }
  document.addEventListener("mogador:centre", centre);

  for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, () => notice("bad", notices.dataset.failed));
  }
  document.addEventListener("htmx:afterSwap", () => {
    for (const old of notices.querySelectorAll(".bad")) old.remove();
    const said = document.querySelector("[data-announce]");
    if (said) announce.textContent = said.textContent;
    centre();
  });
  window.addEventListener("offline", () => notice("attention", notices.dataset.offline));
  window.addEventListener("online", () => {
    for (const old of notices.querySelectorAll(".attention")) old.remove();
  });

  // A form is sent once, however often its button is pressed.
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.method !== "post") return;
    if (event.target.dataset.sent) {
      event.preventDefault();
      return;
    }
    event.target.dataset.sent = "1";
    const button = event.submitter;
    if (!button || !button.dataset.busy) return;
    button.dataset.words = button.textContent;
    button.textContent = button.dataset.busy;
    button.setAttribute("aria-busy", "true");
  });
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
    for (const button of document.querySelectorAll("[aria-busy]")) {
      button.removeAttribute("aria-busy");
      button.textContent = button.dataset.words;
    }
  });

  // A later start takes the end along, so that no search asks for nothing.
  for (const from of document.querySelectorAll("select[data-keeps-before]")) {
    const to = from.form.elements[from.dataset.keepsBefore];
    let before = from.selectedIndex;
    from.addEventListener("change", () => {
      const length = Math.max(1, to.selectedIndex - before);
      if (to.selectedIndex <= from.selectedIndex) {
        to.selectedIndex = Math.min(to.options.length - 1, from.selectedIndex + length);
      }
      before = from.selectedIndex;
    });
  }

  // One question at a time, and an open menu closes when one looks elsewhere.
  document.addEventListener("click", (event) => {
    for (const open of document.querySelectorAll("details.menu[open], details.sure[open]")) {
      if (!open.contains(event.target)) open.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const open of document.querySelectorAll("details.menu[open], details.sure[open]")) {
      open.open = false;
      open.querySelector("summary").focus();
    }
  });

  for (const print of document.querySelectorAll("[data-print]")) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }

  // The plan and the list beside it point at each other.
  function point(event) {
    const at = event.target instanceof Element && event.target.closest("[data-space]");
    for (const old of document.querySelectorAll(".pointed")) old.classList.remove("pointed");
    if (!at) return;
    const code = CSS.escape(at.dataset.space);
    for (const twin of document.querySelectorAll(`[data-space="${code}"]`)) twin.classList.add("pointed");
  }
  document.addEventListener("pointerover", point);
  document.addEventListener("focusin", point);
})();
