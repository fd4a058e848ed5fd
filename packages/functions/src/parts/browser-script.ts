// browser-script: the scripts of the sign-in and the upload page, and what every script that calls the API begins with

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

/** What a script that calls the API begins with. */
export const calling = `
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const number = new Intl.NumberFormat("en-US");

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
      request.status < 300 ? done() : fail(new Error("The bucket refused the file: " + request.status));
    request.onerror = () => fail(new Error("The bucket could not be reached"));
    request.send(file);
  });

async function list() {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  document.getElementById("list").replaceWith(page.getElementById("list"));
}

function counts(upload) {
  return number.format(upload.rows) + " rows: " + number.format(upload.accepted) + " accepted, " +
    number.format(upload.rejected) + " rejected, " + number.format(upload.scored) + " scored";
}

async function send(dataset, file) {
  const type = file.type || "text/csv";
  const under = "/v1/uploads?limit=100&dataset=" + encodeURIComponent(dataset);
  const uploads = async (key) => (await call("GET", under)).items.filter((one) => one.key === key);
  const { url, key } = await call("POST", "/v1/uploads", { dataset, name: file.name, size: file.size, type });
  const before = new Map((await uploads(key)).map(({ id, drops }) => [id, drops]));
  said.textContent = "Uploading " + file.name + " …";
  await put(url, file, type);
  for (;;) {
    const upload = (await uploads(key)).find(({ id, drops }) => drops > (before.get(id) ?? 0));
    said.textContent = upload ? file.name + ": " + upload.state + " …" : "Uploaded. Waiting for it to be processed …";
    if (upload?.state === "failed") throw new Error(upload.error?.message ?? "The upload failed");
    if (upload?.state === "done")
      return file.name + (before.has(upload.id) ? " was there already, nothing changed: " : " is in: ") + counts(upload);
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
