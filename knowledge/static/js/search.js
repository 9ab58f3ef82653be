/* The search page answers in place: links and the form of the page fetch the page they lead to,
   and put its live parts (data-live) in the place of ours. All of it works without this file. */
"use strict";

(() => {
  const WAIT_MS = 30000;
  const KEPT = 30; // pages to go back to
  const said = document.getElementById("said");
  const failed = document.getElementById("failed");
  const field = document.getElementById("q");
  const pages = new Map(); // id of a history entry -> the page as it was left
  let asked = null; // the request under way
  let shown = address(location);
  let entry = history.state?.id ?? newEntry("replaceState", location.href);

  function address(url) {
    return url.pathname + url.search;
  }

  function newEntry(how, url) {
    const id = `${Date.now()}-${Math.random()}`;
    history[how]({ id, y: scrollY }, "", url);
    return id;
  }

  function parts(root) {
    return new Map([...root.querySelectorAll("[data-live]")].map((part) => [part.dataset.live, part]));
  }

  function heading() {
    return document.querySelector("#answer [data-found]");
  }

  function drawer() {
    return document.querySelector(".drawer");
  }

  /* On a phone the filters stand in a drawer above the list. */
  function isNarrow() {
    return drawer().firstElementChild.getClientRects().length > 0;
  }

  function busy(state) {
    for (const part of parts(document).values()) part.setAttribute("aria-busy", state);
    failed.hidden = true;
  }

  /* Asks for a page and shows it. how.push: as a new entry of the history; how.top: from its top. */
  async function visit(url, how) {
    asked?.abort();
    const mine = (asked = new AbortController());
    const late = setTimeout(() => mine.abort(), WAIT_MS);
    busy(true);
    try {
      const response = await fetch(url, { signal: mine.signal, headers: { Accept: "text/html" } });
      const text = await response.text();
      const fresh = response.ok && new DOMParser().parseFromString(text, "text/html");
      if (fresh) await outlines(fresh, mine.signal);
      if (asked === mine) arrive(url, how, fresh);
    } catch {
      if (asked === mine) fail(url, how);
    } finally {
      clearTimeout(late);
    }
  }

  /* A map is put in place with its land, not before it. */
  async function outlines(fresh, signal) {
    const drawing = fresh.querySelector("use");
    if (drawing) await (await fetch(drawing.getAttribute("href").split("#")[0], { signal })).text();
  }

  function arrive(url, how, fresh) {
    if (!fresh || !fresh.getElementById("answer")) return location.assign(url);
    const place = how.top ? null : placeOf(document.activeElement);
    leave();
    if (how.push) entry = newEntry("pushState", url);
    keepOpen(fresh, how.top);
    put({ title: fresh.title, words: fresh.getElementById("q").value, live: parts(fresh) });
    if (how.top) goToTop();
    else if (how.y === undefined) keepFocus(place);
    else scrollTo(0, how.y);
    say(heading().textContent);
  }

  /* Keeps the page as it is, for the way back. Boxes ticked since then are not part of its address. */
  function leave() {
    const focus = document.activeElement;
    document.getElementById("filters").reset();
    pages.set(entry, { title: document.title, words: field.value, live: parts(document), y: scrollY, focus });
    if (pages.size > KEPT) pages.delete(pages.keys().next().value);
  }

  function put(page) {
    for (const [name, part] of parts(document)) {
      const other = page.live.get(name);
      if (other) part.replaceWith(other);
    }
    offerHere();
    busy(false);
    document.title = page.title;
    field.value = field.defaultValue = page.words;
    shown = address(location);
  }

  /* What the reader has opened or closed stays so; on a phone the drawer gives way to the list. */
  function keepOpen(fresh, isLeft) {
    const state = new Map(
      [...document.querySelectorAll("details[data-key]")].map((one) => [one.dataset.key, one.open])
    );
    for (const one of fresh.querySelectorAll("details[data-key]")) {
      if (state.has(one.dataset.key)) one.open = state.get(one.dataset.key);
    }
    if (isLeft) fresh.querySelector(".drawer").open = false;
  }

  /* How to find the focused element's like in the new parts; nothing if it stays itself. */
  function placeOf(element) {
    if (!element?.closest("[data-live]")) return null;
    return { selector: selectorOf(element), y: element.getBoundingClientRect().top };
  }

  function selectorOf(element) {
    const quoted = (name) => `[${name}="${CSS.escape(element.getAttribute(name))}"]`;
    if (element.id) return `#${CSS.escape(element.id)}`;
    if (element.matches("input")) return `input${quoted("name")}${quoted("value")}`;
    if (element.matches("a")) return `a${quoted("href")}`;
    return `[data-key="${CSS.escape(element.parentNode.dataset.key)}"] > ${element.localName}`;
  }

  /* The like of what had the focus keeps it, at the same height; what is gone leaves it to the heading. */
  function keepFocus(place) {
    if (!place) return;
    const like = document.querySelector(`[data-live] ${place.selector}`);
    (like ?? heading()).focus({ preventScroll: true });
    if (like) scrollBy({ top: like.getBoundingClientRect().top - place.y, behavior: "instant" });
  }

  function goToTop() {
    document.getElementById("answer").scrollIntoView({ behavior: "instant" });
    heading().focus({ preventScroll: true });
  }

  function say(words) {
    said.textContent = "";
    setTimeout(() => (said.textContent = words.trim()), 100);
  }

  /* What was chosen stays as it is; the reader asks again. */
  function fail(url, how) {
    busy(false);
    failed.hidden = false;
    failed.querySelector("button").onclick = () => visit(url, how);
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.id !== "filters") return;
    event.preventDefault();
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (value && !name.startsWith("find_")) query.append(name, value);
    }
    const url = new URL(form.action);
    url.search = query;
    visit(url.href, { push: true, top: isNarrow() });
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("#answer a[href], #filters a[href]");
    if (!link || link.hasAttribute("download")) return;
    const to = new URL(link.getAttribute("href"), location); // of a link in a drawing, too
    if (to.hash || to.origin !== location.origin || to.pathname !== location.pathname) return;
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const isElsewhere = link.closest(".pages, .ask") || (isNarrow() && link.closest("#filters"));
    visit(to.href, { push: true, top: Boolean(isElsewhere) });
  });

  /* map.js: the area that the reader moved the map to. */
  addEventListener("search:go", ({ detail }) => {
    visit(detail.url, { push: true }).then(detail.settle);
  });

  addEventListener("popstate", (event) => {
    if (address(location) === shown) return; // a jump within the page
    asked?.abort();
    asked = null;
    leave();
    entry = event.state?.id ?? newEntry("replaceState", location.href);
    const page = pages.get(entry);
    if (!page) return visit(location.href, { y: event.state?.y ?? 0 });
    put(page);
    page.focus?.focus({ preventScroll: true });
    scrollTo({ top: page.y, behavior: "instant" });
    say(heading().textContent);
  });

  /* The reader's own place, to a hundredth of a degree: about a kilometre. */
  function offerHere() {
    const offer = document.querySelector("[data-here]");
    offer.hidden = !navigator.geolocation;
    offer.querySelector("[role=alert]").hidden = true;
  }

  document.addEventListener("click", (event) => {
    const offer = event.target.matches("[data-here] button") && event.target.parentNode;
    if (!offer) return;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const place = document.querySelector("#filters [name=near]");
        place.value = [coords.latitude, coords.longitude].map((degrees) => degrees.toFixed(2)).join(", ");
        place.form.requestSubmit();
      },
      () => (offer.querySelector("[role=alert]").hidden = false),
      { timeout: WAIT_MS }
    );
  });

  offerHere();

  /* Searching within a long filter, as one types. */
  function plain(text) {
    return text.normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase();
  }

  function narrow(facet, letters) {
    for (const item of [...facet.querySelectorAll(".values li")].reverse()) {
      const isIn = plain(item.querySelector("label").textContent).includes(letters);
      item.hidden = !isIn && !item.querySelector("input:checked, li:not([hidden])");
    }
    for (const more of facet.querySelectorAll("details.more")) {
      more.dataset.open ??= more.open ? "yes" : "";
      more.open = letters ? true : Boolean(more.dataset.open);
      more.hidden = !more.querySelector("li:not([hidden])");
    }
  }

  document.addEventListener("input", (event) => {
    if (event.target.matches(".find input")) narrow(event.target.closest(".facet"), plain(event.target.value));
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches(".find input")) event.preventDefault();
  });
})();
