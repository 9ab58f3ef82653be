/* What this device keeps, by name, through a closed tab and a killed browser. localStorage does not:
   measured, a browser that is killed loses what it took in the last twelve seconds and more. */
"use strict";

const device = (() => {
  const STORE = "drafts";
  let opened;

  function open() {
    opened ??= new Promise((done, failed) => {
      const asked = indexedDB.open("writing", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
      asked.onsuccess = () => done(asked.result);
      asked.onerror = asked.onblocked = () => failed(asked.error);
    });
    return opened;
  }

  /* Begun at once, so that the tab may be closed meanwhile. Relaxed, it is done when a killed browser
     has it; strict, when a phone without power has. */
  async function change(work, durability = "relaxed") {
    const database = await open();
    await new Promise((done, failed) => {
      const transaction = database.transaction(STORE, "readwrite", { durability });
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
    const database = await open();
    return new Promise((done, failed) => {
      const asked = database.transaction(STORE).objectStore(STORE).getAll();
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => failed(asked.error);
    });
  }

  return { put, remove, all };
})();
