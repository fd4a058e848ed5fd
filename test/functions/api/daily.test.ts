// A day of a customer-success team through the API, on servers of this very process.
import { createServer, type Server } from "node:http";
import { HeaderRow } from "@mainstay/core/tabular/header-row";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Bucket } from "@mainstay/core/aws/bucket";
import { Csv } from "@mainstay/core/tabular/csv";
import { Dialect } from "@mainstay/core/tabular/dialect";
import { Feedback } from "@mainstay/core/feedback/feedback";
import { ApiKey } from "@mainstay/core/aws/api-key";
import { Series } from "@mainstay/core/periods/series";
import { RecentEvents } from "@mainstay/core/offers/recent-events";
import { Line } from "@mainstay/core/work/line";
import { calling, settled, start, until, type Cloud } from "../cloud";
import { article, csv, definition, events, feedback } from "../firm";
import { knowledge, months, rows, type Row } from "../firm";

let cloud: Cloud;
let hook: Server;
const told: string[] = [];
const read = ApiKey.random();
const [newest, before] = [months[3], months[2]];
const drop = (dataset: string, name: string, text: string) =>
  Bucket.put(Bucket.keys.inbox(dataset, name), text);
const get = async (path: string) => {
  const { status, body } = await cloud.call("GET", path);
  expect([path, status]).toEqual([path, 200]);
  return body;
};
// All that a change of settings or rows asked for is done.
const quiet = () =>
  until(async () => !(await Line.waiting("customers")).length);

beforeAll(async () => {
  cloud = await start();
  await ApiKey.put({ key: read, name: "reader", scopes: ["read"] });
  hook = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => (text += chunk));
    request.on("end", () => {
      told.push(JSON.parse(text).text);
      response.end();
    });
  }).listen(0, "127.0.0.1");
  await new Promise((done) => hook.once("listening", done));
  const { port } = hook.address() as AddressInfo;
  await cloud.call("PUT", "/v1/datasets/customers", definition);
  await cloud.call("PUT", "/v1/settings/customers/alerts", {
    webhook: `http://127.0.0.1:${port}/hook`,
  });
  await drop("events", "events.csv", events);
  await drop("feedback", "feedback.csv", feedback);
  await drop("knowledge", "articles.csv", knowledge);
  await drop("knowledge", "exporting.md", article);
  for (const [dataset, files] of [
    ["events", 1],
    ["feedback", 1],
    ["knowledge", 2],
  ] as const)
    await settled(cloud, dataset, files);
  for (const month of months.slice(0, 3))
    await drop("customers", `${month}.csv`, csv(month));
  await settled(cloud, "customers", 3);
  await drop("customers", `${newest}.csv`, csv(newest));
  await settled(cloud, "customers", 4);
});
afterAll(async () => {
  await cloud.stop();
  hook.close();
});

// The figures of a month, worked out of the CSVs by hand.
function figures(t: number): {
  values: Record<string, number>;
  moved: Record<string, number> | null;
} {
  const now = rows.get(months[t])!;
  const then = t ? rows.get(months[t - 1])! : null;
  const pays = (list: Row[]) =>
    new Map(
      list.flatMap(({ customer_id, mrr }) =>
        Number(mrr) > 0 ? [[customer_id, Number(mrr)]] : [],
      ),
    );
  const sum = (list: Iterable<number>) => [...list].reduce((a, b) => a + b, 0);
  const answers = now.flatMap(({ nps }) => (nps ? [Number(nps)] : []));
  const promoters = answers.filter((answer) => answer >= 9).length;
  const detractors = answers.filter((answer) => answer <= 6).length;
  const csat = now.flatMap(({ csat }) => (csat ? [Number(csat)] : []));
  const is = pays(now);
  const values: Record<string, number> = {
    mrr: sum(is.values()),
    arpa: sum(is.values()) / is.size,
    nps: (100 * (promoters - detractors)) / answers.length,
    csat: csat.filter((answer) => answer >= 4).length / csat.length,
    csatMean: sum(csat) / csat.length,
    tokens: sum(now.map(({ tokens }) => Number(tokens))),
  };
  if (!then) return { values, moved: null };
  const was = pays(then);
  const ever = new Set(
    months.slice(0, t).flatMap((m) => [...pays(rows.get(m)!).keys()]),
  );
  const start = sum(was.values());
  const stayed = [...was.keys()].filter((id) => is.has(id));
  const grown = stayed.map((id) => is.get(id)! - was.get(id)!);
  const came = [...is.keys()].filter((id) => !was.has(id));
  const moved = {
    start,
    new: sum(came.filter((id) => !ever.has(id)).map((id) => is.get(id)!)),
    reactivation: sum(
      came.filter((id) => ever.has(id)).map((id) => is.get(id)!),
    ),
    expansion: sum(grown.filter((by) => by > 0)),
    contraction: -sum(grown.filter((by) => by < 0)),
    churn: sum(
      [...was].filter(([id]) => !is.has(id)).map(([, amount]) => amount),
    ),
    end: sum(is.values()),
  };
  return {
    values: {
      ...values,
      logoChurn: (was.size - stayed.length) / was.size,
      logoRetention: stayed.length / was.size,
      grr: (start - moved.contraction - moved.churn) / start,
      nrr: sum(stayed.map((id) => is.get(id)!)) / start,
    },
    moved,
  };
}

test.each(months.map((month, t) => [month, t] as const))(
  "metrics of %s are those worked out of the CSV by hand, and move against the month before",
  async (month, t) => {
    const body = await get(`/v1/metrics?period=${month}`);
    const { values, moved } = figures(t);
    for (const [name, value] of Object.entries(values)) {
      expect([name, body[name].value]).toEqual([name, expect.any(Number)]);
      expect(body[name].value, name).toBeCloseTo(value, 6);
      expect(body.definitions[name]).toMatchObject({ version: 1 });
    }
    expect(body.since).toBe(t ? months[t - 1] : null);
    if (!moved) {
      expect(body.tables.movements).toBeNull();
      expect(body.grr).toEqual({ value: null, why: expect.any(String) });
      expect(body.movements.mrr).toBeNull();
      return;
    }
    for (const [kind, money] of Object.entries(moved))
      expect(body.tables.movements[kind], kind).toBeCloseTo(money, 2);
    const { start, contraction, churn, end, ...gains } = body.tables.movements;
    const gained = gains.new + gains.reactivation + gains.expansion;
    expect(start + gained - contraction - churn).toBeCloseTo(end, 2);
    const earlier = figures(t - 1).values;
    for (const name of ["mrr", "nps", "csat", "tokens"])
      expect(body.movements[name].change, name).toBeCloseTo(
        values[name] - earlier[name],
        6,
      );
  },
);

test.each(months.map((month, t) => [month, t] as const))(
  "segments of %s part the base, and who moved, joined and left adds up to their sizes",
  async (month, t) => {
    const body = await get(`/v1/segments?period=${month}`);
    const base = rows.get(month)!.length;
    const earlier = t && (await get(`/v1/segments?period=${months[t - 1]}`));
    expect(body.customers).toBe(base);
    expect(Object.keys(body.schemes)).toEqual(
      expect.arrayContaining(["value", "rfm", "kmeans"]),
    );
    for (const [name, scheme] of Object.entries<any>(body.schemes)) {
      const size = (sizes: any[]) =>
        Object.fromEntries(sizes.map(({ segment, n }) => [segment, n]));
      const now = size(scheme.sizes);
      const sum = (list: number[]) => list.reduce((a, b) => a + b, 0);
      expect(sum(Object.values(now))).toBe(base);
      expect(scheme.movements === null).toBe(!t);
      if (!t) continue;
      const was = size(earlier.schemes[name].sizes);
      const { moved, joined, left } = scheme.movements;
      scheme.movements.now.forEach((segment: string, k: number) =>
        expect(sum(moved.map((row: number[]) => row[k])) + joined[k]).toBe(
          now[segment],
        ),
      );
      scheme.movements.before.forEach((segment: string, k: number) =>
        expect(sum(moved[k]) + left[k]).toBe(was[segment]),
      );
      const ids = (m: string) =>
        new Set(rows.get(m)!.map((row) => row.customer_id));
      const [there, then] = [ids(month), ids(months[t - 1])];
      expect(sum(joined)).toBe([...there].filter((id) => !then.has(id)).length);
      expect(sum(left)).toBe([...then].filter((id) => !there.has(id)).length);
    }
  },
);

test("health, status and segment in the list are those on the customer's own page", async () => {
  const { items } = await get(`/v1/customers?period=${newest}&limit=1000`);
  expect(items).toHaveLength(rows.get(newest)!.length);
  for (const item of items.slice(0, 20)) {
    const one = await get(`/v1/customers/${item.id}`);
    expect(one.health.score).toBe(item.health);
    expect(one.health.status).toBe(item.status);
    expect(one.segment).toBe(item.segment);
    expect(one.segments.value).toBe(item.segment);
  }
});

test("health is made of what there is, feedback and events among it", async () => {
  const { health } = await get("/v1/health");
  const names = health.config.components.map(({ name }: any) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      ...["adoption", "trend", "nps", "sentiment", "recency"],
    ]),
  );
});

test("the back-test counts who left as the CSVs do", async () => {
  const { backtest } = await get("/v1/health");
  let [n, positives] = [0, 0];
  for (const [t, month] of months.slice(0, -1).entries()) {
    const next = new Map(
      rows.get(months[t + 1])!.map((row) => [row.customer_id, row.churned]),
    );
    const { items } = await get(`/v1/customers?period=${month}&limit=1000`);
    const healthy = new Set(
      items.filter((c: any) => c.health !== null).map((c: any) => c.id),
    );
    const asked = rows
      .get(month)!
      .filter((row) => row.churned === "no" && healthy.has(row.customer_id));
    const left = asked.filter(
      ({ customer_id }) => (next.get(customer_id) ?? "yes") === "yes",
    );
    const judged = backtest.months[t];
    expect(judged).toMatchObject({
      period: month,
      n: asked.length,
      positives: left.length,
    });
    n += asked.length;
    positives += left.length;
  }
  expect(backtest.pooled).toMatchObject({ n, positives });
  expect(positives).toBeGreaterThan(5);
  expect(backtest.pooled.base.value).toBeCloseTo(positives / n, 12);
});

test("what is forecast is kept of every month, though several came at once", async () => {
  const series = await Series.read("customers");
  const sums = (name: "mrr" | "tokens") =>
    months.map((month) =>
      rows.get(month)!.reduce((sum, row) => sum + Number(row[name]), 0),
    );
  expect(series).toMatchObject({
    periods: months,
    customers: months.map((month) => rows.get(month)!.length),
    usage: sums("tokens"),
  });
  sums("mrr").forEach((money, t) =>
    expect(series!.revenue[t]).toBeCloseTo(money, 4),
  );
});

test("the same rows dropped again propose nothing twice, within what a team can do", async () => {
  const { items } = await get("/v1/actions?limit=1000");
  expect(items.length).toBeGreaterThan(3);
  expect(items.length).toBeLessThanOrEqual(Math.ceil((25 * 31) / 7));
  expect(new Set(items.map((a: any) => a.playbook + a.customer)).size).toBe(
    items.length,
  );
  const known = new Map(
    rows.get(newest)!.map((row) => [row.customer_id, row.owner]),
  );
  for (const { playbook, customer } of items)
    if (playbook === "champion") expect(known.get(customer)).toBe("");
  await drop("customers", "again.csv", csv(newest));
  await settled(cloud, "customers", 5);
  const again = await get("/v1/actions?limit=1000");
  expect(again.items).toEqual(items);
});

test("an action goes from proposed over accepted to done with its outcome, and no other way", async () => {
  const { items } = await get("/v1/actions?state=proposed&limit=2");
  const [{ id, customer }, other] = items;
  const post = (id: string, body: object) =>
    cloud.call("POST", `/v1/actions/${id}`, body);
  const early = await post(id, { state: "done" });
  expect([early.status, early.body.code]).toEqual([409, "action.transition"]);
  expect((await post(id, { state: "accepted" })).body.state).toBe("accepted");
  const done = await post(id, { state: "done", outcome: true, note: "called" });
  expect(done.body).toMatchObject({ state: "done", outcome: { value: true } });
  expect(done.body.history.map((h: any) => h.state)).toEqual([
    ...["proposed", "accepted", "done"],
  ]);
  expect((await post(other.id, { state: "dismissed" })).status).toBe(200);
  const back = await post(other.id, { state: "accepted" });
  expect([back.status, back.body.code]).toEqual([409, "action.transition"]);
  const unknown = await post(`${newest}-nothing`, { state: "accepted" });
  expect([unknown.status, unknown.body.code]).toEqual([404, "action.unknown"]);
  const own = await get(`/v1/customers/${customer}/actions`);
  expect(own.items.map((a: any) => a.id)).toContain(id);
});

test("the CSV of actions holds each action of the list once", async () => {
  const { items } = await get("/v1/actions?limit=1000");
  for (const lang of ["en", "zh"] as const) {
    const { body, type } = await cloud.call(
      "GET",
      `/v1/actions/csv?lang=${lang}`,
    );
    expect(type).toContain("text/csv");
    const bytes = new TextEncoder().encode(body);
    const scan = Csv.scan(bytes, Dialect.detect(bytes));
    const { names } = HeaderRow.read(scan, { header: true });
    const [id, title] = [names.indexOf("id"), names.indexOf("title")];
    const cells = (k: number) =>
      Array.from({ length: scan.rows - 1 }, (_, row) =>
        Csv.text(scan, scan.first[row + 1] + k),
      );
    expect(cells(id).sort()).toEqual(items.map((a: any) => a.id).sort());
    expect(new Set(cells(title))).toEqual(
      new Set(items.map((a: any) => a.title[lang])),
    );
  }
});

const plain = (weight: number) => ({
  components: [
    {
      name: "nps",
      label: { en: "NPS", zh: "推荐" },
      weight,
      source: { role: "nps" },
      cuts: { poor: 0, concerning: 5, healthy: 10 },
    },
  ],
});
const healths = async (month: string) =>
  new Map<string, number | null>(
    (await get(`/v1/customers?period=${month}&limit=1000`)).items.map(
      (c: any) => [c.id, c.health],
    ),
  );

test("weights that do not sum to 100 are refused, and what was set before stays", async () => {
  const path = "/v1/settings/customers/health";
  expect((await cloud.call("PUT", path, plain(100))).status).toBe(200);
  const { status, body } = await cloud.call("PUT", path, plain(90));
  expect([status, body.code]).toEqual([400, "settings.invalid"]);
  expect(body.message).toMatch(/sum to 100.*90/);
  const { config, own } = await get(path);
  expect([config.components[0].weight, own]).toEqual([100, true]);
  await quiet();
});

test("what an owner says of health holds in every month, and without it the usual one is back", async () => {
  const path = "/v1/settings/customers/health";
  await cloud.call("DELETE", path);
  await quiet();
  const usual = await Promise.all(months.map(healths));
  await cloud.call("PUT", path, plain(100));
  // Segments set anew while health is the owner's: neither is to be lost with the other.
  const segments = "/v1/settings/customers/segments";
  await cloud.call("PUT", segments, { kmeans: null });
  await quiet();
  for (const month of months) {
    const found = await healths(month);
    for (const { customer_id, nps } of rows.get(month)!)
      expect(found.get(customer_id)).toBe(nps ? 10 * Number(nps) : null);
  }
  const { health } = await get(`/v1/health?period=${newest}`);
  expect(health.components).toHaveLength(1);
  expect(Object.keys((await get("/v1/segments")).schemes)).not.toContain(
    "kmeans",
  );
  expect((await cloud.call("DELETE", path)).body).toEqual({
    config: null,
    own: false,
  });
  await cloud.call("DELETE", segments);
  await quiet();
  expect(await Promise.all(months.map(healths))).toEqual(usual);
});

test("settings of a dataset that is not there answer 404, whatever is asked of them", async () => {
  for (const [method, body] of [
    ["GET"],
    ["PUT", plain(100)],
    ["DELETE"],
  ] as const) {
    const found = await cloud.call(method, "/v1/settings/nowhere/health", body);
    expect([method, found.status, found.body.code]).toEqual([
      ...[method, 404, "dataset.unknown"],
    ]);
  }
});

test("a key that may read changes nothing", async () => {
  const call = calling(read);
  expect((await call("GET", "/v1/actions")).status).toBe(200);
  const { items } = await get("/v1/actions?limit=1");
  for (const [method, path, body] of [
    ["POST", `/v1/actions/${items[0].id}`, { state: "dismissed" }],
    ["POST", "/v1/feedback", { customerId: "f000", text: "fine" }],
    ["POST", "/v1/ask", { question: "How do I rotate a key?" }],
    ["POST", "/v1/events", { events: [] }],
    ["PUT", "/v1/settings/customers/health", plain(100)],
    ["DELETE", "/v1/settings/customers/health", undefined],
  ] as const)
    expect([path, (await call(method, path, body)).status]).toEqual([
      ...[path, 403],
    ]);
  expect((await calling()("GET", "/v1/metrics")).status).toBe(401);
});

const said = (customerId: string) =>
  get(`/v1/feedback?customerId=${customerId}`);

test("a comment by HTTP answers its sentiment and stands once in its customer's list, however often it is sent", async () => {
  const comment = {
    customerId: "f010",
    time: "2026-11-02T09:00:00+08:00",
    text: "The new release is terrible, we are very disappointed",
  };
  const first = await cloud.call("POST", "/v1/feedback", comment);
  expect(first.status).toBe(200);
  expect(first.body).toMatchObject({
    customer: "f010",
    time: "2026-11-02T01:00:00.000Z",
    sentiment: { label: "negative" },
  });
  const again = await cloud.call("POST", "/v1/feedback", comment);
  expect(again.body).toEqual(first.body);
  expect((await said("f010")).items).toEqual([first.body]);
  const zh = await cloud.call("POST", "/v1/feedback", {
    ...{ customerId: "f011", time: "2026-11-03T00:00:00Z" },
    text: "非常满意，客服很专业",
  });
  expect(zh.body.sentiment.score).toBeGreaterThan(0);
  const empty = await cloud.call("POST", "/v1/feedback", { customerId: "f1" });
  expect([empty.status, empty.body.code]).toEqual([400, "request.invalid"]);
  const future = await cloud.call("POST", "/v1/feedback", {
    ...{ customerId: "f1", text: "x", time: "2199-01-01T00:00:00Z" },
  });
  expect([future.status, future.body.code]).toEqual([400, "feedback.time"]);
});

test("comments of a CSV are judged in both languages", async () => {
  const mood = async (id: string) => (await said(id)).items[0].sentiment;
  for (const id of ["f000", "f002"])
    expect((await mood(id)).score).toBeLessThan(0);
  for (const id of ["f001", "f004"])
    expect((await mood(id)).score).toBeGreaterThan(0);
  expect(await mood("f006")).toBeNull();
});

test("a question is answered with its source, and one that no article answers is handed over and listed", async () => {
  const ask = async (question: string) =>
    (await cloud.call("POST", "/v1/ask", { question })).body;
  expect(await ask("How do I rotate an API key?")).toMatchObject({
    sources: [{ id: "rotate" }],
    handOver: false,
    lang: "en",
  });
  expect(await ask("发票在哪里下载？")).toMatchObject({
    sources: [{ id: "invoice" }],
    handOver: false,
    lang: "zh",
  });
  expect((await ask("Export usage as CSV")).sources[0].title).toBe(
    "Exporting usage",
  );
  const open = "Which football club do you sponsor?";
  expect(await ask(open)).toMatchObject({ handOver: true, sources: [] });
  await ask(open);
  const { items } = await get("/v1/ask/unanswered");
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({ asked: 2 });
});

const stepsOf = (user: string) =>
  events
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","))
    .filter(([id]) => id === user)
    .map(([, product, action, time]) => ({
      ...{ time: Date.parse(time), product, action },
    }))
    .sort((a, b) => b.time - a.time);

test("steps by HTTP stand in front of those of the file, the newest first, once however often they are sent", async () => {
  const user = "f007";
  expect(await RecentEvents.newest("events", user)).toEqual(stepsOf(user));
  const step = (productId: string, time: string) => ({
    ...{ userId: user, productId, action: "view", time },
  });
  const body = {
    events: [
      step("p1", "2026-11-05T08:00:00Z"),
      step("p2", "2026-11-05T10:00:00+01:00"),
    ],
  };
  for (let n = 0; n < 2; n++) {
    const { status, body: put } = await cloud.call("POST", "/v1/events", body);
    expect([status, put.key]).toEqual([202, expect.stringMatching(/^inbox/)]);
  }
  await settled(cloud, "events", 2);
  expect(await RecentEvents.newest("events", user)).toEqual([
    { time: Date.UTC(2026, 10, 5, 9), product: "p2", action: "view" },
    { time: Date.UTC(2026, 10, 5, 8), product: "p1", action: "view" },
    ...stepsOf(user),
  ]);
});

test("months dropped in any order give the same figures", async () => {
  await cloud.call("PUT", "/v1/datasets/turned", definition);
  for (const [n, month] of months.toReversed().entries()) {
    await drop("turned", `${month}.csv`, csv(month));
    await settled(cloud, "turned", n + 1);
  }
  for (const month of months) {
    const [one, other] = await Promise.all(
      ["customers", "turned"].map((dataset) =>
        get(`/v1/metrics?dataset=${dataset}&period=${month}`),
      ),
    );
    const { movements, cohorts, lists } = one.tables;
    expect(other.tables).toMatchObject({ movements, cohorts, lists });
    for (const name of ["mrr", "grr", "nrr", "nps", "tokensSlope"]) {
      expect([name, other[name]]).toEqual([name, one[name]]);
      expect(other.movements[name]).toEqual(one.movements[name]);
    }
    const [segments, turned] = await Promise.all(
      ["customers", "turned"].map((dataset) =>
        get(`/v1/segments?dataset=${dataset}&period=${month}`),
      ),
    );
    expect(turned.since).toBe(segments.since);
    expect(turned.customers).toBe(segments.customers);
  }
  expect(await Series.read("turned")).toMatchObject({ periods: months });
});

test.each([
  ["step", ["1", "2", "3"]],
  ["week", ["2026-W01", "2026-W02", "2026-W03"]],
  ["day", ["2026-01-30", "2026-01-31", "2026-02-01"]],
])(
  "a table by %s has figures of every period, and actions of the newest",
  async (period, at) => {
    const dataset = `by-${period}`;
    const lines = at.flatMap((one, t) =>
      Array.from({ length: 40 }, (_, k) => {
        const fails = t === 2 && k % 7 === 0 ? "yes" : "no";
        const errors = t === 2 && k < 3 ? 0.2 : 0;
        return `m${k},${one},${20 + ((k * 7 + t) % 13)},${errors},${fails}`;
      }),
    );
    await cloud.call("PUT", `/v1/datasets/${dataset}`, {
      ...{ id: "machine", time: "at", period },
      label: { column: "failed", positive: "yes", horizon: 1 },
      roles: { satisfaction: "heat", errorRate: "errors" },
    });
    await drop(
      dataset,
      "a.csv",
      ["machine,at,heat,errors,failed", ...lines].join("\n"),
    );
    await settled(cloud, dataset, 1);
    const { items } = await get(`/v1/customers/m7/history?dataset=${dataset}`);
    expect(items).toHaveLength(3);
    for (const [t, { period: of }] of items.entries()) {
      const asked = `dataset=${dataset}&period=${of}`;
      const metrics = await get(`/v1/metrics?${asked}`);
      const heats = Array.from(
        { length: 40 },
        (_, k) => 20 + ((k * 7 + t) % 13),
      );
      expect(metrics.satisfaction.value).toBeCloseTo(
        heats.reduce((a, b) => a + b) / 40,
        9,
      );
      expect(metrics.since).toBe(t ? items[t - 1].period : null);
      expect((await get(`/v1/segments?${asked}`)).customers).toBe(40);
    }
    const { backtest } = await get(`/v1/health?dataset=${dataset}`);
    expect(backtest.pooled).toMatchObject({ n: 80, positives: 6 });
    const actions = await get(`/v1/actions?dataset=${dataset}`);
    const held = await get(`/v1/actions?dataset=${dataset}&state=held`);
    const proposed = [...actions.items, ...held.items];
    expect(proposed.map((a: any) => a.customer).sort()).toEqual([
      ...["m0", "m1", "m2"],
    ]);
  },
);

test("without a recommender it is said that there is none", async () => {
  const { status, body } = await cloud.call(
    "GET",
    "/v1/customers/f007/recommendations",
  );
  expect([status, body.code]).toEqual([404, "model.missing"]);
});

test("falls of health of who is still there are told to the webhook, each once", async () => {
  await quiet();
  const [was, is] = await Promise.all([before, newest].map(healths));
  const left = new Set(
    rows
      .get(newest)!
      .flatMap((row) => (row.churned === "yes" ? row.customer_id : [])),
  );
  const fell = [...is].filter(
    ([id, now]) =>
      !left.has(id) && now !== null && (was.get(id) ?? -Infinity) - now >= 15,
  );
  expect(fell.length).toBeGreaterThan(0);
  const lines = told
    .flatMap((text) => text.split("\n"))
    .filter((line) => line.includes(`(${newest})`));
  for (const [id] of fell) {
    const name = rows
      .get(newest)!
      .find((row) => row.customer_id === id)!
      .company.replaceAll('"', "");
    const own = lines.filter((line) => line.includes(`${name} fell`));
    expect([name, own.length]).toEqual([name, 1]);
  }
  const count = told.length;
  await drop("customers", "third.csv", csv(newest));
  await settled(cloud, "customers", 6);
  expect(told).toHaveLength(count);
});

test("a log redefined is read anew: its steps and comments stand once, and what came by HTTP stays", async () => {
  const { body: kept } = await cloud.call("POST", "/v1/feedback", {
    ...{ customerId: "f020", time: "2026-06-02T00:00:00Z" },
    text: "Great support",
  });
  const steps = await RecentEvents.newest("events", "f008");
  const comments = (await said("f001")).items;
  const types = { rating: "text" };
  await cloud.call("PUT", "/v1/datasets/feedback", { columns: types });
  await cloud.call("PUT", "/v1/datasets/events", {
    roles: { action: "Action", product: "ProductID" },
    columns: { Action: "text" },
  });
  await settled(cloud, "feedback", 1);
  await settled(cloud, "events", 2);
  expect(await RecentEvents.newest("events", "f008")).toEqual(steps);
  expect((await said("f001")).items).toEqual(comments);
  expect((await said("f020")).items).toEqual([kept]);
  expect((await said("f010")).items).toHaveLength(1);
  expect(await Feedback.inMonth("feedback", "2026-10")).toHaveLength(3);
  // Its customer column is another's: nothing may stay of what the rows said before.
  await cloud.call("PUT", "/v1/datasets/feedback", { id: "channel" });
  await settled(cloud, "feedback", 1);
  const october = await Feedback.inMonth("feedback", "2026-10");
  expect(october.map((one) => one.customer).sort()).toEqual([
    ...["chat", "survey", "survey"],
  ]);
  expect((await said("f020")).items).toEqual([kept]);
});
