// What lies on this device of tasks belongs to one account. Pages kept for being without a connection go as soon as that
// account leaves or another one is here; unsent work stays, encrypted, and is said before signing out.
const account = document.querySelector("[data-account]")?.dataset.account;

const forgetPages = async belongs => {
  const names = (await globalThis.caches?.keys()) ?? [];
  await Promise.all(names.filter(name => name.startsWith("tasks ") && belongs(name)).map(name => caches.delete(name)));
};

// Public pages do not know who is here, and say nothing about it.
if (account !== undefined) {
  await forgetPages(name => account === "" || !name.endsWith(` ${account}`));
}

/** How many forms of this account wait to be sent, and how many are begun. */
const countUnsent = async () => {
  const names = (await globalThis.indexedDB?.databases?.()) ?? [];
  if (!names.some(one => one.name === "regulator-tasks")) {
    return { waiting: 0, begun: 0 };
  }
  const records = await new Promise((resolve, reject) => {
    const opening = indexedDB.open("regulator-tasks");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const all = opening.result.transaction("kept").objectStore("kept").getAll();
      all.onerror = () => reject(all.error);
      all.onsuccess = () => {
        opening.result.close();
        resolve(all.result);
      };
    };
  });
  const mine = records.filter(record => record.user === account);
  return { waiting: mine.filter(record => record.kind === "send").length, begun: mine.filter(record => record.kind === "draft").length };
};

const leave = async form => {
  try {
    await forgetPages(() => true);
  } finally {
    form.submit();
  }
};

const ask = async form => {
  const { waiting, begun } = await countUnsent().catch(() => ({ waiting: 0, begun: 0 }));
  const dialog = document.querySelector("dialog[data-unsent]");
  if (!dialog || waiting + begun === 0) {
    await leave(form);
    return;
  }
  for (const [name, count] of Object.entries({ waiting, begun })) {
    const line = dialog.querySelector(`[data-${name}]`);
    line.textContent = line.dataset[name].replace("{0}", count);
    line.hidden = count === 0;
  }
  dialog.showModal();
};

document.addEventListener("submit", event => {
  if (event.target instanceof HTMLFormElement && event.target.matches("form[action='/sign-out']")) {
    event.preventDefault();
    ask(event.target);
  }
});

document.addEventListener("click", event => {
  const dialog = event.target instanceof Element ? event.target.closest("dialog[data-unsent]") : null;
  if (dialog && event.target.closest("[data-stay]")) {
    dialog.close();
  } else if (dialog && event.target.closest("[data-leave]")) {
    leave(document.querySelector("form[action='/sign-out']"));
  }
});
