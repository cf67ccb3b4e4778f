// What HTML cannot do alone. Events are handled on the document, so a page that is replaced needs no wiring.
const root = document.documentElement;

try {
  root.dataset.rail = localStorage.getItem("rail") ?? "wide";
} catch {
  // Storage may be refused; the rail is then wide.
}

document.addEventListener("click", event => {
  const target = event.target;
  if (!(target instanceof Element)) {
    return;
  }
  const fold = target.closest("[data-rail]");
  if (fold instanceof HTMLButtonElement) {
    root.dataset.rail = fold.dataset.rail;
    try {
      localStorage.setItem("rail", fold.dataset.rail);
    } catch {
      // As above.
    }
  }
  if (target.closest("#rail a")) {
    const rail = document.getElementById("rail");
    if (rail?.matches(":popover-open")) {
      rail.hidePopover();
    }
  }
  if (target.closest("[data-skip]")) {
    event.preventDefault();
    document.getElementById("main")?.focus();
  }
  if (target.closest("[data-reload]")) {
    event.preventDefault();
    location.reload();
  }
  if (target.closest("[data-print]")) {
    print();
  }
  for (const menu of document.querySelectorAll("details.who[open]")) {
    if (!menu.contains(target) || target.closest(".views-list a")) {
      menu.removeAttribute("open");
    }
  }
});

document.addEventListener("keydown", event => {
  const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const search = document.querySelector("[data-search] input[name=q]");
    if (search) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  }
  if (event.key === "Escape") {
    const menu = document.querySelector("details.who[open]");
    menu?.removeAttribute("open");
    menu?.querySelector("summary")?.focus();
  }
});

// Inside a circuit the search stays in it; without one the form goes to the server.
document.addEventListener("submit", event => {
  const form = event.target;
  if (form instanceof HTMLFormElement && form.matches("[data-search]") && window.Blazor?.navigateTo) {
    event.preventDefault();
    const query = new URLSearchParams(new FormData(form));
    window.Blazor.navigateTo(`${form.getAttribute("action")}?${query}`);
  }
});

// A circuit the server no longer has cannot be taken up again: load the page anew, the address holds its state.
const lost = document.getElementById("components-reconnect-modal");
lost?.addEventListener("components-reconnect-state-changed", event => {
  if (event.detail.state === "rejected") {
    location.reload();
  }
});
document.addEventListener("visibilitychange", async () => {
  if (document.visibilityState === "visible" && lost?.classList.contains("components-reconnect-failed")) {
    try {
      if (!(await window.Blazor.reconnect())) {
        location.reload();
      }
    } catch {
      // Still no network; the bar stays.
    }
  }
});
