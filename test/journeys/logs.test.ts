// What a machine writes to its own log while customers' data of every kind passes through it, well and badly formed.
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { freePort } from "../free-ports";

// In every value that is about somebody.
const mark = "Quillfeather";

test("no line of the log holds a customer's value", async () => {
  const data = await mkdtemp(join(tmpdir(), "logs-"));
  const port = await freePort();
  const child = spawn(process.execPath, [
    ...["--import", import.meta.resolve("tsx")],
    ...["packages/local/src/main.ts", "--empty", "--verbose"],
    ...["--port", String(port), "--data", data],
  ]);
  let log = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => (log += chunk));
  await vi.waitFor(() => expect(log).toContain("is ready"), 60_000);
  const url = `http://127.0.0.1:${port}`;
  const key = (await readFile(join(data, "api-key"), "utf8")).trim();
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${key}` },
      body:
        body === undefined || typeof body === "string"
          ? body
          : JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.text() };
  };
  const drop = async (dataset: string, name: string, text: string) => {
    const file = { dataset, name, size: Buffer.byteLength(text), type: "a/b" };
    const { body } = await call("POST", "/v1/uploads", file);
    const { url: address } = JSON.parse(body);
    const headers = { "content-type": "a/b" };
    await fetch(address, { method: "PUT", body: text, headers });
  };

  await call("PUT", "/v1/datasets/customers", {
    id: "id",
    time: "month",
    columns: { mrr: "number" },
  });
  const row = (k: number) =>
    `${mark}-${k},${mark} ${k},2026-10,${k % 3 ? k : mark},${k % 2}`;
  const rows = Array.from({ length: 40 }, (_, k) => row(k)).join("\n");
  await drop(
    "customers",
    "2026-10.csv",
    `id,name,month,mrr,left\n${rows}\n"${mark}`,
  );
  await drop(
    "customers",
    "broken.csv",
    `${mark}\u0000\n${mark}"${mark}\n${"x".repeat(2000)}${mark},1`,
  );
  await drop(
    "events",
    "e.csv",
    `UserID,ProductID,Action,Time\n${mark},p,buy,${mark}\n`,
  );
  await drop(
    "feedback",
    "f.csv",
    `customer_id,time,channel,rating,scale,text\n${mark},${mark},a,${mark},9,${mark}\n`,
  );
  await drop(
    "knowledge",
    "k.csv",
    `id,title,text,lang\n${mark},${mark},${mark},${mark}\n`,
  );

  // Damaged on purpose, so that errors arise which nobody foresaw.
  const s3 = new S3Client({
    endpoint: `http://127.0.0.1:${port + 1}`,
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  for (const Key of [
    "models/customers/current.json",
    "settings/customers/alerts.json",
  ])
    await s3.send(
      new PutObjectCommand({ Bucket: "mainstay", Key, Body: `${mark} said` }),
    );

  for (const [method, path, body] of [
    ["GET", `/v1/customers/${mark}`],
    ["GET", `/v1/customers/${mark}%2F%00?period=${mark}`],
    ["GET", `/v1/customers?cursor=${mark}&where=${mark}`],
    ["GET", `/customers/${mark}`],
    ["GET", `/${mark}`],
    ["POST", "/v1/score/customers", { rows: [{ id: mark, mrr: mark }] }],
    ["POST", "/v1/score/customers", `{"rows":[{"id":"${mark}`],
    ["POST", "/v1/feedback", { customerId: mark, text: mark, time: mark }],
    ["POST", "/v1/feedback", { customerId: mark.repeat(200), text: mark }],
    ["POST", "/v1/events", { events: [{ userId: mark, action: mark }] }],
    ["POST", "/v1/ask", { question: `Who is ${mark}?`, customerId: mark }],
    ["POST", `/v1/actions/${mark}`, { state: mark, note: mark }],
    ["PUT", "/v1/datasets/customers", { id: mark, roles: { name: mark } }],
    ["PUT", "/v1/settings/customers/alerts", { webhook: `https://${mark}/` }],
    ["POST", "/v1/models/customers/train", {}],
    ["POST", "/v1/reports/2026-10", {}],
    ["GET", `/v1/jobs/${mark}`],
  ] as const)
    await call(method, path, body);

  await vi.waitFor(async () => {
    const { items } = JSON.parse((await call("GET", "/v1/uploads")).body);
    const busy = items.filter((item: any) => !/done|failed/.test(item.state));
    expect([items.length > 4, busy]).toEqual([true, []]);
  }, 60_000);
  await vi.waitFor(() => expect(log).toContain("SyntaxError"), 20_000);
  child.kill("SIGTERM");
  await new Promise((done) => child.once("exit", done));
  await rm(data, { recursive: true });
  const said = log.split("\n").filter((line) => line.includes(mark));
  expect(said).toEqual([]);
  expect(log).toMatch(/SyntaxError/);
}, 120_000);
