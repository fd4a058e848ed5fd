// A key that reaches some datasets alone learns nothing of the others and changes nothing in them, by no call there is.
import { afterAll, beforeAll, expect, test } from "vitest";
import { ApiKey } from "@mainstay/core/aws/api-key";
import { Bucket } from "@mainstay/core/aws/bucket";
import { Job } from "@mainstay/core/aws/job";
import { Problem } from "@mainstay/core/aws/problem";
import { app } from "@mainstay/functions/api/index";
import { calling, cookie, settled, start, type Cloud } from "../cloud";

let cloud: Cloud;
let narrow: ReturnType<typeof calling>;
let key: string;
const ids: Record<string, string> = {};
const mark = "Quillfeather";

beforeAll(async () => {
  cloud = await start();
  const made = await cloud.call("POST", "/v1/keys", {
    ...{ name: "claims desk", scopes: [...ApiKey.everything] },
    datasets: ["claims"],
  });
  key = made.body.key;
  narrow = calling(key);
  const rows = `id,month,plan\n${mark},2026-10,pro\n`;
  for (const dataset of ["claims", "customers"]) {
    await Bucket.put(Bucket.keys.inbox(dataset, "a.csv"), rows);
    const [{ id }] = await settled(cloud, dataset, 1);
    ids[dataset] = id;
    const at = new Date("2026-11-01T00:00:00Z");
    const job = await Job.create("train", dataset, at, { dataset });
    await Job.died(job.id);
    ids[`job ${dataset}`] = job.id;
    const subject = { kind: "message", dataset, subject: mark } as const;
    const said = { code: "message.dead", message: "dead" };
    const again = { look: dataset };
    await Problem.put({ ...subject, ...said, at: at.toISOString(), again });
    ids[`problem ${dataset}`] = Problem.idOf(subject);
  }
}, 120_000);
afterAll(() => cloud.stop());

/** Every call there is, about a dataset of others wherever a call can be about one. */
async function calls() {
  const { paths } = (await narrow("GET", "/openapi.json")).body;
  return Object.entries<any>(paths).flatMap(([path, methods]) =>
    Object.entries<any>(methods).map(([method, operation]) => {
      const id = path.startsWith("/v1/uploads")
        ? ids.customers
        : path.startsWith("/v1/jobs")
          ? ids["job customers"]
          : path.startsWith("/v1/problems")
            ? ids["problem customers"]
            : mark;
      const filled = path
        .replace("{dataset}", "customers")
        .replace("{id}", id)
        .replace("{noun}", "metrics")
        .replace("{month}", "2026-10")
        .replace("{period}", "2026-10")
        .replace("{version}", "v");
      const asks = (operation.parameters ?? [])
        .filter((one: any) => one.in === "query" && one.required)
        .map((one: any) => [one.name, foreign[one.name] ?? "x"]);
      const query = new URLSearchParams(asks).toString();
      return {
        name: operation.operationId as string,
        method: method.toUpperCase(),
        path: query ? `${filled}?${query}` : filled,
        body: operation.requestBody?.content?.["application/json"]?.example,
      };
    }),
  );
}
const foreign: Record<string, string> = {
  ...{ dataset: "customers", name: "a.csv", q: "x", series: "revenue" },
  ...{ at: "2026-10-01T00:00:00Z", product: "p" },
};

// Of these a key sees what it reaches.
const narrowed = [
  "listDatasets",
  "listUploads",
  "listModels",
  "listJobs",
  "listProblems",
  "query",
];

test("no call reaches a dataset that the key does not name, or says anything of it", async () => {
  const wrong: unknown[] = [];
  for (const { name, method, path, body } of await calls()) {
    if (narrowed.includes(name)) continue;
    const answer = await narrow(method, path, body);
    if (answer.status !== 403 || answer.body.code !== "key.dataset")
      wrong.push([name, path, answer.status, answer.body]);
  }
  expect(wrong).toEqual([]);
});

test("lists show what the key reaches, and statements find its tables alone", async () => {
  for (const [path, own] of [
    ["/v1/datasets", ({ name }: any) => name],
    ["/v1/uploads", ({ dataset }: any) => dataset],
    ["/v1/jobs", ({ dataset }: any) => dataset],
    ["/v1/problems", ({ dataset }: any) => dataset],
  ] as const) {
    const { items } = (await narrow("GET", path)).body;
    expect([path, ...new Set(items.map(own))]).toEqual([path, "claims"]);
  }
  expect((await narrow("GET", "/v1/models")).body.items).toEqual([]);
  const of = await narrow("GET", "/v1/uploads?dataset=customers");
  expect([of.status, of.body.code]).toEqual([403, "key.dataset"]);
  const ask = (sql: string) => narrow("POST", "/v1/query", { sql });
  expect((await ask("select id from claims")).body.rows).toEqual([[mark]]);
  expect((await ask("select id from customers")).status).toBe(400);
  const { rows } = (await ask("select distinct dataset from periods")).body;
  expect(rows.flat().filter((name: string) => name !== "claims")).toEqual([]);
});

test("calls about what the key reaches answer as they do for any key", async () => {
  for (const path of [
    `/v1/datasets/claims`,
    `/v1/uploads/${ids.claims}`,
    `/v1/jobs/${ids["job claims"]}`,
    `/v1/customers?dataset=claims`,
    `/v1/customers/${mark}?dataset=claims`,
  ]) {
    const [mine, any] = [
      await narrow("GET", path),
      await cloud.call("GET", path),
    ];
    expect([path, mine.status, mine.body]).toEqual([path, 200, any.body]);
  }
});

test("such a key opens no session and no page, and makes no keys", async () => {
  await expect(cookie(key)).rejects.toMatchObject({ code: "key.pages" });
  const headers = { authorization: `Bearer ${key}` };
  const page = await app.request("/customers", { headers });
  expect(page.status).toBe(403);
  expect(await page.text()).not.toContain(mark);
  const wanted = { name: "wider", scopes: ["read"] };
  const made = await narrow("POST", "/v1/keys", wanted);
  expect([made.status, made.body.code]).toEqual([403, "key.dataset"]);
});
