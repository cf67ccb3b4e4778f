// Sends a ledger over HTTP and tells how far it is. The answer is one line of JSON for every step, the last the result.
const form = document.querySelector("form[data-filing]");

if (form instanceof HTMLFormElement) {
  const words = JSON.parse(form.dataset.words ?? "{}");
  const limit = Number(form.dataset.limit);
  const picker = form.querySelector("input[type=file]");
  const drop = form.querySelector("[data-drop]");
  const problem = form.querySelector("[data-problem]");
  const progress = document.querySelector("[data-progress]");
  const result = document.querySelector("[data-result]");
  const announce = document.querySelector("[data-announce]");
  const bar = progress.querySelector("progress");
  const say = (part, text) => { progress.querySelector(`[data-${part}]`).textContent = text; };
  const stages = ["uploading", "checking", "writing"];
  let request = null;

  const megabytes = bytes => `${(bytes / 1048576).toFixed(bytes < 1048576 ? 2 : 1)} MB`;

  const complain = text => {
    problem.textContent = text;
    problem.hidden = !text;
  };

  const showChosen = () => {
    const file = picker.files[0];
    form.querySelector("[data-chosen]").textContent = file ? file.name : words.drop;
    form.querySelector("[data-size]").textContent = file ? megabytes(file.size) : words.dropHint;
    drop.classList.toggle("drop-filled", Boolean(file));
    complain(file && file.size > limit ? words.tooLarge : "");
  };

  const show = (stage, share, rows) => {
    const at = stages.indexOf(stage);
    progress.querySelectorAll("[data-stage]").forEach((step, index) => {
      step.classList.toggle("step-done", index < at);
      if (index === at) {
        step.setAttribute("aria-current", "step");
      } else {
        step.removeAttribute("aria-current");
      }
    });
    if (progress.dataset.at !== stage) {
      progress.dataset.at = stage;
      say("step", words[stage]);
      say("note", stage === "uploading" ? words.stayHere : words.mayLeave);
      progress.querySelector("[data-cancel]").hidden = stage !== "uploading";
      announce.textContent = words[stage];
    }
    bar.value = share;
    say("share", `${Math.round(share * 100)}%${rows ? ` · ${words.rowsSoFar.replace("{0}", rows.toLocaleString())}` : ""}`);
  };

  const element = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    if (text !== undefined && text !== null) {
      made.textContent = text;
    }
    for (const [key, value] of Object.entries(attributes)) {
      made.setAttribute(key, value);
    }
    return made;
  };

  const issueTable = issues => {
    const wrap = element("div", null, { class: "table-wrap", tabindex: "0", role: "region", "aria-label": words.issues });
    const table = element("table", null, { class: "grid as-cards issues" });
    const head = table.appendChild(element("thead")).appendChild(element("tr"));
    for (const name of [words.cell, words.issueClass, words.column, words.value, words.reason]) {
      head.append(element("th", name, { scope: "col" }));
    }
    const body = table.appendChild(element("tbody"));
    for (const issue of issues) {
      const row = body.appendChild(element("tr"));
      row.append(element("th", issue.cell || "—", { scope: "row" }));
      const kind = row.appendChild(element("td", null, { "data-label": words.issueClass }));
      kind.append(element("span", issue.kind, { class: `tag issue-${issue.tone}` }));
      row.append(element("td", issue.column, { "data-label": words.column }));
      row.append(element("td", issue.value, { "data-label": words.value, class: "issue-value" }));
      const reason = row.appendChild(element("td", issue.reason));
      reason.append(element("br"), element("small", issue.fix));
    }
    wrap.append(table);
    return wrap;
  };

  const showResult = line => {
    const note = element("div", null, { class: `note note-${line.tone}` });
    note.append(element("h2", line.headline, { id: "result-title" }), element("p", line.advice));
    result.replaceChildren(note);
    if (line.facts.length) {
      const facts = element("dl", null, { class: "counts" });
      for (const fact of line.facts) {
        const pair = facts.appendChild(element("div"));
        pair.append(element("dt", fact.name), element("dd", fact.value));
      }
      result.append(facts);
    }
    if (line.classes.length) {
      const list = element("p", null, { class: "row" });
      for (const kind of line.classes) {
        list.append(element("span", `${kind.name} ${kind.count}`, { class: "tag" }));
      }
      result.append(list);
    }
    if (line.links.length) {
      const links = element("p", null, { class: "actions" });
      for (const [index, link] of line.links.entries()) {
        const made = element("a", link.text, { href: link.href, class: index === 0 ? "button button-main" : "button" });
        if (link.download) {
          made.setAttribute("download", "");
        }
        links.append(made);
      }
      result.append(links);
    }
    if (line.issues.length) {
      result.append(element("h3", words.issues), issueTable(line.issues));
    }
    result.hidden = false;
    result.focus();
    announce.textContent = `${line.headline} ${line.advice}`;
  };

  const finish = () => {
    request = null;
    progress.hidden = true;
    delete progress.dataset.at;
    form.querySelectorAll("button, select, input").forEach(control => { control.disabled = false; });
  };

  const refuse = text => {
    finish();
    complain(text);
    problem.scrollIntoView({ block: "nearest" });
  };

  const explain = sent => {
    try {
      return JSON.parse(request.responseText).message;
    } catch {
      return request.status === 401 ? words.signedOut : request.status === 413 ? words.tooLarge : sent ? words.lost : words.lostUpload;
    }
  };

  const send = isCheck => {
    const file = picker.files[0];
    if (!file || file.size > limit) {
      complain(file ? words.tooLarge : words.noFile);
      picker.focus();
      return;
    }
    complain("");
    const body = new FormData();
    body.append("period", form.elements.period.value);
    body.append("mapping", form.elements.mapping.value);
    body.append("check", String(isCheck));
    body.append("file", file, file.name);

    let sent = false;
    let read = 0;
    let done = false;
    const take = () => {
      if (request.status !== 200) {
        return;
      }
      let end;
      while ((end = request.responseText.indexOf("\n", read)) >= 0) {
        const line = JSON.parse(request.responseText.slice(read, end));
        read = end + 1;
        if (line.stage === "result") {
          done = true;
          finish();
          showResult(line);
          return;
        }
        if (line.stage === "failed") {
          done = true;
          refuse(words.failed.replace("{0}", line.reference));
          return;
        }
        show(line.stage, line.share, line.rows);
      }
    };

    request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("RequestVerificationToken", form.elements.__RequestVerificationToken.value);
    request.upload.onprogress = event => show("uploading", event.lengthComputable ? event.loaded / event.total : 0, 0);
    request.upload.onload = () => {
      sent = true;
      show("checking", 0, 0);
    };
    request.onprogress = () => !done && take();
    request.onload = () => {
      if (!done) {
        take();
      }
      if (!done) {
        refuse(explain(sent));
      }
    };
    request.onerror = () => !done && refuse(explain(sent));
    request.onabort = () => refuse(words.cancelled);
    form.querySelectorAll("button, select, input").forEach(control => { control.disabled = true; });
    result.hidden = true;
    progress.hidden = false;
    show("uploading", 0, 0);
    progress.scrollIntoView({ block: "nearest" });
    request.send(body);
  };

  form.addEventListener("submit", event => {
    event.preventDefault();
    send(event.submitter?.dataset.send === "check");
  });
  picker.addEventListener("change", showChosen);
  progress.querySelector("[data-cancel]").addEventListener("click", () => request?.abort());
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, event => {
      event.preventDefault();
      drop.classList.add("drop-over");
    });
  }
  drop.addEventListener("dragleave", () => drop.classList.remove("drop-over"));
  drop.addEventListener("drop", event => {
    event.preventDefault();
    drop.classList.remove("drop-over");
    if (event.dataTransfer?.files.length) {
      picker.files = event.dataTransfer.files;
      showChosen();
    }
  });
  // A file dropped beside the field would replace the page and lose what was chosen.
  for (const kind of ["dragover", "drop"]) {
    window.addEventListener(kind, event => event.preventDefault());
  }
  window.addEventListener("beforeunload", event => {
    if (progress.dataset.at === "uploading") {
      event.preventDefault();
    }
  });
  showChosen();
}
