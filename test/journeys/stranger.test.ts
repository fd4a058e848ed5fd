// What a stranger does: put a definition, drop a CSV with any S3 client, train, look at scores, ask for scores.
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { HeaderRow } from "@mainstay/core/tabular/header-row";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { Csv } from "@mainstay/core/tabular/csv";
import { Dialect } from "@mainstay/core/tabular/dialect";
import { startMachine, type Machine } from "@mainstay/local/runtime/machine";
import { Environment } from "@mainstay/local/runtime/environment";
import { table } from "../training/example-table";

let data: string;
let machine: Machine;
let key: string;
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "journey-"));
  machine = await startMachine({ data });
  Environment.enter(machine.environment);
  const { ApiKey } = await import("@mainstay/core/aws/api-key");
  key = ApiKey.random();
  await ApiKey.put({ key, name: "test", scopes: ApiKey.everything });
});
afterAll(async () => {
  await machine.stop();
  await rm(data, { recursive: true, force: true });
});

async function call<T = any>(
  method: string,
  path: string,
  body?: unknown,
): Promise<T> {
  const answer = await fetch(machine.url + path, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      "content-type": "application/json",
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  expect(answer.status, `${method} ${path}`).toBeLessThan(300);
  return answer.json() as T;
}

const until = <T>(look: () => Promise<T>) =>
  vi.waitUntil(look, { timeout: 150_000, interval: 200 });

const newest = async (dataset: string) =>
  (await call("GET", `/v1/uploads?dataset=${dataset}`)).items[0];
const drop = (dataset: string, name: string, Body: Uint8Array) =>
  new S3Client({}).send(
    new PutObjectCommand({
      Bucket: "mainstay",
      Key: `inbox/${dataset}/${name}`,
      Body,
    }),
  );

function objects(csv: Uint8Array) {
  const scan = Csv.scan(csv, Dialect.detect(csv.subarray(0, 1 << 16)));
  const { names } = HeaderRow.read(scan, { header: true });
  return Array.from({ length: scan.rows - 1 }, (_, row) =>
    Object.fromEntries(
      names.map((name, k) => [name, Csv.text(scan, scan.first[row + 1] + k)]),
    ),
  );
}

async function journey(
  dataset: string,
  file: string,
  csv: Uint8Array,
  definition: {
    id?: string;
    ignore?: string[];
    label: { column: string; positive: string };
  },
  auc: number,
) {
  await call("PUT", `/v1/datasets/${dataset}`, definition);
  await drop(dataset, file, csv);
  const rows = objects(csv);
  const done = await until(async () => {
    const upload = await newest(dataset);
    if (upload?.state === "failed")
      throw new Error(JSON.stringify(upload.error));
    return upload?.state === "done" && upload;
  });
  expect(done).toMatchObject({
    rows: rows.length,
    accepted: rows.length,
    rejected: 0,
    scored: 0,
    drops: 1,
    rejectsUrl: null,
    predictionsUrl: null,
  });

  const { jobId } = await call("POST", `/v1/models/${dataset}/train`, {});
  const job = await until(async () => {
    const found = await call("GET", `/v1/jobs/${jobId}`);
    return ["done", "failed"].includes(found.state) && found;
  });
  expect(job).toMatchObject({ state: "done", progress: 1 });
  const card = await call("GET", `/v1/models/${dataset}/${job.version}`);
  expect(card.metrics.test.auc.value).toBeGreaterThanOrEqual(auc);

  const scored = await until(async () => {
    const upload = await newest(dataset);
    return upload.scored === rows.length && upload;
  });
  const file2 = await (await fetch(scored.predictionsUrl)).text();
  const [head, ...lines] = file2.trim().split("\n");
  expect(head).toBe(
    "id,period,probability,band,reason1,reason2,reason3,modelVersion",
  );
  expect(lines).toHaveLength(rows.length);
  // Scores never come without their reasons, however many parts a file has.
  expect(lines.filter((line) => !/ = .* \([+-]\d/.test(line))).toEqual([]);
  const asked: { probability: number }[] = [];
  for (let from = 0; from < rows.length; from += 1000) {
    const { predictions } = await call("POST", `/v1/score/${dataset}`, {
      rows: rows.slice(from, from + 1000),
    });
    asked.push(...predictions);
  }
  lines.forEach((line, row) => {
    const probability = Number(/,\d{4}-\d\d,([^,]+),/.exec(line)![1]);
    expect(Math.abs(asked[row].probability - probability)).toBeLessThanOrEqual(
      1e-6,
    );
  });
  const explained = (
    await call("POST", `/v1/score/${dataset}`, {
      rows: rows.slice(0, 200),
      explain: true,
    })
  ).predictions;
  for (const { base, logit, reasons } of explained) {
    const sum = reasons.reduce(
      (total: number, r: { contribution: number }) => total + r.contribution,
      base,
    );
    expect(Math.abs(sum - logit)).toBeLessThanOrEqual(1e-4);
  }

  await drop(dataset, file, csv);
  const again = await until(async () => {
    const upload = await newest(dataset);
    return upload.drops === 2 && upload;
  });
  expect({ ...again, rejectsUrl: null, predictionsUrl: null }).toEqual({
    ...scored,
    drops: 2,
    rejectsUrl: null,
    predictionsUrl: null,
  });
  expect(
    (await call("GET", `/v1/uploads?dataset=${dataset}`)).items,
  ).toHaveLength(1);
}

test("a made-up table goes from drop to equal scores by file and by call", async () => {
  const csv = Buffer.from(table({ rows: 1500, seed: 1 }));
  await journey(
    "made",
    "rows.csv",
    csv,
    { id: "id", label: { column: "left", positive: "yes" } },
    0.78,
  );
});

const real = process.env.REAL_DATA;
test.skipIf(!real).each([
  [
    "churn/telco_ibm.csv",
    { id: "customerID", label: { column: "Churn", positive: "Yes" } },
    0.82,
  ],
  [
    "churn/Churn_Modelling.csv",
    {
      id: "CustomerId",
      ignore: ["RowNumber", "Surname"],
      label: { column: "Exited", positive: "1" },
    },
    0.8,
  ],
  [
    "industrial/ai4i2020.csv",
    {
      id: "UDI",
      ignore: ["Product ID", "TWF", "HDF", "PWF", "OSF", "RNF"],
      label: { column: "Machine_failure", positive: "1" },
    },
    0.85,
  ],
  // Every third row is enough to be cut into parts.
  ["bank/bank-full.csv", { label: { column: "y", positive: "yes" } }, 0.88, 3],
] as const)(
  "%s goes the same way (needs REAL_DATA)",
  async (path, definition, auc, every: number = 1) => {
    const name = path.split("/")[1].replace(".csv", "").toLowerCase();
    const [head, ...lines] = (await readFile(join(real!, path), "utf8"))
      .trimEnd()
      .split("\n");
    const some = lines.filter((_, row) => row % every === 0);
    await journey(
      name,
      `${name}.csv`,
      Buffer.from([head, ...some, ""].join("\n")),
      definition as never,
      auc,
    );
  },
  400_000,
);
