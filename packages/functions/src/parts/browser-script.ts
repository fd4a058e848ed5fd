// browser-script: the scripts of the sign-in and the upload page, and what every script that calls the API begins with
import { t } from "./words";

// `/sign-in#key=…` signs in by itself: a fragment never reaches a server or its log.
export const signIn = `
function go() {
  const key = new URLSearchParams(location.hash.slice(1)).get("key");
  if (!key) return;
  history.replaceState(null, "", location.pathname + location.search);
  const form = document.querySelector('form[action="/sign-in"]');
  form.elements.key.value = key;
  form.submit();
}
addEventListener("hashchange", go);
go();
`;

const told = [
  ...[
    "refused",
    "unreachable",
    "counts",
    "uploading",
    "waiting",
    "uploadFailed",
  ],
  ...["unchanged", "isIn", "reading", "in", "refusedRows", "warnings"],
  ...["customers", "train", "notShown"],
] as const;
const states = ["planned", "ingesting", "done", "failed", "removed"] as const;
const places = Object.fromEntries(
  [
    ...["status", "name", "counts", "rows", "accepted", "rejected"],
    ...["scored", "perSecond", "n"],
  ].map((name) => [name, `{${name}}`]),
);

/** What the scripts say in the reader's language, for the attribute data-words; places of values stay in braces. */
export const words = () =>
  JSON.stringify({
    ...Object.fromEntries(
      told.map((name) => [name, t(`script.${name}`, places)]),
    ),
    ...Object.fromEntries(states.map((state) => [state, t(`upload.${state}`)])),
  });

/** What a script that calls the API begins with; the page has an element with data-words. */
export const calling = `
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const number = new Intl.NumberFormat(document.documentElement.lang);
const words = JSON.parse(document.querySelector("[data-words]").getAttribute("data-words"));
const say = (name, values = {}) =>
  Object.entries(values).reduce((text, [key, value]) => text.replaceAll("{" + key + "}", value), words[name]);

async function call(method, path, body) {
  const answer = await fetch(path, {
    method,
    headers: body ? { "content-type": "application/json" } : {},
    body: body && JSON.stringify(body),
  });
  const answered = await answer.json();
  if (!answer.ok) throw new Error(answered.message);
  return answered;
}
`;

// Puts a file at a presigned address and follows its upload to the end.
export const drop = `
const form = document.getElementById("drop");
const said = document.getElementById("said");
const bar = document.getElementById("sent");
const button = form.querySelector("button");
${calling}
const put = (url, file, type) =>
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

async function list() {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  document.getElementById("list").replaceWith(page.getElementById("list"));
}

function counts(upload) {
  const { rows, accepted, rejected, scored } = upload;
  const shown = Object.entries({ rows, accepted, rejected, scored });
  return say("counts", Object.fromEntries(shown.map(([name, n]) => [name, number.format(n)])));
}

async function send(dataset, file) {
  const type = file.type || "text/csv";
  const under = "/v1/uploads?limit=100&dataset=" + encodeURIComponent(dataset);
  const uploads = async (key) => (await call("GET", under)).items.filter((one) => one.key === key);
  const { url, key } = await call("POST", "/v1/uploads", { dataset, name: file.name, size: file.size, type });
  const before = new Map((await uploads(key)).map(({ id, drops }) => [id, drops]));
  said.textContent = say("uploading", { name: file.name });
  await put(url, file, type);
  for (;;) {
    const upload = (await uploads(key)).find(({ id, drops }) => drops > (before.get(id) ?? 0));
    said.textContent = upload ? file.name + ": " + words[upload.state] + " …" : say("waiting");
    if (upload?.state === "failed") throw new Error(upload.error?.message ?? say("uploadFailed"));
    if (upload?.state === "done")
      return say(before.has(upload.id) ? "unchanged" : "isIn", { name: file.name, counts: counts(upload) });
    await pause(600);
  }
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { dataset, file } = form.elements;
  button.disabled = true;
  bar.hidden = false;
  bar.value = 0;
  said.className = "";
  try {
    said.textContent = await send(dataset.value.trim(), file.files[0]);
    said.className = "good";
  } catch (error) {
    said.textContent = error.message;
    said.className = "bad";
  }
  button.disabled = false;
  bar.hidden = true;
  await list();
});

for (const kind of ["dragover", "drop"])
  form.addEventListener(kind, (event) => {
    event.preventDefault();
    if (kind === "drop" && event.dataTransfer.files.length) form.elements.file.files = event.dataTransfer.files;
  });
`;

export * as BrowserScript from "./browser-script";
