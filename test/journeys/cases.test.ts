// Every small export of test/fixtures/cases through the whole machine: dropped, read, counted, and looked at.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ApiKey } from "@mainstay/core/aws/api-key";
import { Csv } from "@mainstay/core/tabular/csv";
import { Dialect } from "@mainstay/core/tabular/dialect";
import { Environment } from "@mainstay/local/runtime/environment";
import { startMachine, type Machine } from "@mainstay/local/runtime/machine";
import { Case } from "./case";

const only = process.env.CASES?.split(",");
const status = process.env.CASES_STATUS;
const atOnce = 8;

let data: string;
let machine: Machine;
let key: string;
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "cases-"));
  machine = await startMachine({ data });
  Environment.enter(machine.environment);
  key = ApiKey.random();
  await ApiKey.put({ key, name: "test", scopes: ApiKey.everything });
});
afterAll(async () => {
  await machine?.stop();
  await rm(data, { recursive: true, force: true });
});

async function call(method: string, path: string, body?: unknown) {
  const raw = body instanceof Uint8Array;
  const answer = await fetch(machine.url + path, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body !== undefined && {
        "content-type": raw ? "text/csv" : "application/json",
      }),
    },
    body:
      body === undefined || raw
        ? (body as BodyInit | undefined)
        : JSON.stringify(body),
  });
  const text = await answer.text();
  const json = answer.headers.get("content-type")?.includes("json");
  return { status: answer.status, body: json ? JSON.parse(text) : text };
}

async function must(...[method, path, body]: Parameters<typeof call>) {
  const answer = await call(method, path, body);
  if (answer.status >= 300)
    throw new Error(
      `${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body).slice(0, 300)}`,
    );
  return answer.body;
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function until<T>(
  what: string,
  seconds: number,
  look: () => Promise<T | false | undefined>,
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`${what}: not within ${seconds} s`);
    await pause(100);
  }
}

const job = async (id: string) =>
  until("job", 60, async () => {
    const found = await must("GET", `/v1/jobs/${id}`);
    if (found.state === "failed") throw new Error(JSON.stringify(found));
    return found.state === "done" && found;
  });

const resting = (upload: any) => ["done", "failed"].includes(upload.state);

async function drop(known: Case.Info, file: Case.File) {
  const { dataset } = known;
  const Key = `inbox/${dataset}/${file.name}`;
  const Body = Case.bytes(known, file);
  const list = async () =>
    (await must("GET", `/v1/uploads?dataset=${dataset}&limit=1000`))
      .items as any[];
  const before = (await list()).find((one) => one.key === Key);
  if (file.period) {
    const type = "text/csv";
    const { url } = await must("POST", "/v1/uploads", {
      ...{ dataset, name: file.name, size: Body.length, type },
      period: file.period,
    });
    const headers = { "content-type": type };
    const put = await fetch(url, { method: "PUT", body: Body, headers });
    if (!put.ok) throw new Error(`PUT answered ${put.status}`);
  } else
    await new S3Client({}).send(
      new PutObjectCommand({ Bucket: "mainstay", Key, Body }),
    );
  const mine = async () => {
    const found = (await list()).find((one) => one.key === Key);
    const counted =
      found && (found.id !== before?.id || found.drops > before.drops);
    return counted && found;
  };
  await until(`an upload of ${Key}`, 25, mine);
  const upload = await until(`${Key} at rest`, 45, async () => {
    const found = await mine();
    return found && resting(found) && found;
  });
  return { upload, isNew: upload.id !== before?.id };
}

/** Whether a file was read as its preview had said. */
function otherwise(preview: any, upload: any): string[] {
  if (preview.code)
    return upload.error?.code === preview.code
      ? []
      : [`preview ${preview.code}: ${JSON.stringify(upload.error)}`];
  const said = ({ code, column, count }: any) =>
    JSON.stringify([code, column ?? "", count ?? 0]);
  const facts = ({ accepted, rejected, periods, warnings }: any) =>
    JSON.stringify({
      ...{ accepted, rejected },
      ...(upload.state === "done" && { periods }),
      ...(upload.state === "done" && { warnings: warnings.map(said).sort() }),
    });
  const [told, read] = [facts(preview), facts(upload)];
  return told === read ? [] : [`previewed ${told}, read ${read}`];
}

async function customers(dataset: string, period?: string) {
  const query = new URLSearchParams({ dataset, limit: "1000" });
  if (period) query.set("period", period);
  const answer = await call("GET", `/v1/customers?${query}`);
  return answer.status === 200 ? answer.body.items : [];
}

async function rejects({ rejectsUrl }: any) {
  if (!rejectsUrl) return [];
  const bytes = new Uint8Array(await (await fetch(rejectsUrl)).arrayBuffer());
  const scan = Csv.scan(bytes, Dialect.detect(bytes));
  const row = (n: number) => Csv.verbatim(scan, Dialect.detect(bytes), n);
  const names = row(0);
  return Array.from({ length: scan.rows - 1 }, (_, n) =>
    Object.fromEntries(names.map((name, k) => [name, row(n + 1)[k] ?? ""])),
  );
}

// Cases of one dataset stand in each other's way, so each finds the product empty of it.
async function clear(dataset: string) {
  const { jobId } = await must("DELETE", `/v1/datasets/${dataset}`);
  await job(jobId);
}

async function run(known: Case.Info): Promise<string[]> {
  const { dataset, definition, files, then = [], expect } = known;
  if (definition) await must("PUT", `/v1/datasets/${dataset}`, definition);
  const ids: (string | null)[] = [];
  const differing: string[] = [];
  let preview: any;
  for (const file of files) {
    const bytes = new Uint8Array(Case.bytes(known, file));
    const query = new URLSearchParams({
      ...{ dataset, name: file.name, size: String(bytes.length) },
      ...(file.period && { period: file.period }),
    });
    preview = (await call("POST", `/v1/preview?${query}`, bytes)).body;
    if (file.previewOnly) ids.push(null);
    else {
      const { upload, isNew } = await drop(known, file);
      if (isNew) differing.push(...otherwise(preview, upload));
      ids.push(upload.id);
    }
  }
  for (const { confirm, deleteUpload } of then) {
    const { jobId } =
      confirm === undefined
        ? await must("DELETE", `/v1/uploads/${ids[deleteUpload!]}`)
        : await must(
            "POST",
            `/v1/periods/${confirm}/confirm?dataset=${dataset}`,
          );
    if (jobId) await job(jobId);
  }
  let train: any;
  if (expect.train) {
    const { jobId } = await must("POST", `/v1/models/${dataset}/train`, {});
    const { version } = await job(jobId);
    train = await must("GET", `/v1/models/${dataset}/${version}`);
  }
  const named = `dataset=${dataset}`;
  const look = async () => {
    const found = async (path: string) => {
      const { status, body } = await call("GET", path);
      return status === 200 ? body : null;
    };
    const { items } = await must("GET", `/v1/uploads?${named}&limit=1000`);
    return Case.problems(expect, {
      ...{ preview, train, count: items.length },
      uploads: await Promise.all(
        ids.map((id) => id && found(`/v1/uploads/${id}`)),
      ),
      newest: () => found(`/v1/metrics?${named}`),
      metrics: (period) => found(`/v1/metrics?${named}&period=${period}`),
      customers: (period) => customers(dataset, period),
      customer: (id) =>
        found(`/v1/customers/${encodeURIComponent(id)}?${named}`),
      definition: () => found(`/v1/datasets/${dataset}`),
      rejects,
    });
  };
  // Figures have five seconds more once the last upload is at rest.
  const end = Date.now() + 5_000;
  for (;;) {
    const problems = [...differing, ...(await look())];
    if (!problems.length || Date.now() > end) return problems;
    await pause(200);
  }
}

test("each export is read as its case says", async () => {
  const all = Case.all().filter(({ name }) => !only || only.includes(name));
  const failed = new Map<string, string[]>();
  const queue = [...new Set(all.map(({ dataset }) => dataset))].map((dataset) =>
    all.filter((one) => one.dataset === dataset),
  );
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let some = queue.shift(); some; some = queue.shift())
        for (const [k, one] of some.entries()) {
          const problems = await (k ? clear(one.dataset) : Promise.resolve())
            .then(() => run(one))
            .catch((error) => [String(error)]);
          if (problems.length) failed.set(one.name, problems);
        }
    }),
  );
  if (status)
    await writeFile(
      status,
      [
        `${all.length - failed.size} of ${all.length} pass`,
        ...[...failed.keys()]
          .sort()
          .map((name) => `${name}\n  ${failed.get(name)!.join("\n  ")}`),
      ].join("\n") + "\n",
    );
  expect(Object.fromEntries(failed)).toEqual({});
}, 600_000);
