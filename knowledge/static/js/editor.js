/* Writing with a bad network. Every change is kept on this device at once and sent when it can be;
   the line under the title never says more than is true. Without this file the form is sent whole
   by its buttons. */
"use strict";

(() => {
  const IDLE_MS = 1200; // after the last change
  const LONGEST_WAIT_MS = 60_000;
  const BEAT_MS = 5_000;
  const MOVED = 409; // the draft was sent meanwhile: the server has made another of these words
  const ALONE_MS = 15_000; // where a browser has no locks: what a page kept so long ago is nobody's
  const PAUSE_MS = 500; // while one types a name
  const ASKED = /^(start-(title|practices)|place-\w+-country)$/; // what likeness is told by
  const none = () => Promise.reject(new Error("no store"));
  const store = globalThis.device ?? { put: none, remove: none, all: none }; // it may not have arrived
  const form = document.getElementById("editor");
  const line = document.getElementById("saved");
  const words = line.dataset;
  let tab = sessionStorage.getItem("tab") ?? fresh();
  let key = form.dataset.key;
  let isNew = form.dataset.state === "new";
  let sent = snapshot(); // what the server has
  let own = {}; // what fields said that have not taken the server's text
  let busy = false;
  let later = 0;
  let wait = IDLE_MS;
  let kept = true; // whether this device has it
  let keeping = Promise.resolve(); // the last time that it was asked to
  let isLeaving = false;
  let turns = 0; // how often the line has changed
  let isRead = false; // whether pasted rows were handed in, which become rows there

  /* A page holds the lock of its name as long as it lives. A tab that was doubled has the name of
     the first one, and takes another. */
  async function live() {
    if (!navigator.locks) return;
    const isMine = await new Promise((done) => {
      navigator.locks.request(`page:${tab}`, { ifAvailable: true }, (lock) => {
        done(Boolean(lock));
        return lock && new Promise(() => {});
      });
    });
    if (isMine) return;
    tab = fresh();
    await live();
  }

  async function living() {
    const { held = [] } = (await navigator.locks?.query()) ?? {};
    return new Set(held.map((lock) => lock.name));
  }

  function fresh() {
    return crypto.getRandomValues(new Uint32Array(2)).reduce((text, n) => text + n.toString(36), "n");
  }

  /* What stands in the fields, by name; boxes of one name on lines of their own. */
  function snapshot() {
    const found = {};
    for (const [name, value] of new FormData(form)) {
      if (typeof value !== "string" || isOurs(name)) continue;
      found[name] = name in found ? `${found[name]}\n${value}` : value;
    }
    return found;
  }

  function isOurs(name) {
    return ["csrfmiddlewaretoken", "number", "kind", "do", "note", "agreed", "page", "bases"].includes(name);
  }

  function same(one, other) {
    return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((name) => (one[name] ?? "") === (other[name] ?? ""));
  }

  function slot() {
    return `${key}:${tab}`;
  }

  function number() {
    return form.elements.number.value;
  }

  /* At each change past this tab, and every few seconds onto the disk, which is dear on a phone. */
  function keep(answers, durability = "relaxed") {
    const entry = { answers, own, number: number(), at: Date.now(), isNew, isRead, kind: form.elements.kind.value, user: form.dataset.user };
    keeping = store.put(slot(), { of: key, by: tab, ...entry }, durability).then(
      () => { kept = true; },
      () => { kept = false; },
    );
  }

  function forget(name = slot()) {
    store.remove(name).catch(() => {}); // sent twice, it changes nothing
  }

  function say(text, mood = "", link = null) {
    turns += 1;
    line.className = `saved ${mood}`;
    const place = line.querySelector("span");
    place.textContent = `${text} `;
    if (!link) return;
    const anchor = document.createElement("a");
    [anchor.href, anchor.textContent] = link;
    place.append(anchor);
  }

  /* Said only when it is on the disk, if nothing else is true by then; sending never waits for it.
     A photograph is on no disk of ours. */
  async function sayKept(text, mood = "pending", link = null) {
    const before = turns;
    keep(snapshot(), "strict");
    await keeping;
    if (turns !== before) return;
    if (!kept) say(words.nowhere, "bad");
    else if (chosen().length) say(words.photo, "bad", link);
    else say(text, mood, link);
  }

  function chosen() {
    return [...form.querySelectorAll("input[type=file]")].filter((one) => one.files.length);
  }

  function changed() {
    const now = snapshot();
    if (same(now, sent)) return;
    keep(now);
    say(words.saving, "pending");
    clearTimeout(later);
    later = setTimeout(send, wait);
  }

  function token() {
    return /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? form.elements.csrfmiddlewaretoken.value;
  }

  async function send() {
    clearTimeout(later);
    if (busy) return;
    const now = snapshot();
    const files = chosen();
    if (same(now, sent) && !files.length) return;
    busy = true;
    say(words.saving, "pending");
    try {
      const body = new FormData(form);
      body.set("csrfmiddlewaretoken", token());
      body.set("page", tab);
      body.set("bases", JSON.stringify(own));
      for (const one of files) body.set(one.name, await smaller(one.files[0]));
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual" });
      await heard(answer, now, files);
    } catch {
      sayKept(words.device);
      again();
    }
    busy = false;
    if (!same(snapshot(), now)) changed();
  }

  function again() {
    wait = Math.min(Math.max(wait, IDLE_MS) * 2, LONGEST_WAIT_MS);
    clearTimeout(later);
    later = setTimeout(send, wait);
  }

  async function heard(answer, now, files) {
    const login = `${words.login}?next=${encodeURIComponent(location.pathname)}`;
    const text = await answer.text();
    const said = (answer.headers.get("content-type") ?? "").includes("json") ? JSON.parse(text) : {};
    if (said.state === "saved") return saved(said, now, files);
    if (said.state === "signed_out" || answer.type === "opaqueredirect") sayKept(words.signedout, "bad", [login, words.signin]);
    else if (said.state === "moved") {
      forget();
      sent = now;
      return say(words.moved, "pending", [said.url, words.open]);
    } else sayKept(words.refused, "bad", answer.status === 403 ? [login, words.signin] : null);
    again();
  }

  function saved(said, now, files) {
    wait = IDLE_MS;
    for (const one of files) one.value = "";
    form.elements.number.value = said.number;
    sent = { ...now, ...taken(said.answers, now) };
    own = Object.fromEntries(Object.entries(sent).filter(([name, text]) => tidy(text) !== (said.answers[name] ?? "")));
    if (isNew) {
      isNew = false;
      document.getElementById("language")?.closest(".f").remove();
      delete sent.language;
      history.replaceState(null, "", said.url);
    }
    fillPictures(said.answers);
    if (same(snapshot(), sent)) forget();
    else keep(snapshot());
    for (const row of form.querySelectorAll("[data-row]")) sayRow(row, said.says[row.dataset.row] ?? []);
    for (const field of form.querySelectorAll("[data-field]")) complain(field, said.mistakes[field.dataset.field]);
    if (said.messages.length) say(said.messages.join(" "), "bad");
    else if (said.conflicts.length) say(words.conflict, "bad", [said.settle, words.choose]);
    else if (same(snapshot(), sent)) say(words.saved);
    else say(words.saving, "pending"); // more was written while this was on its way
  }

  function tidy(text) {
    return text.replaceAll("\r\n", "\n").trim();
  }

  /* What another page wrote meanwhile comes into the fields that nobody has touched since. */
  function taken(answers, now) {
    const here = snapshot();
    const found = {};
    for (const field of form.elements) {
      const { name } = field;
      if (!name || isOurs(name) || !(name in answers) || field === document.activeElement) continue;
      if (/checkbox|radio|file|hidden/.test(field.type) || here[name] !== now[name]) continue;
      if (now[name] !== undefined && answers[name] !== tidy(now[name]) && !(name in own)) field.value = found[name] = answers[name];
    }
    return found;
  }

  /* A photograph that the server has taken: the row now names it. */
  function fillPictures(answers) {
    for (const field of form.querySelectorAll("[name$=-image]")) {
      const text = answers[field.name] ?? "";
      if (text && field.value !== text) {
        field.value = text;
        sent[field.name] = text;
      }
    }
  }

  function sayRow(row, lines) {
    const note = row.querySelector("[data-says]");
    note.hidden = !lines.length;
    note.lastElementChild.replaceChildren(...lines.map((text) => Object.assign(document.createElement("p"), { textContent: text })));
  }

  function complain(field, text = "") {
    field.querySelector("[data-error]").textContent = text;
    const input = field.querySelector(".input");
    if (text) input?.setAttribute("aria-invalid", "true");
    else input?.removeAttribute("aria-invalid");
  }

  /* A photograph as large as a page shows it, and not larger; the server takes off what is personal. */
  async function smaller(file) {
    const MOST = 1600;
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, MOST / Math.max(picture.width, picture.height));
      if (scale === 1 && file.size < 600_000) return file;
      const canvas = Object.assign(document.createElement("canvas"), { width: picture.width * scale, height: picture.height * scale });
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
      return blob ? new File([blob], file.name.replace(/\.\w+$/, ".jpg"), { type: blob.type }) : file;
    } catch {
      return file; // the server says what is wrong with it
    }
  }

  /* One more row, without asking the server: the last one again, empty, under a key of its own. */
  function grow(section, rowKey = fresh()) {
    const rows = [...section.querySelectorAll("[data-row]")];
    const last = rows.at(-1);
    const row = last.cloneNode(true);
    const [old, now] = [last.dataset.row, `${section.id}-${rowKey}`];
    row.dataset.row = now;
    for (const one of row.querySelectorAll("*")) {
      for (const name of ["name", "id", "for", "aria-describedby", "data-field"]) {
        const value = one.getAttribute(name);
        if (value?.includes(old)) one.setAttribute(name, value.replaceAll(old, now));
      }
    }
    empty(row);
    row.querySelector("legend").firstChild.textContent = rows.length + 1;
    row.querySelector(`[name="${now}-order"]`).value = Math.max(...rows.map((one) => Number(one.querySelector("[name$=-order]").value))) + 1;
    last.after(row);
    return row;
  }

  function empty(row) {
    row.querySelector(".gone")?.remove();
    sayRow(row, []);
    for (const field of row.querySelectorAll("[data-field]")) complain(field);
    for (const field of row.querySelectorAll("input, textarea, select")) {
      if (field.tagName === "SELECT") field.selectedIndex = 0;
      else if (/checkbox|radio/.test(field.type)) field.checked = false;
      else field.value = "";
    }
  }

  /* Puts answers into the fields; rows that are not here are made. */
  function fill(answers) {
    for (const section of form.querySelectorAll("[data-part]:has([data-row])")) {
      const keys = new Set(Object.keys(answers).map((name) => new RegExp(`^${section.id}-([0-9a-z]+)-`).exec(name)?.[1]).filter(Boolean));
      for (const one of keys) if (!section.querySelector(`[data-row="${section.id}-${one}"]`)) grow(section, one);
    }
    for (const field of form.elements) {
      if (!field.name || isOurs(field.name) || field.type === "file") continue;
      const text = answers[field.name] ?? "";
      if (/checkbox|radio/.test(field.type)) field.checked = text.split("\n").includes(field.value);
      else if (field.name in answers) field.value = text;
    }
  }

  /* What a page kept and never sent, because it crashed or its network was gone. */
  async function found() {
    const lives = await living();
    const entries = await store.all().catch(() => []);
    const isFound = ({ user, of, by, at, ...entry }) => {
      const isMine = user === form.dataset.user || !user;
      const isHere = of === key || (isNew && entry.isNew && entry.kind === form.elements.kind.value);
      const isAlone = by === tab || (navigator.locks ? !lives.has(`page:${by}`) : Date.now() - at > ALONE_MS);
      return isMine && isHere && isAlone;
    };
    return entries.filter(isFound).sort((one, other) => one.at - other.at);
  }

  async function pickUp() {
    await live();
    sessionStorage.setItem("tab", tab);
    const entries = await found();
    // Who writes already must not find other words in the fields: these go to the server alone.
    const last = same(snapshot(), sent) ? entries.pop() : null;
    if (last) show(last);
    for (const entry of entries) await deliver(entry);
    send();
  }

  /* The words of a page that is gone, in the fields of this one. */
  function show(entry) {
    if (entry.of !== key) {
      form.action = form.action.replace(key, entry.of);
      key = entry.of;
    }
    // Pasted rows that arrived are rows by now.
    if (entry.isRead && entry.number !== number()) for (const name of Object.keys(entry.answers)) if (name.endsWith("-paste")) delete entry.answers[name];
    if (!same(entry.answers, sent)) {
      fill(entry.answers);
      form.elements.number.value = entry.number;
      own = entry.own;
      keep(snapshot());
      say(words.again, "pending");
    }
    if (entry.name !== slot() || same(snapshot(), sent)) forget(entry.name);
  }

  /* The words of another page that is gone, sent as that page would have. */
  async function deliver(entry) {
    const body = new FormData();
    for (const [name, text] of Object.entries(entry.answers)) for (const one of isMany(name) ? text.split("\n") : [text]) body.append(name, one);
    for (const [name, text] of [["csrfmiddlewaretoken", token()], ["number", entry.number], ["kind", entry.kind], ["page", entry.by], ["bases", JSON.stringify(entry.own)]]) body.set(name, text);
    try {
      const answer = await fetch(form.action.replace(key, entry.of), { method: "POST", body, headers: { Accept: "application/json" } });
      if (answer.ok || answer.status === MOVED) forget(entry.name);
    } catch {
      // it stays on the device until a page finds it again
    }
  }

  function isMany(name) {
    return form.querySelectorAll(`[type=checkbox][name="${CSS.escape(name)}"]`).length > 1;
  }

  /* What is there already of such a name, while it is written; the server says it as on a page. */
  let asked = "";
  let soon = 0;
  async function alike() {
    const box = document.getElementById("alike");
    const told = [...new FormData(form)].filter(([name, text]) => ASKED.test(name) && text);
    const question = new URLSearchParams(told).toString();
    if (!box || question === asked) return;
    asked = question;
    const answer = await fetch(`${box.dataset.url}?${question}`).catch(() => null);
    if (!answer?.ok || question !== asked || box.contains(document.activeElement)) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    box.replaceChildren(...page.body.childNodes);
  }

  function askSoon(event) {
    if (!ASKED.test(event.target.name)) return;
    clearTimeout(soon);
    soon = setTimeout(alike, PAUSE_MS);
  }

  /* The part that a link leads to opens. */
  function unfold() {
    const part = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (part?.matches?.("details")) part.open = true;
  }

  form.addEventListener("input", changed);
  form.addEventListener("change", (event) => (event.target.type === "file" ? send() : changed()));
  form.addEventListener("input", askSoon);
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add]");
    if (!button) return;
    event.preventDefault();
    grow(button.closest("[data-part]")).querySelector("input:not([type=hidden]), textarea, select").focus();
  });
  form.addEventListener("submit", (event) => {
    isRead = event.submitter?.value.startsWith("read-") ?? false;
    keep(snapshot());
    isLeaving = true; // it is on its way with the page
    form.elements.page.value = tab;
    form.elements.bases.value = JSON.stringify(own);
  });
  addEventListener("online", send);
  document.addEventListener("visibilitychange", send);
  addEventListener("beforeunload", (event) => {
    if (isLeaving) return;
    if (chosen().length || (!kept && !same(snapshot(), sent))) event.preventDefault();
  });
  setInterval(() => {
    if (!same(snapshot(), sent)) keep(snapshot(), "strict");
  }, BEAT_MS);
  addEventListener("hashchange", unfold);
  unfold();
  navigator.serviceWorker?.register(form.dataset.worker).catch(() => {});
  pickUp();
})();
