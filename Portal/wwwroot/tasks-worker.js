// Opens an inspector's own tasks where there is no connection. With one, the portal answers and this only notes what it said.
// The portal names with each page whose it is (Offline-For); what comes without that name is not kept, and what was is forgotten.
const version = new URL(location.href).searchParams.get("v");
const PREFIX = "tasks ";
const own = `${PREFIX}${version} `;
const LONGEST = 12 * 3_600_000;
const PATIENCE = 8_000;

// The list of one campaign is not kept: without a connection the whole list stands in for it.
const isPage = url => /^\/tasks(\/\d+)?$/.test(url.pathname) && /^(\?campaign=\d+)?$/.test(url.search);
// Named by their content: what has the name is the thing.
const isPart = url => /\.[a-z0-9]{10}\.(min\.)?(css|js|svg)$/.test(url.pathname);

const namesOf = async belongs => (await caches.keys()).filter(name => name.startsWith(PREFIX) && belongs(name));
const forget = async belongs => Promise.all((await namesOf(belongs)).map(name => caches.delete(name)));

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", event => event.waitUntil(forget(name => !name.startsWith(own)).then(() => clients.claim())));
// A page that was loading while the worker began is not its own yet, and asks.
self.addEventListener("message", event => event.waitUntil(clients.claim()));
self.addEventListener("fetch", event => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) {
    return;
  }
  if (isPage(url)) {
    event.respondWith(answerPage(event, url));
  } else if (isPart(url)) {
    event.respondWith(answerPart(event.request));
  }
});

/** The cache of the one account whose pages are kept; null when there is none, or by some fault several. */
async function current() {
  const names = await namesOf(name => name.startsWith(own));
  return names.length === 1 ? caches.open(names[0]) : null;
}

async function find(url) {
  const cache = await current();
  const kept = await cache?.match(url.pathname);
  if (kept && Date.now() - Number(kept.headers.get("Kept-At")) > LONGEST) {
    await cache.delete(url.pathname);
    return null;
  }
  return kept ?? null;
}

async function answerPage(event, url) {
  const kept = await find(url);
  const asked = fetch(event.request);
  event.waitUntil(asked.then(answer => note(url, answer.clone())).catch(() => {}));
  if (!kept) {
    return asked;
  }
  try {
    const answer = await Promise.race([asked, new Promise(done => setTimeout(done, PATIENCE))]);
    // A proxy that finds no portal behind it is no answer of the portal.
    return answer && ![502, 503, 504].includes(answer.status) ? answer : kept;
  } catch {
    return kept;
  }
}

async function note(url, answer) {
  if (answer.type === "opaqueredirect" || answer.redirected) {
    // Led to the sign-in: nobody's pages are kept any longer.
    await forget(() => true);
    return;
  }
  if (answer.status >= 500 || url.search) {
    return;
  }
  const account = answer.headers.get("Offline-For");
  if (!answer.ok || !account) {
    await (await current())?.delete(url.pathname);
    return;
  }
  const text = (await answer.text()).replace("<html ", `<html data-kept-at="${new Date().toISOString()}" `);
  const headers = new Headers(answer.headers);
  for (const name of ["Content-Encoding", "Content-Length", "Vary"]) {
    headers.delete(name);
  }
  headers.set("Kept-At", Date.now());
  await forget(name => name !== own + account);
  await (await caches.open(own + account)).put(url.pathname, new Response(text, { headers }));
}

async function answerPart(request) {
  const cache = await current();
  const kept = await cache?.match(request.url);
  if (kept) {
    return kept;
  }
  const answer = await fetch(request);
  if (cache && answer.ok) {
    await cache.put(request.url, answer.clone());
  }
  return answer;
}
