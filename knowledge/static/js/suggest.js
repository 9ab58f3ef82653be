/* Suggestions while one types: the search field becomes a combobox with a list (WAI-ARIA 1.2).
   Without this file, or where nothing answers, it stays a field like any other. */
"use strict";

(() => {
  const WAIT_MS = 150;
  const LEAST = 2; // letters
  const MOST = 100;
  const list = document.getElementById("suggestions");
  const said = document.getElementById("suggested");
  const field = list.parentNode.querySelector("input");
  const { url, one, many, none, ...titles } = list.dataset;
  const language = document.documentElement.lang;
  let asked = null; // the request under way
  let later = 0;
  let active = null; // the option that Enter follows

  function options() {
    return [...list.querySelectorAll("[role=option]")];
  }

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  function open(isOpen) {
    list.hidden = !isOpen;
    field.setAttribute("aria-expanded", isOpen);
  }

  function mark(option) {
    active?.setAttribute("aria-selected", "false");
    active = option;
    active?.setAttribute("aria-selected", "true");
    active?.scrollIntoView({ block: "nearest" });
    if (active) field.setAttribute("aria-activedescendant", active.id);
    else field.removeAttribute("aria-activedescendant");
  }

  function forget() {
    clearTimeout(later);
    asked?.abort();
    asked = null;
  }

  function close() {
    forget();
    mark(null);
    open(false);
    said.textContent = "";
  }

  /* Asks for what the field holds; whatever fails only closes the list. */
  async function ask() {
    forget();
    const text = field.value.trim().slice(0, MOST);
    if (text.length < LEAST) return close();
    const mine = (asked = new AbortController());
    try {
      const response = await fetch(`${url}&${new URLSearchParams({ q: text })}`, { signal: mine.signal });
      const { suggestions } = await response.json();
      if (asked === mine) show(suggestions);
    } catch {
      if (asked === mine) close();
    }
  }

  function show(found) {
    mark(null);
    list.replaceChildren(...Object.keys(titles).flatMap((kind) => group(kind, found)));
    options().forEach((option, place) => (option.id = `suggestion-${place}`));
    list.scrollTop = 0;
    open(found.length > 0);
    said.textContent = found.length > 1 ? many.replace("{count}", found.length) : found.length ? one : none;
  }

  function group(kind, found) {
    const ours = found.filter((offer) => offer.kind === kind);
    const id = `suggestions-${kind}`;
    const title = make("div", { id, class: "kind", role: "presentation" }, titles[kind]);
    const block = make("div", { role: "group", "aria-labelledby": id }, title, ...ours.map(option));
    return ours.length ? [block] : [];
  }

  function option({ label, hint, url: href, language: of }) {
    const words = make("span", of === language ? {} : { lang: of, dir: "auto" }, label);
    const more = hint ? [" ", make("small", {}, hint)] : [];
    return make("a", { href, role: "option", "aria-selected": "false", tabindex: "-1" }, words, ...more);
  }

  async function move(step) {
    if (list.hidden) await ask();
    const all = list.hidden ? [] : options();
    const from = active ? all.indexOf(active) : step > 0 ? -1 : 0;
    if (all.length) mark(all[(from + step + all.length) % all.length]);
  }

  function follow(event) {
    if (!active) return close(); // and the form asks its question
    event.preventDefault();
    active.click();
  }

  const keys = {
    ArrowDown: (event) => (event.preventDefault(), move(1)),
    ArrowUp: (event) => (event.preventDefault(), move(-1)),
    Enter: follow,
    Escape: (event) => list.hidden || (event.preventDefault(), close()),
    // Back to the letters, where these keys move the caret.
    Home: () => mark(null),
    End: () => mark(null),
    ArrowLeft: () => mark(null),
    ArrowRight: () => mark(null),
  };

  field.addEventListener("keydown", (event) => event.isComposing || keys[event.key]?.(event));
  field.addEventListener("input", () => {
    forget();
    mark(null);
    later = setTimeout(ask, WAIT_MS);
  });
  field.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  addEventListener("pagehide", close);

  const attributes = {
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-expanded": "false",
    "aria-haspopup": "listbox",
  };
  for (const [name, value] of Object.entries(attributes)) field.setAttribute(name, value);
})();
