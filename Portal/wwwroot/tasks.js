// Keeps what an inspector writes in this browser and sends it when there is a connection, each sending once.
// What is kept is encrypted with a key the server gives to this user only: whoever signs in here next reads nothing of it.
const box = document.querySelector("[data-box]");
const words = JSON.parse(box.dataset.words);
const user = box.dataset.user;
const fill = (text, ...values) => values.reduce((all, value, index) => all.replace(`{${index}}`, value), text);
const element = (name, text, attributes = {}) => {
  const made = document.createElement(name);
  made.textContent = text ?? "";
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  return made;
};

// Set where the page comes from this telephone and not from the portal.
const keptAt = document.documentElement.dataset.keptAt;
let asOf = keptAt;
const sizeOf = bytes => bytes < 1_048_576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;

// ---- What is kept
const DAYS_FOR_OTHERS = 14;
const key = globalThis.crypto?.subtle && globalThis.indexedDB
  ? await crypto.subtle.importKey("raw", Uint8Array.from(atob(box.dataset.key), letter => letter.charCodeAt(0)), "AES-GCM", false, ["encrypt", "decrypt"])
  : null;
const memory = new Map();
const promised = request => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
const openDatabase = async () => {
  const opening = indexedDB.open("regulator-tasks", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("kept", { keyPath: "id" });
  return promised(opening);
};
const database = key ? await openDatabase().catch(() => null) : null;
const table = mode => database.transaction("kept", mode).objectStore("kept");

const store = {
  async put(kind, name, value) {
    const bytes = value instanceof ArrayBuffer ? value : new TextEncoder().encode(JSON.stringify(value));
    const record = { id: `${user}/${kind}/${name}`, user, kind, at: Date.now() };
    if (!database) {
      memory.set(record.id, { ...record, bytes });
      return;
    }
    record.iv = crypto.getRandomValues(new Uint8Array(12));
    record.bytes = await crypto.subtle.encrypt({ name: "AES-GCM", iv: record.iv }, key, bytes);
    await promised(table("readwrite").put(record));
  },
  async open(record) {
    if (!record) {
      return null;
    }
    try {
      return database ? await crypto.subtle.decrypt({ name: "AES-GCM", iv: record.iv }, key, record.bytes) : record.bytes;
    } catch {
      return null;
    }
  },
  async bytes(kind, name) {
    const id = `${user}/${kind}/${name}`;
    return this.open(database ? await promised(table("readonly").get(id)) : memory.get(id));
  },
  async read(kind, name) {
    const bytes = await this.bytes(kind, name);
    return bytes && JSON.parse(new TextDecoder().decode(bytes));
  },
  async records() {
    return database ? promised(table("readonly").getAll()) : [...memory.values()];
  },
  async list(kind) {
    const own = (await this.records()).filter(record => record.user === user && record.kind === kind).sort((one, other) => one.at - other.at);
    const read = await Promise.all(own.map(async record => {
      const bytes = await this.open(record);
      return bytes && JSON.parse(new TextDecoder().decode(bytes));
    }));
    return read.filter(Boolean);
  },
  async remove(kind, name) {
    const id = `${user}/${kind}/${name}`;
    if (database) {
      await promised(table("readwrite").delete(id));
    } else {
      memory.delete(id);
    }
  },
  /** Whether something of another account waits here; what is old of theirs goes. */
  async others() {
    const theirs = (await this.records()).filter(record => record.user !== user);
    const old = theirs.filter(record => Date.now() - record.at > DAYS_FOR_OTHERS * 86_400_000);
    for (const record of old) {
      await promised(table("readwrite").delete(record.id));
    }
    return theirs.some(record => record.kind === "send" && !old.includes(record));
  },
};

// ---- What is said about it
const state = box.querySelector("[data-box-state]");
const list = box.querySelector("[data-box-list]");
const othersWait = await store.others();
let standing = null;

const say = (text, tone = "", link = null) => {
  standing = text ? { text, tone, link } : null;
  const parts = [];
  if (standing) {
    parts.push(document.createTextNode(text));
    if (link) {
      parts.push(document.createTextNode(" "), element("a", link.text, { href: link.href }));
    }
  }
  if (othersWait) {
    parts.push(document.createTextNode(`${parts.length ? " · " : ""}${words.other}`));
  }
  if (asOf && !standing) {
    parts.push(document.createTextNode(`${parts.length ? " · " : ""}${fill(words.asOf, new Date(asOf).toTimeString().slice(0, 5))}`));
  }
  if (!database) {
    parts.push(document.createTextNode(`${parts.length ? " · " : ""}${words.memory}`));
  }
  state.className = `note${tone ? ` note-${tone}` : ""}`;
  state.replaceChildren(...parts);
  state.hidden = !parts.length;
};

const form = document.querySelector("form[data-task]");
const task = form ? Number(form.dataset.task) : null;
const sent = [];

const waitingWords = () => signedOut ? words.queuedSignIn : words.queued;

const showList = async () => {
  const rows = [];
  for (const entry of await store.list("send")) {
    if (entry.task !== task) {
      rows.push(element("li", `${entry.title} · ${waitingWords()}`));
    }
  }
  for (const draft of await store.list("draft")) {
    if (draft.task !== task && (draft.message || !form)) {
      const row = element("li", "");
      row.append(element("a", `${draft.title} · ${draft.message ? words.needs : words.draft}`, { href: `/tasks/${draft.task}` }));
      rows.push(row);
    }
  }
  rows.push(...sent.filter(line => line.task !== task).map(line => element("li", `${line.title} · ${line.headline}`)));
  list.replaceChildren(...rows);
  list.hidden = !rows.length;
};

// ---- Sending
class Later extends Error {}
let sending = false;
let again = false;
let signedOut = false;
let waitSeconds = 5;
let timer = null;

const ask = async (path, options = {}) => {
  try {
    return await fetch(path, { cache: "no-store", redirect: "error", credentials: "same-origin", ...options });
  } catch {
    throw new Later("network");
  }
};

/** Who is signed in now, and a token to send with. */
const hello = async () => {
  const answer = await ask("/api/tasks/hello");
  if (answer.status === 401) {
    throw new Later("signed-out");
  }
  if (!answer.ok) {
    throw new Later("server");
  }
  const who = await answer.json();
  if (String(who.user) !== user) {
    // Somebody else has signed in in another window; this page is not theirs.
    throw new Later("signed-out");
  }
  return who.token;
};

const messageOf = async answer => {
  try {
    return await answer.json();
  } catch {
    return { message: fill(words.failed, answer.status) };
  }
};

const isFinal = status => status === 400 || status === 404 || status === 413 || status === 422;

const sendFiles = async (entry, token) => {
  for (const file of entry.files.filter(other => !other.sent)) {
    const bytes = await store.bytes("file", file.clientId);
    if (bytes) {
      const query = new URLSearchParams({ client: file.clientId, item: file.item, name: file.name });
      const answer = await ask(`/api/tasks/${entry.task}/evidence?${query}`, { method: "POST", body: bytes, headers: { RequestVerificationToken: token } });
      if (isFinal(answer.status)) {
        const told = await messageOf(answer);
        if (told.isStale) {
          throw new Later("server");
        }
        file.problem = told.message;
        return { message: fill(words.turned, `${file.name}: ${told.message}`) };
      }
      if (!answer.ok) {
        throw new Later(answer.status === 401 ? "signed-out" : "server");
      }
    }
    file.sent = true;
    await store.put("send", entry.clientId, entry);
    await store.remove("file", file.clientId);
  }
  return null;
};

const sendEntry = async (entry, token) => {
  const refused = await sendFiles(entry, token);
  if (refused) {
    return { refused };
  }
  const answer = await ask(`/api/tasks/${entry.task}/attempts`, {
    method: "POST",
    headers: { RequestVerificationToken: token, "Content-Type": "application/json" },
    body: JSON.stringify({ clientId: entry.clientId, at: entry.at, disposition: entry.disposition, note: entry.note, answers: entry.answers }),
  });
  if (isFinal(answer.status)) {
    const told = await messageOf(answer);
    if (told.isStale) {
      throw new Later("server");
    }
    return { refused: told };
  }
  if (!answer.ok) {
    throw new Later(answer.status === 401 ? "signed-out" : "server");
  }
  return { told: await answer.json() };
};

const settle = async (entry, result) => {
  if (result.told) {
    await store.remove("send", entry.clientId);
    sent.push({ task: entry.task, title: entry.title, ...result.told });
    ahead.fetch([`/tasks/${entry.task}`, "/tasks"]);
    if (entry.task === task) {
      page.showOutcome(result.told);
    }
    return;
  }
  // Turned away: it is a draft again, with what is wrong written beside it.
  const draft = { ...entry, message: result.refused.message, problems: result.refused.problems ?? [] };
  await store.put("draft", entry.task, draft);
  await store.remove("send", entry.clientId);
  if (entry.task === task) {
    await page.takeBack(draft);
  }
};

const flush = async () => {
  if (sending) {
    again = true;
    return;
  }
  sending = true;
  clearTimeout(timer);
  try {
    let entries = await store.list("send");
    if (entries.length) {
      say(words.sending);
      const token = await hello();
      for (const entry of entries) {
        await settle(entry, await sendEntry(entry, token));
      }
      waitSeconds = 5;
    }
    signedOut = false;
    say(null);
  } catch (problem) {
    if (!(problem instanceof Later)) {
      throw problem;
    }
    const waiting = (await store.list("send")).length;
    if (problem.message === "signed-out") {
      signedOut = true;
      say(words.signedOut, "warn", { text: words.signIn, href: `/sign-in?returnUrl=${encodeURIComponent(location.pathname)}` });
    } else {
      say(problem.message === "server" ? words.retry : fill(words.waiting, waiting), "warn");
      timer = setTimeout(flush, waitSeconds * 1000);
      waitSeconds = Math.min(waitSeconds * 2, 300);
    }
  } finally {
    sending = false;
    page.nameWaiting();
    await showList();
    if (again) {
      again = false;
      flush();
    }
  }
};

// ---- What opens without a connection: the worker keeps what is fetched through it
const ahead = {
  async start() {
    if (!box.dataset.version || !navigator.serviceWorker || keptAt) {
      return;
    }
    const address = `/tasks-worker.js?v=${box.dataset.version}`;
    const isReady = () => navigator.serviceWorker.controller?.scriptURL.endsWith(address);
    navigator.serviceWorker.addEventListener("controllerchange", () => isReady() && this.fetchAll());
    try {
      await navigator.serviceWorker.register(address, { scope: "/tasks" });
    } catch {
      // Refused by the browser, or no connection just now: the open page keeps what is written all the same.
      return;
    }
    const { active } = await navigator.serviceWorker.ready;
    if (isReady()) {
      await this.fetchAll();
    } else {
      active.postMessage("claim");
    }
  },

  async fetchAll() {
    const cache = await caches.open(`tasks ${box.dataset.version} ${user}`);
    const listed = [...document.querySelectorAll("a[data-ahead]")].map(link => link.getAttribute("href"));
    if (!location.search && (listed.length || document.querySelector("[data-none]"))) {
      // What is no longer on the list is settled or somebody else's.
      for (const kept of await cache.keys()) {
        const { pathname } = new URL(kept.url);
        if (/^\/tasks\/\d+$/.test(pathname) && !listed.includes(pathname)) {
          await cache.delete(kept);
        }
      }
    }
    await this.fetchStale(cache, ["/tasks", ...(form ? [location.pathname] : [])]);
    if (form) {
      // Opened from elsewhere, the task is one of the list that was just fetched.
      const list = (await (await cache.match("/tasks"))?.text()) ?? "";
      listed.push(...[...list.matchAll(/href="(\/tasks\/\d+)" data-ahead/g)].map(match => match[1]));
    }
    await this.fetchStale(cache, listed);
    const parts = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]")].map(part => part.href || part.src);
    await this.fetch(parts);
    document.documentElement.dataset.ahead = "true";
  },

  /** Those that were not fetched within ten minutes. */
  async fetchStale(cache, paths) {
    const stale = [];
    for (const path of paths) {
      const kept = await cache.match(path);
      if (!kept || Date.now() - Number(kept.headers.get("Kept-At")) > 600_000) {
        stale.push(path);
      }
    }
    await this.fetch(stale);
  },

  async fetch(paths) {
    for (const path of paths) {
      try {
        await (await fetch(path, { credentials: "same-origin" })).arrayBuffer();
      } catch {
        return;
      }
    }
  },
};

// ---- The form of one task
const page = {
  draft: null,
  step: 1,
  saving: null,

  questions: () => [...form.querySelectorAll("[data-item]")],
  question: code => form.querySelector(`[data-item="${CSS.escape(code)}"]`),

  valueOf(question) {
    const chosen = question.querySelector("input[type=radio]:checked");
    const field = question.querySelector("[data-value]:not([type=radio])");
    return chosen?.value ?? field?.value ?? "";
  },

  isAsked(question) {
    if (!question.dataset.showItem) {
      return true;
    }
    const earlier = this.question(question.dataset.showItem);
    return Boolean(earlier) && this.isAsked(earlier) && question.dataset.showChoices.split(" ").includes(this.valueOf(earlier));
  },

  outcome: () => form.querySelector("input[name=disposition]:checked"),

  hasQuestions() {
    const chosen = this.outcome();
    return Boolean(chosen) && (chosen.dataset.completed === "true" || chosen.value === "Recalled");
  },

  refresh() {
    const has = this.hasQuestions();
    form.querySelector("[data-no-questions]").hidden = has;
    for (const question of this.questions()) {
      question.hidden = !has || !this.isAsked(question);
    }
  },

  answers() {
    const answers = [];
    for (const question of this.questions().filter(item => !item.hidden)) {
      const said = question.querySelector("[data-said]")?.value.trim() || null;
      const rooms = [...question.querySelectorAll("[data-room]")];
      for (const room of rooms.filter(field => field.value !== "")) {
        answers.push({ item: question.dataset.item, room: room.dataset.room, value: room.value, words: null });
      }
      const value = rooms.length ? "" : this.valueOf(question).trim();
      if (value || said) {
        answers.push({ item: question.dataset.item, room: null, value: value || null, words: said });
      }
    }
    return answers;
  },

  collect() {
    const values = {};
    for (const question of this.questions()) {
      values[question.dataset.item] = {
        value: this.valueOf(question),
        said: question.querySelector("[data-said]")?.value ?? "",
        rooms: Object.fromEntries([...question.querySelectorAll("[data-room]")].map(field => [field.dataset.room, field.value])),
      };
    }
    return {
      ...this.draft,
      step: this.step,
      disposition: this.outcome()?.value ?? null,
      note: form.querySelector("[data-note]").value,
      values,
    };
  },

  restore(draft) {
    this.draft = draft;
    for (const radio of form.querySelectorAll("input[name=disposition]")) {
      radio.checked = radio.value === draft.disposition;
    }
    form.querySelector("[data-note]").value = draft.note ?? "";
    for (const [code, kept] of Object.entries(draft.values ?? {})) {
      const question = this.question(code);
      for (const field of question?.querySelectorAll("[data-value]") ?? []) {
        if (field.type === "radio") {
          field.checked = field.value === kept.value;
        } else {
          field.value = field.dataset.room ? kept.rooms[field.dataset.room] ?? "" : kept.value;
        }
      }
      const said = question?.querySelector("[data-said]");
      if (said) {
        said.value = kept.said;
        said.closest("details").open = Boolean(kept.said);
      }
    }
    this.refresh();
    this.showFiles();
  },

  save() {
    clearTimeout(this.saving);
    form.dataset.saving = "true";
    this.saving = setTimeout(() => this.saveNow(), 250);
  },

  async saveNow() {
    clearTimeout(this.saving);
    this.draft = this.collect();
    await store.put("draft", task, this.draft);
    delete form.dataset.saving;
    if (database) {
      form.querySelector("[data-kept]").textContent = fill(words.saved, new Date().toTimeString().slice(0, 5));
    }
  },

  /** Says what is wrong: under the field it is about, or at the end of the question. */
  wrong(place, text, field = null) {
    const line = place.querySelector(":scope > [data-wrong]");
    for (const other of place.querySelectorAll("[aria-invalid]")) {
      other.removeAttribute("aria-invalid");
    }
    if (text) {
      field?.setAttribute("aria-invalid", "true");
      field?.closest("label")?.after(line);
    }
    line.textContent = text ?? "";
    line.hidden = !text;
    place.classList.toggle("question-wrong", Boolean(text));
  },

  /** What is wrong in a question, and at which field, as far as the browser can tell; the server decides. */
  faultOf(question) {
    for (const field of question.querySelectorAll("input[type=number], input[type=datetime-local]")) {
      const { min, max } = field;
      if (field.validity.badInput || field.validity.rangeUnderflow || field.validity.rangeOverflow) {
        return { text: field.type === "number" && min && max ? fill(words.range, min, max) : words.missing, field };
      }
    }
    if (question.dataset.required !== "true" || this.outcome()?.dataset.completed !== "true") {
      return null;
    }
    const isMissing = question.dataset.type === "Photo"
      ? !this.draft.files.some(file => file.item === question.dataset.item)
      : question.dataset.type === "Reading"
        ? ![...question.querySelectorAll("[data-room]")].some(field => field.value !== "")
        : !this.valueOf(question).trim();
    return isMissing ? { text: words.missing } : null;
  },

  isStepDone(step) {
    if (step === 2) {
      const place = form.querySelector("[data-step='2']");
      this.wrong(place, this.outcome() ? null : words.chooseOutcome);
      if (!this.outcome()) {
        this.lead(place.querySelector(":scope > [data-wrong]"), place.querySelector("input[name=disposition]"));
      }
      return Boolean(this.outcome());
    }
    if (step !== 3) {
      return true;
    }
    const faulty = [];
    for (const question of this.questions().filter(item => !item.hidden)) {
      const fault = this.faultOf(question);
      this.wrong(question, fault?.text, fault?.field);
      if (fault) {
        faulty.push(fault.field ?? question.querySelector("input, textarea") ?? question);
      }
    }
    this.lead(faulty[0]?.closest("label.with-unit") ?? faulty[0]?.closest("[data-item]"), faulty[0]);
    return !faulty.length;
  },

  /** Brings what is wrong into sight, and the cursor to where it is mended. */
  lead(place, field) {
    place?.scrollIntoView({ block: "center" });
    field?.focus({ preventScroll: true });
  },

  go(step, focus = true) {
    this.step = Math.min(4, Math.max(1, step));
    for (const section of form.querySelectorAll("[data-step]")) {
      section.hidden = Number(section.dataset.step) !== this.step;
    }
    for (const button of form.querySelectorAll("[data-go]")) {
      if (Number(button.dataset.go) === this.step) {
        button.setAttribute("aria-current", "step");
      } else {
        button.removeAttribute("aria-current");
      }
    }
    form.querySelector("[data-back]").hidden = this.step === 1;
    form.querySelector("[data-forward]").textContent = this.step === 4 ? words.submit : words.next;
    if (focus) {
      form.querySelector(`[data-step="${this.step}"] h2`).focus({ preventScroll: true });
      form.scrollIntoView({ block: "start" });
    }
  },

  async forward() {
    if (!this.isStepDone(this.step)) {
      return;
    }
    if (this.step < 4) {
      this.go(this.step + 1);
      await this.saveNow();
      return;
    }
    const early = [2, 3].find(step => !this.isStepDone(step));
    if (early) {
      this.go(early);
      return;
    }
    await this.saveNow();
    const entry = { ...this.draft, message: null, problems: [], at: new Date().toISOString(), answers: this.answers() };
    await store.put("send", entry.clientId, entry);
    await store.remove("draft", task);
    this.showQueued();
    await flush();
  },

  note: document.querySelector("[data-outcome-note]"),

  show(tone, headline, advice) {
    form.hidden = true;
    document.querySelector(".task-aside")?.setAttribute("hidden", "");
    this.note.className = `note note-${tone}`;
    delete this.note.dataset.waits;
    const back = element("p", "");
    back.append(element("a", words.nextTask, { href: "/tasks", class: "button button-main" }));
    this.note.replaceChildren(element("h2", headline), element("p", advice), back);
    this.note.hidden = false;
    this.note.focus();
  },

  showQueued() {
    this.show("warn", waitingWords(), words.queuedNext);
    this.note.dataset.waits = "";
  },

  /** What the form that was sent waits for, where it still waits. */
  nameWaiting() {
    if (this.note && "waits" in this.note.dataset) {
      this.note.querySelector("h2").textContent = waitingWords();
    }
  },

  showOutcome(told) {
    // The portal has answered: what is shown now is no page of before.
    asOf = null;
    say(null);
    this.show(told.tone, told.headline, told.advice);
  },

  async takeBack(draft) {
    this.restore(draft);
    this.note.hidden = true;
    form.hidden = false;
    for (const problem of draft.problems) {
      const question = problem.item && this.question(problem.item);
      const room = problem.room && question?.querySelector(`[data-room="${CSS.escape(problem.room)}"]`);
      this.wrong(question || form.querySelector("[data-note]").closest(".field"), problem.text, room || null);
    }
    const first = draft.problems.find(problem => problem.item);
    this.go(first ? 3 : 4);
    say(draft.message, "bad");
    if (first) {
      const question = this.question(first.item);
      this.lead(question, question?.querySelector("[aria-invalid]") ?? question?.querySelector("input, textarea"));
    }
    await this.saveNow();
  },

  // ---- Photos and sheets
  showFiles() {
    for (const place of form.querySelectorAll("[data-files]")) {
      const rows = this.draft.files.filter(file => file.item === place.dataset.files).map(file => {
        const row = element("li", "");
        row.append(element("span", `${file.name} · ${sizeOf(file.size)}${file.sent ? ` · ${words.sent}` : ""}`));
        if (file.problem) {
          row.append(element("span", file.problem, { class: "wrong" }));
        }
        if (!file.sent) {
          const remove = element("button", words.remove, { type: "button", class: "button button-quiet", "aria-label": `${words.remove} ${file.name}` });
          remove.addEventListener("click", () => this.dropFile(file));
          row.append(remove);
        }
        return row;
      });
      place.querySelector("[data-file-list]").replaceChildren(...rows);
    }
  },

  isEvidence(name, bytes) {
    const head = [...new Uint8Array(bytes.slice(0, 512))];
    const starts = (...values) => values.every((value, index) => head[index] === value);
    return starts(0xff, 0xd8, 0xff) || starts(0x89, 0x50, 0x4e, 0x47) || starts(0x25, 0x50, 0x44, 0x46) || starts(0x50, 0x4b, 3, 4)
      || (name.toLowerCase().endsWith(".csv") && !head.includes(0));
  },

  async addFiles(place, files) {
    const line = place.closest("[data-item], .field").querySelector("[data-wrong]") ?? form.querySelector("[data-note]").closest(".field").querySelector("[data-wrong]");
    line.hidden = true;
    for (const file of files) {
      const bytes = file.size > Number(box.dataset.limit) ? null : await file.arrayBuffer();
      if (!bytes || !this.isEvidence(file.name, bytes)) {
        line.textContent = `${file.name}: ${bytes ? words.notAPhoto : fill(words.tooLarge, Number(box.dataset.limit) >> 20)}`;
        line.hidden = false;
        continue;
      }
      const clientId = crypto.randomUUID?.() ?? guid();
      await store.put("file", clientId, bytes);
      this.draft.files.push({ clientId, item: place.dataset.files, name: file.name, size: file.size, sent: false });
    }
    this.showFiles();
    await this.saveNow();
  },

  async dropFile(file) {
    this.draft.files = this.draft.files.filter(other => other !== file);
    await store.remove("file", file.clientId);
    this.showFiles();
    await this.saveNow();
  },

  // ---- Contact
  async reveal(button) {
    const place = button.closest("[data-contact]");
    const shown = place.querySelector("[data-shown]");
    button.disabled = true;
    try {
      const answer = await ask(`/api/tasks/${task}/contact?field=${button.dataset.reveal}`, { method: "POST", headers: { RequestVerificationToken: await hello() } });
      const told = await answer.json();
      if (!answer.ok) {
        place.append(element("p", told.message, { class: "wrong" }));
        return;
      }
      shown.textContent = told.value;
      if (told.href) {
        const isMap = !told.href.startsWith("tel:");
        place.append(element("a", isMap ? words.openMap : words.call, {
          href: told.href, class: "button button-main", ...(isMap ? { target: "_blank", rel: "noopener noreferrer", referrerpolicy: "no-referrer" } : {}),
        }));
      }
      button.remove();
    } catch (problem) {
      if (!(problem instanceof Later)) {
        throw problem;
      }
      place.querySelector(".wrong")?.remove();
      place.append(element("p", words.lookUpFailed, { class: "wrong" }));
    } finally {
      button.disabled = false;
    }
  },

  async start() {
    const waiting = (await store.list("send")).find(entry => entry.task === task);
    const draft = await store.read("draft", task);
    this.restore(draft ?? { task, title: form.dataset.title, clientId: crypto.randomUUID?.() ?? guid(), files: [], values: {} });
    form.classList.add("task-live");
    this.go(draft?.step ?? 1, false);
    if (draft?.message) {
      await this.takeBack(draft);
    }
    if (waiting) {
      this.showQueued();
    }

    form.addEventListener("input", () => { this.refresh(); this.save(); });
    form.addEventListener("change", event => {
      const add = event.target.closest("[data-add]");
      if (add) {
        this.addFiles(add.closest("[data-files]"), [...add.files]);
        add.value = "";
      }
      const reading = event.target.closest("[data-room]");
      if (reading) {
        const question = reading.closest("[data-item]");
        const fault = this.faultOf(question);
        const isOdd = reading.value !== "" && (Number(reading.value) < Number(reading.dataset.oddBelow) || Number(reading.value) > Number(reading.dataset.oddAbove));
        this.wrong(question, fault?.text ?? (isOdd ? words.odd : null), fault?.field ?? reading);
      }
    });
    form.addEventListener("submit", event => { event.preventDefault(); this.forward(); });
    form.addEventListener("click", event => {
      const button = event.target.closest("button");
      if (button?.dataset.reveal) {
        this.reveal(button);
      } else if (button?.dataset.go) {
        this.go(Number(button.dataset.go));
      } else if (button && "back" in button.dataset) {
        this.go(this.step - 1);
      }
    });
    form.dataset.ready = "true";
  },
};

/** Where randomUUID is missing: a page without encryption of its connection. */
function guid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map(value => value.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

say(null);
if (form) {
  await page.start();
}
if (keptAt) {
  // These go to the portal at once and keep nothing.
  for (const button of document.querySelectorAll("main form[method=post] button")) {
    button.disabled = true;
  }
}
window.addEventListener("online", async () => {
  await flush();
  if (keptAt && !form) {
    location.reload();
  }
});
window.addEventListener("offline", async () => {
  const waiting = (await store.list("send")).length;
  say(waiting ? fill(words.waiting, waiting) : null, "warn");
});
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && flush());
window.addEventListener("beforeunload", event => {
  if (!database && memory.size) {
    event.preventDefault();
  }
});
await flush();
await ahead.start();
