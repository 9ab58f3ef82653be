/* The map of the search page by hand: drag it, pinch it, or turn the wheel with Ctrl; a move asks for
   the area that it shows. One finger scrolls the page. Links do all of it without this file. */
"use strict";

(() => {
  const STILL = 5; // pixels within which a drag is a click
  const PAUSE_MS = 300; // after the last turn of the wheel
  const WHOLE = 270; // degrees: a wider view is the whole world
  const LEAST = 0.04; // degrees: the closest view, about four kilometres wide
  const KEYS = { "+": "in", "=": "in", "-": "out", ArrowLeft: "west", ArrowRight: "east", ArrowUp: "north", ArrowDown: "south" };

  const fingers = new Map(); // pointer id -> where it is
  let sea = null; // the map being moved
  let start = null; // middle and spread of the fingers as they came down
  let moved = identity(); // since then: pixels, and how much larger
  let timer = 0;
  let swallow = false; // the click that ends a drag

  function identity() {
    return { x: 0, y: 0, zoom: 1 };
  }

  function edges() {
    return sea.dataset.bounds.split(" ").map(Number);
  }

  function isWorld() {
    const [west, , east] = edges();
    return east - west > WHOLE;
  }

  /* Where the fingers are on the whole, and how far apart. */
  function grip() {
    const all = [...fingers.values()];
    const x = all.reduce((sum, one) => sum + one.x, 0) / all.length;
    const y = all.reduce((sum, one) => sum + one.y, 0) / all.length;
    return { x, y, spread: all.length > 1 ? Math.hypot(all[0].x - all[1].x, all[0].y - all[1].y) : 1 };
  }

  function show() {
    sea.firstElementChild.style.transform = `translate(${moved.x}px, ${moved.y}px) scale(${moved.zoom})`;
  }

  /* Larger around a point of the map, in pixels of the window. */
  function zoomAround(x, y, factor) {
    const box = sea.getBoundingClientRect();
    const [left, top] = [x - box.left - moved.x, y - box.top - moved.y];
    moved = { x: moved.x - left * (factor - 1), y: moved.y - top * (factor - 1), zoom: moved.zoom * factor };
  }

  /* The degrees that the moved map shows. */
  function area() {
    const { width, height } = sea.getBoundingClientRect();
    const [west, south, east, north] = edges();
    const across = (east - west) / width / moved.zoom;
    const along = (north - south) / height / moved.zoom;
    const left = west - moved.x * across;
    const top = north + moved.y * along;
    return [left, top - height * along, left + width * across, top];
  }

  function wrapped(degrees) {
    return ((((degrees + 180) % 360) + 360) % 360) - 180;
  }

  function addressOf([west, south, east, north]) {
    const url = new URL(location.href);
    const digits = Math.max(0, 2 - Math.floor(Math.log10(east - west)));
    const ends = [wrapped(west), Math.max(south, -90), wrapped(east), Math.min(north, 90)];
    url.searchParams.delete("page");
    if (east - west > WHOLE) url.searchParams.delete("box");
    else url.searchParams.set("box", ends.map((end) => Number(end.toFixed(digits))).join());
    return url.href;
  }

  function go() {
    const mine = sea;
    const settle = () => (mine.firstElementChild.style.transform = "");
    const shown = area();
    const isNothing = shown[1] > 85 || shown[3] < -85 || shown[2] - shown[0] < LEAST;
    if (isNothing || addressOf(shown) === location.href) settle();
    else dispatchEvent(new CustomEvent("search:go", { detail: { url: addressOf(shown), settle } }));
  }

  function hold(event) {
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    start = { ...grip(), before: moved };
  }

  document.addEventListener("pointerdown", (event) => {
    const found = event.target.closest(".sea");
    if (!found || event.button) return;
    if (!fingers.size) [sea, moved] = [found, identity()];
    swallow = false;
    hold(event);
  });

  document.addEventListener("pointermove", (event) => {
    if (!fingers.has(event.pointerId)) return;
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (event.pointerType === "touch" && fingers.size < 2) return;
    const now = grip();
    const by = { x: now.x - start.x, y: now.y - start.y };
    if (fingers.size < 2 && (isWorld() || (!swallow && Math.hypot(by.x, by.y) < STILL))) return;
    swallow = true;
    moved = { x: start.before.x + by.x, y: start.before.y + by.y, zoom: start.before.zoom };
    zoomAround(now.x, now.y, now.spread / start.spread);
    show();
  });

  function release(event) {
    if (!fingers.delete(event.pointerId)) return;
    if (fingers.size) return void (start = { ...grip(), before: moved });
    if (swallow) go();
  }

  addEventListener("pointerup", release);
  addEventListener("pointercancel", release);

  document.addEventListener("click", (event) => {
    if (!swallow || !event.target.closest(".sea")) return;
    swallow = false;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);

  document.addEventListener("dragstart", (event) => {
    if (event.target.closest?.(".sea")) event.preventDefault();
  });

  document.addEventListener("wheel", (event) => {
    const found = event.target.closest(".sea");
    if (!found || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (sea !== found || !timer) [sea, moved] = [found, identity()];
    zoomAround(event.clientX, event.clientY, 2 ** (-Math.sign(event.deltaY) / 2));
    show();
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = 0;
      go();
    }, PAUSE_MS);
  }, { passive: false });

  /* On a mark of the map, the keys of any map. */
  document.addEventListener("keydown", (event) => {
    const isPlain = !(event.ctrlKey || event.metaKey || event.altKey);
    if (!isPlain || !event.target.closest(".sea, .moves") || !KEYS[event.key]) return;
    event.preventDefault();
    const way = document.getElementById(`map-${KEYS[event.key]}`);
    way?.focus();
    way?.click();
  });
})();
