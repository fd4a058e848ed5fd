// import-script: the script of the import page; it shows what is decided of a file, sends what was confirmed, and follows it
import { Preview } from "@mainstay/core/intake/preview";
import { BrowserScript } from "./browser-script";

export const script = `
const list = document.getElementById("files");
const zone = document.getElementById("zone");
const input = zone.querySelector("input");
${BrowserScript.calling}
// A definition's parts by column are kept by name in objects without any other names.
const empty = () => Object.assign(Object.create(null), { columns: Object.create(null), roles: Object.create(null), numbers: Object.create(null), dates: Object.create(null), zeros: Object.create(null) });

function keep(said, control) {
  const { key, column, was } = control.dataset;
  const value = control.value;
  if (value === was) return;
  if (key === "columns") {
    said.ignore = (said.ignore ?? []).filter((name) => name !== column);
    if (value === "ignore") said.ignore.push(column);
    else if (value) said.columns[column] = value;
  } else if (key === "numbers") said.numbers[column] = { decimal: value };
  else if (key === "dates") { if (value) said.dates[column] = value; }
  else if (key === "zeros") { if (value) said.zeros[column] = value; else delete said.zeros[column]; }
  else if (key === "roles") {
    for (const role of Object.keys(said.roles)) if (said.roles[role] === column) delete said.roles[role];
    if (value) said.roles[value] = column;
  } else if (key === "retention") said.retention = value ? { months: Number(value) } : null;
  else if (key === "label") { if (value) said.label = JSON.parse(value); else delete said.label; }
  else if (value) said[key] = value;
  else delete said[key];
}

// As the form shows it now: who, what is foretold and what the columns mean count as confirmed.
function confirmed(said, form) {
  const given = { ...said, roles: Object.assign(Object.create(null), said.roles) };
  for (const control of form.querySelectorAll("[data-key]")) {
    const { key, column } = control.dataset;
    if (!control.value) continue;
    if (key === "id") given.id = control.value;
    if (key === "label") given.label = { ...JSON.parse(control.value), ...(said.label ?? {}) };
    if (key === "roles") given.roles[control.value] = column;
  }
  for (const part of ["columns", "numbers", "dates", "zeros"]) if (!Object.keys(given[part]).length) delete given[part];
  return given;
}

const put = (url, file, type, bar) =>
  new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open("PUT", url);
    request.setRequestHeader("content-type", type);
    request.upload.onprogress = ({ loaded, total }) => (bar.value = loaded / total);
    request.onload = () =>
      request.status < 300 ? done() : fail(new Error(say("refused", { status: request.status })));
    request.onerror = () => fail(new Error(say("unreachable")));
    request.send(file);
  });

async function send({ dataset, period, file }, said, form) {
  const bar = form.querySelector("progress");
  const told = form.querySelector(".told");
  bar.hidden = false;
  await call("PUT", "/v1/datasets/" + dataset, confirmed(said, form));
  const type = file.type || "application/octet-stream";
  const under = "/v1/uploads?limit=100&dataset=" + encodeURIComponent(dataset);
  const uploads = async (key) => (await call("GET", under)).items.filter((one) => one.key === key);
  const asked = { dataset, name: file.name, size: file.size, type, ...(period && { period }) };
  const { url, key } = await call("POST", "/v1/uploads", asked);
  const before = new Map((await uploads(key)).map(({ id, drops }) => [id, drops]));
  told.textContent = say("uploading", { name: file.name });
  await put(url, file, type, bar);
  bar.removeAttribute("value");
  const began = Date.now();
  for (;;) {
    const upload = (await uploads(key)).find(({ id, drops }) => drops > (before.get(id) ?? 0));
    told.textContent = upload ? words[upload.state] + " …" : say("waiting");
    if (upload?.state === "failed") throw new Error(upload.error?.message ?? say("uploadFailed"));
    if (upload?.state === "done") {
      const perSecond = upload.rows / Math.max(0.001, (Date.now() - began) / 1000);
      return { ...upload, perSecond };
    }
    await pause(500);
  }
}

function finished(form, upload) {
  const told = form.querySelector(".told");
  told.className = "told good";
  const { rows, accepted, rejected, perSecond } = upload;
  const figures = Object.entries({ rows, accepted, rejected, perSecond: Math.round(perSecond) });
  told.textContent = say("in", Object.fromEntries(figures.map(([name, n]) => [name, number.format(n)]))) + " ";
  const link = (href, text) => {
    const made = document.createElement("a");
    made.href = href;
    made.textContent = text;
    told.append(made, " ");
  };
  if (upload.rejectsUrl) link(upload.rejectsUrl, say("refusedRows"));
  if (upload.warnings.length) link("/uploads?dataset=" + upload.dataset, say("warnings", { n: number.format(upload.warnings.length) }));
  const query = upload.dataset === "customers" ? "" : "?dataset=" + upload.dataset;
  if (!["events", "feedback", "knowledge", "products"].includes(upload.dataset)) {
    link("/customers" + (upload.dataset === "subscriptions" ? "" : query), say("customers"));
    link("/models", say("train"));
  }
}

function failed(form, error) {
  const told = form.querySelector(".told");
  told.className = "told bad";
  told.textContent = error.message;
}

// A workbook cannot be read in part.
const headOf = (file) => /\\.xlsx$/i.test(file.name) ? ${Preview.maxWorkbookBytes} : ${Preview.maxBytes};

// Of a longer text the end is looked at as well: totals, other signs and other letters stand there.
const tailOf = (file) =>
  /\\.(xlsx|gz)$/i.test(file.name) || file.size < headOf(file) + ${Preview.tailBytes} ? 0 : ${Preview.tailBytes};

function open(file) {
  const state = { file, dataset: null, said: empty(), period: "", turn: 0 };
  let card = document.createElement("section");
  card.className = "card";
  card.textContent = say("reading", { name: file.name });
  list.prepend(card);
  const swap = (next) => { card.replaceWith(next); card = next; };

  async function look() {
    const turn = ++state.turn;
    const query = new URLSearchParams({ name: file.name, size: file.size, draft: JSON.stringify(state.said) });
    if (state.dataset) query.set("dataset", state.dataset);
    if (state.period) query.set("period", state.period);
    const tail = tailOf(file);
    if (tail) query.set("tail", tail);
    const answer = await fetch("/import/preview?" + query, {
      method: "POST",
      headers: { "content-type": "application/octet-stream" },
      body: new Blob([file.slice(0, headOf(file)), file.slice(file.size - tail)]),
    });
    const text = await answer.text();
    if (turn !== state.turn) return;
    const page = new DOMParser().parseFromString(text, "text/html");
    const next = page.querySelector("form, section.card");
    if (!next) throw new Error(say("notShown"));
    swap(next);
    if (next.tagName !== "FORM") return;
    state.dataset = next.dataset.dataset;
    listen(next);
  }

  function listen(form) {
    form.addEventListener("change", ({ target }) => {
      const what = target.dataset.do;
      if (what === "dataset") {
        state.dataset = target.value === "own" ? target.dataset.own : target.value;
        state.said = empty();
      } else if (what === "own") state.dataset = target.value.trim();
      else if (what === "period") state.period = target.value.trim();
      else keep(state.said, target);
      look().catch((error) => failed(card, error));
    });
    form.addEventListener("click", ({ target }) => {
      const { do: what, column } = target.dataset;
      if (what === "drop") card.remove();
      if (what === "money") {
        state.said.columns[column] = "number";
        state.said.roles.revenue = column;
      } else if (what === "names") {
        state.said = empty();
        state.said.names = JSON.parse(target.dataset.names);
      } else return;
      look().catch((error) => failed(card, error));
    });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      for (const one of form.elements) one.disabled = true;
      try {
        finished(form, await send(state, state.said, form));
      } catch (error) {
        failed(form, error);
        for (const one of form.elements) one.disabled = false;
      }
      form.querySelector("progress").hidden = true;
    });
  }
  look().catch((error) => (card.textContent = error.message));
}

function edit(form) {
  const said = empty();
  const again = document.getElementById("again");
  form.addEventListener("change", ({ target }) => {
    keep(said, target);
    const rereads = [...form.querySelectorAll("[data-key]")].some(
      ({ value, dataset: { key, was } }) => value !== was && value !== "ignore" && !["label", "roles", "retention"].includes(key));
    if (again) again.hidden = !rereads;
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await call("PUT", "/v1/datasets/" + form.dataset.dataset, confirmed(said, form));
      location.reload();
    } catch (error) {
      failed(form, error);
    }
  });
}

const take = (files) => { for (const file of files) open(file); };
input.addEventListener("change", () => { take(input.files); input.value = ""; });
for (const kind of ["dragover", "drop", "dragleave"])
  addEventListener(kind, (event) => {
    event.preventDefault();
    zone.classList.toggle("over", kind === "dragover");
    if (kind === "drop") take(event.dataTransfer.files);
  });
const own = document.querySelector("form.import");
if (own) edit(own);
`;

export * as ImportScript from "./import-script";
