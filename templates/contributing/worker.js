/* Keeps the pages of the editor that were opened once, so that they open without a network. */
"use strict";

const CACHE = "editor-1";
const FILES = [{% for file in files %}"{{ file }}",{% endfor %}];

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)));
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

function isKept(request) {
  const { pathname } = new URL(request.url);
  return request.method === "GET" && (request.mode === "navigate" || FILES.includes(pathname));
}

async function answer(request) {
  const cache = await caches.open(CACHE);
  try {
    const fresh = await fetch(request);
    if (fresh.ok && !fresh.redirected) await cache.put(request, fresh.clone());
    return fresh;
  } catch (error) {
    const kept = await cache.match(request, { ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
}

self.addEventListener("fetch", (event) => {
  if (isKept(event.request)) event.respondWith(answer(event.request));
});
