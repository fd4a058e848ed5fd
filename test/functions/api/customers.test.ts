import { afterAll, beforeAll, expect, test } from "vitest";
import { Bucket } from "@mainstay/core/aws/bucket";
import { csv, definition, months, rows } from "../company";
import { settled, start, until, type Cloud } from "../cloud";

let cloud: Cloud;
// The newest month has fewer customers: the others' newest snapshot is older.
const tables = new Map([
  ["2026-09", csv("2026-09", 50)],
  ["2026-10", csv("2026-10", 40)],
]);

beforeAll(async () => {
  cloud = await start();
  await cloud.call("PUT", "/v1/datasets/customers", definition);
  for (const [month, text] of tables)
    await Bucket.put(Bucket.keys.inbox("customers", `${month}.csv`), text);
  await settled(cloud, "customers", tables.size);
});
afterAll(() => cloud.stop());

const list = async (query = "") =>
  (await cloud.call("GET", `/v1/customers?${query}`)).body;
const ids = (items: any[]) => items.map(({ id }) => id);

test("each customer comes once, with its newest snapshot", async () => {
  const { items } = await list("sort=id&limit=1000");
  const newest = new Map<string, Record<string, string>>(
    [...tables].flatMap(([month, text]) =>
      rows(text).map((row) => [row.customer_id, { ...row, month }] as const),
    ),
  );
  expect(
    items.map(({ health, status, segment, lifetime, ...row }: any) => row),
  ).toEqual(
    [...newest.values()].map((row) => ({
      id: row.customer_id,
      period: row.month,
      probability: null,
      band: null,
      revenue: Number(row.mrr),
      name: row.company || null,
    })),
  );
});

test("a period shows its own snapshots alone", async () => {
  const { items } = await list("period=2026-09&sort=id&limit=1000");
  expect(ids(items)).toEqual(
    rows(tables.get("2026-09")!).map((row) => row.customer_id),
  );
});

test.each(["id", "name", "revenue", "period", "probability"])(
  "%s and its reverse order the same customers, what is missing last either way",
  async (sort) => {
    const key = sort === "probability" ? "probability" : sort;
    const both = [];
    for (const order of [sort, `-${sort}`]) {
      const { items } = await list(`sort=${order}&limit=1000`);
      expect(items).toHaveLength(50);
      const known = items.map((c: any) => c[key] !== null);
      expect(known).toEqual(
        known.toSorted((a: boolean, b: boolean) => +b - +a),
      );
      both.push(
        items.filter((c: any) => c[key] !== null).map((c: any) => c[key]),
      );
    }
    expect(both[0]).toEqual(both[1].toReversed());
  },
);

test("pages of any size join to the whole list in every order", async () => {
  for (const sort of ["id", "-name", "period", "-revenue", "probability"]) {
    const whole = ids((await list(`sort=${sort}&limit=1000`)).items);
    for (const limit of [1, 7, 49, 50]) {
      const seen: string[] = [];
      let cursor: string | null = "";
      while (cursor !== null) {
        const page = await list(
          `sort=${sort}&limit=${limit}${cursor && `&cursor=${cursor}`}`,
        );
        seen.push(...ids(page.items));
        cursor = page.cursor;
      }
      expect(seen).toEqual(whole);
    }
  }
});

test("a cursor of one order is refused by another", async () => {
  const { cursor } = await list("sort=id&limit=1");
  const { status, body } = await cloud.call(
    "GET",
    `/v1/customers?sort=name&cursor=${cursor}`,
  );
  expect([status, body.code]).toEqual([400, "request.cursor"]);
});

test("a customer's history is every period, oldest first", async () => {
  const { body } = await cloud.call("GET", "/v1/customers/c0001/history");
  expect(body.items.map((s: any) => s.period)).toEqual(["2026-09", "2026-10"]);
  for (const { cells, period } of body.items) {
    const { month, ...row } = rows(tables.get(period)!)[1];
    const filled = Object.entries(row).filter(([, cell]) => cell !== "");
    expect(cells).toEqual({ month, ...Object.fromEntries(filled) });
  }
});

test("a customer without a model has its newest cells and no score", async () => {
  const { body } = await cloud.call("GET", "/v1/customers/c0045");
  expect(body).toMatchObject({
    id: "c0045",
    period: "2026-09",
    score: null,
    reasons: [],
    changes: [],
    since: null,
    actions: [],
  });
});

test("health in the list is the weighted mean of its parts on the customer's own page, and its status follows", async () => {
  const { items } = await list("sort=health&limit=20");
  for (const item of items.filter(({ health }: any) => health !== null)) {
    const { body } = await cloud.call("GET", `/v1/customers/${item.id}`);
    const parts = body.health.components.filter((p: any) => p.points !== null);
    const weight = parts.reduce((sum: number, p: any) => sum + p.weight, 0);
    const mean = parts.reduce(
      (sum: number, p: any) => sum + (p.weight * p.points) / weight,
      0,
    );
    // Health is kept to a tenth, points to a hundredth.
    expect(Math.abs(item.health - mean)).toBeLessThan(0.0551);
    expect(body.health.score).toBe(item.health);
    const status = mean < 50 ? "red" : mean < 75 ? "amber" : "green";
    if (Math.abs(mean - 50) > 0.1 && Math.abs(mean - 75) > 0.1)
      expect(item.status).toBe(status);
  }
});

test("lists filtered by segment and by status part the customers", async () => {
  const all = ids((await list("limit=1000")).items);
  const { body } = await cloud.call("GET", "/v1/segments");
  const { sizes } = body.schemes[body.primary];
  const parted = [];
  for (const { segment } of sizes)
    parted.push(...ids((await list(`segment=${segment}&limit=1000`)).items));
  expect(parted.sort()).toEqual(all.sort());
});

test("an unknown customer, period or dataset answers 404 with its own code", async () => {
  for (const [path, code] of [
    ["/v1/customers/nobody", "customer.unknown"],
    ["/v1/customers/nobody/history", "customer.unknown"],
    ["/v1/customers?period=2020-01", "period.unknown"],
    ["/v1/customers?dataset=nothing", "dataset.unknown"],
  ]) {
    const { status, body } = await cloud.call("GET", path);
    expect([path, status, body.code]).toEqual([path, 404, code]);
  }
});

test("an id of any letters is found by its escaped path", async () => {
  const id = "a/b c?é";
  await Bucket.put(
    Bucket.keys.inbox("odd", "2026-10.csv"),
    `id,n\n"${id}",1\nother,2\n`,
  );
  await cloud.call("PUT", "/v1/datasets/odd", { id: "id" });
  await settled(cloud, "odd", 1);
  const path = `/v1/customers/${encodeURIComponent(id)}?dataset=odd`;
  const found = await until(async () => {
    const { status, body } = await cloud.call("GET", path);
    return status === 200 && body;
  });
  expect(found.id).toBe(id);
});

test("metrics are those of the month's answers, with their definitions", async () => {
  const { body } = await cloud.call("GET", "/v1/metrics");
  const answers = rows(tables.get("2026-10")!);
  const mean = (cells: string[]) =>
    cells.map(Number).reduce((a, b) => a + b) / cells.length;
  const csat = answers.map((r) => r.csat).filter((cell) => cell !== "");
  expect(body).toMatchObject({ dataset: "customers", period: "2026-10" });
  expect(body.satisfaction.n).toBe(csat.length);
  expect(body.satisfaction.value).toBeCloseTo(mean(csat), 12);
  expect(body.loyalty.value).toBeCloseTo(
    mean(answers.map((r) => r.loyalty)),
    12,
  );
  const successes = answers.filter((r) => r.succeeded === "yes").length;
  expect(body.successRate).toMatchObject({ value: successes / 40, n: 40 });
  expect(body.definitions.successRate.formula).toBe(
    "R = successes / customers",
  );
});

test("metrics of an unknown period name the known ones", async () => {
  const { status, body } = await cloud.call(
    "GET",
    "/v1/metrics?period=1999-01",
  );
  expect([status, body.code]).toEqual([404, "period.unknown"]);
  expect(body.message).toContain("2026-09, 2026-10");
});

test("a metric nobody was asked for says why it is missing", async () => {
  const { body } = await cloud.call("GET", "/v1/metrics?dataset=odd");
  expect(body.satisfaction).toEqual({ value: null, why: expect.any(String) });
});

test("a report compares with the month before and is the same when made again", async () => {
  await cloud.call("POST", "/v1/reports/2026-09");
  const first = await cloud.call("POST", "/v1/reports/2026-10");
  expect(first.status).toBe(200);
  expect(first.body).toMatchObject({
    month: "2026-10",
    since: "2026-09",
    counts: { customers: 40, scored: 0, joined: 0, left: 10 },
    model: null,
    risk: null,
    atRisk: [],
  });
  const again = await cloud.call("POST", "/v1/reports/2026-10");
  expect(again.body).toEqual(first.body);
  const { items } = (await cloud.call("GET", "/v1/reports")).body;
  expect(items).toEqual([{ month: "2026-10" }, { month: "2026-09" }]);
});

test("reports of another dataset stay apart", async () => {
  await cloud.call("POST", "/v1/reports/2026-10?dataset=odd");
  const { body } = await cloud.call("GET", "/v1/reports/2026-10?dataset=odd");
  expect(body.dataset).toBe("odd");
  const { items } = (await cloud.call("GET", "/v1/reports?dataset=odd")).body;
  expect(items).toEqual([{ month: "2026-10" }]);
  const own = (await cloud.call("GET", "/v1/reports/2026-10")).body;
  expect(own.dataset).toBe("customers");
});

test("a report of a month without rows, or never made, answers 404", async () => {
  const none = await cloud.call("POST", "/v1/reports/2020-01");
  expect([none.status, none.body.code]).toEqual([404, "period.unknown"]);
  const unmade = await cloud.call("GET", "/v1/reports/2020-01");
  expect([unmade.status, unmade.body.code]).toEqual([404, "report.unknown"]);
  const wrong = await cloud.call("GET", "/v1/reports/2026-13");
  expect([wrong.status, wrong.body.code]).toEqual([400, "request.invalid"]);
});

test("training is submitted with its dataset, job and seed", async () => {
  const { status, body } = await cloud.call(
    "POST",
    "/v1/models/customers/train",
    { seed: 7 },
  );
  expect(status).toBe(202);
  const job = cloud.submitted.at(-1);
  expect(job).toMatchObject({
    jobQueue: "training",
    jobDefinition: "training",
  });
  expect(job.containerOverrides.environment).toEqual([
    { name: "DATASET", value: "customers" },
    { name: "JOB_ID", value: body.jobId },
    { name: "SEED", value: "7" },
  ]);
  const { body: shown } = await cloud.call("GET", `/v1/jobs/${body.jobId}`);
  expect(shown).toMatchObject({ state: "queued", progress: 0 });
});

test("training without a body takes seed 42", async () => {
  expect((await cloud.call("POST", "/v1/models/customers/train")).status).toBe(
    202,
  );
  const { environment } = cloud.submitted.at(-1).containerOverrides;
  expect(environment.at(-1)).toEqual({ name: "SEED", value: "42" });
});

test("training without a label names what could be one", async () => {
  await Bucket.put(
    Bucket.keys.inbox("unlabelled", `${months[2]}.csv`),
    "id,n,quit\na,1,1\nb,2,0\nc,3,1\n",
  );
  await settled(cloud, "unlabelled", 1);
  const { status, body } = await cloud.call(
    "POST",
    "/v1/models/unlabelled/train",
  );
  expect([status, body.code]).toEqual([409, "dataset.label.missing"]);
  expect(body.message).toContain("quit");
});

test("an unknown job answers 404", async () => {
  const { status, body } = await cloud.call("GET", "/v1/jobs/none");
  expect([status, body.code]).toEqual([404, "job.unknown"]);
});

const query = (asked: Record<string, string>) =>
  new URLSearchParams({
    period: "2026-10",
    sort: "id",
    limit: "1000",
    ...asked,
  });

test("conditions on the file's own columns, their sums and the count are those of the file", async () => {
  const { items, total, sums } = await list(
    `${query({ where: "mrr >= 105 and plan in (team, enterprise) and tickets < 4", columns: "tickets,signup" })}`,
  );
  const expected = rows(tables.get("2026-10")!).filter(
    ({ mrr, plan, tickets }) =>
      Number(mrr) >= 105 && plan !== "basic" && Number(tickets) < 4,
  );
  expect(total).toBe(expected.length);
  expect(
    items.map(({ id, tickets, signup }: any) => [id, tickets, signup]),
  ).toEqual(
    expected.map((row) => [row.customer_id, Number(row.tickets), row.signup]),
  );
  const sum = (name: string) =>
    expected.reduce((total, row) => total + Number(row[name]), 0);
  expect(sums).toEqual({ tickets: sum("tickets"), revenue: sum("mrr") });
});

test("a CSV has every matching row whatever the limit", async () => {
  const { body } = await cloud.call(
    "GET",
    `/v1/customers?${query({ columns: "company,mrr", format: "csv", limit: "1" })}`,
  );
  const [head, ...lines] = String(body).trimEnd().split("\r\n");
  expect(head).toBe("id,company,mrr");
  expect(lines).toEqual(
    rows(tables.get("2026-10")!).map(
      ({ customer_id, company, mrr }) =>
        `${customer_id},${company ? `"${company}"` : ""},${Number(mrr)}`,
    ),
  );
});

test("rows that came a moment ago are in the list", async () => {
  await Bucket.put(
    Bucket.keys.inbox("customers", "late.csv"),
    csv("2026-08", 60),
  );
  await settled(cloud, "customers", tables.size + 1);
  const { total } = await list("period=2026-08");
  expect(total).toBe(60);
});
