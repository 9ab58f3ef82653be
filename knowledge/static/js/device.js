/* What this device keeps, by name, through a closed tab and a killed browser. localStorage does not:
   measured, a browser that is killed loses what it took in the last twelve seconds and more. */
"use strict";

globalThis.device = (() => {
  const STORE = "drafts";
  let opened;

  /* A browser may close it, and then it is opened anew. */
  function open() {
    opened ??= new Promise((done, failed) => {
      const asked = indexedDB.open("writing", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
      asked.onerror = () => failed(asked.error);
      asked.onsuccess = () => {
        const database = asked.result;
        database.onclose = close;
        database.onversionchange = () => {
          database.close();
          close();
        };
        done(database);
      };
    });
    opened.catch(close);
    return opened;
  }

  function close() {
    opened = undefined;
  }

  async function begun(mode, durability) {
    try {
      return (await open()).transaction(STORE, mode, { durability });
    } catch {
      close();
      return (await open()).transaction(STORE, mode, { durability });
    }
  }

  /* Begun at once, so that the tab may be closed meanwhile. Relaxed, it is done when a killed browser
     has it; strict, when a phone without power has. */
  async function change(work, durability = "relaxed") {
    const transaction = await begun("readwrite", durability);
    await new Promise((done, failed) => {
      transaction.oncomplete = done;
      transaction.onabort = transaction.onerror = () => failed(transaction.error);
      work(transaction.objectStore(STORE));
      transaction.commit?.();
    });
  }

  function put(name, entry, durability) {
    return change((store) => store.put({ ...entry, name }, name), durability);
  }

  function remove(name) {
    return change((store) => store.delete(name));
  }

  async function all() {
    const transaction = await begun("readonly", "relaxed");
    return new Promise((done, failed) => {
      const asked = transaction.objectStore(STORE).getAll();
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => failed(asked.error);
    });
  }

  return { put, remove, all };
})();

/* On the page of a proposal that was sent: the server has what this tab wrote, and a shared phone need
   not keep it. What another tab wrote in it is found and sent when the editor is opened next. */
(() => {
  const { sent } = document.currentScript?.dataset ?? {};
  if (sent) globalThis.device.remove(`${sent}:${sessionStorage.getItem("tab")}`).catch(() => {});
})();
