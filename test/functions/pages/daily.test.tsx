// What a customer-success team does with the pages on a day, on servers of this very process.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Bucket } from "@mainstay/core/aws/bucket";
import { ApiKey } from "@mainstay/core/aws/api-key";
import { Registry } from "@mainstay/core/model/registry";
import { fixed, percent, whole } from "@mainstay/core/text/format";
import { Line } from "@mainstay/core/work/line";
import { app } from "@mainstay/functions/api/index";
import { cookie, settled, start, until, type Cloud } from "../cloud";
import { csv, definition, events, feedback, knowledge, months } from "../firm";
import { text } from "../site";

const evil = "<img src=x onerror=alert(1)>";
const odd = `fxxx,2026-10,"${evil}",10,1,1,5,1,,2026-11-20,1,no\n`;
const newest = months.at(-1)!;
const reader = ApiKey.random();
const own = { "sec-fetch-site": "same-origin", origin: "http://here.test" };
let cloud: Cloud;

const playbook = {
  id: "call",
  name: { en: "Call <b>them</b>", zh: "致电" },
  when: { all: [{ role: "seats", op: ">", value: 0 }] },
  steps: [
    {
      text: { en: "Call {name}", zh: "致电 {name}" },
      owner: { en: "Account manager", zh: "客户经理" },
      dueDays: 3,
    },
  ],
};

const drop = (dataset: string, name: string, text: string) =>
  Bucket.put(Bucket.keys.inbox(dataset, name), text);
const quiet = () =>
  until(async () => !(await Line.waiting("customers")).length);

beforeAll(async () => {
  cloud = await start();
  await ApiKey.put({ key: reader, name: "reader", scopes: ["read"] });
  await cloud.call("PUT", "/v1/datasets/customers", definition);
  await cloud.call("PUT", "/v1/settings/customers/playbooks", {
    playbooks: [playbook],
    capacityPerWeek: 500,
  });
  await drop("events", "events.csv", events);
  await drop(
    "feedback",
    "feedback.csv",
    `${feedback}fxxx,2026-10-31T10:00:00Z,chat,,,Terrible ${evil}\n`,
  );
  await drop("knowledge", "articles.csv", knowledge);
  for (const dataset of ["events", "feedback", "knowledge"])
    await settled(cloud, dataset, 1);
  for (const month of months)
    await drop(
      "customers",
      `${month}.csv`,
      csv(month) + (month === newest ? odd : ""),
    );
  await settled(cloud, "customers", months.length);
});
afterAll(() => cloud?.stop());

async function see(path: string, as = cloud.key, init: RequestInit = {}) {
  const answer = await app.request(path, {
    ...init,
    headers: {
      cookie: await cookie(as),
      accept: "text/html",
      ...init.headers,
    },
  });
  const html = await answer.text();
  const { status, headers } = answer;
  const said = text(html).replace(/\s+/g, " ");
  return { status, headers, html, said };
}
const send = (
  path: string,
  fields: Record<string, string>,
  as = cloud.key,
  headers: Record<string, string> = own,
) =>
  see(path, as, { method: "POST", body: new URLSearchParams(fields), headers });
const get = async (path: string) => (await cloud.call("GET", path)).body;
const plain = (href: string) => href.replaceAll("&amp;", "&");
const customersOn = (html: string) =>
  [...html.matchAll(/href="\/customers\/(f\w+)"/g)].map(([, id]) => id);

const pages = [
  "/",
  "/customers",
  "/customers/f000",
  "/customers/f000?lang=zh",
  "/customers/fxxx",
  "/actions",
  "/forecast",
  "/segments",
  "/segments?scheme=rfm",
  "/segments?scheme=kmeans",
  "/health",
  "/voice",
  "/voice?customer=fxxx",
  "/ask",
  "/settings",
  "/settings?dataset=events",
  "/models",
];

test.each(pages)(
  "%s says everything in words and figures, runs nothing a file says, and allows no script",
  async (path) => {
    const { status, html, headers } = await see(path);
    expect(status).toBe(200);
    // What is set is JSON, where null is a word.
    const prose = text(html.replace(/<(textarea|pre)[\s\S]*?<\/\1>/g, ""));
    expect(prose).not.toMatch(/undefined|\bNaN\b|\[object|\bnull\b/);
    expect(html).not.toContain(evil);
    expect(html).not.toContain("<b>them</b>");
    expect(headers.get("content-security-policy")).toContain(
      "script-src 'none'",
    );
  },
);

test("the overview has the headline figures the API answers", async () => {
  const { said } = await see("/");
  const { mrr, nrr, grr, nps } = await get("/v1/metrics");
  expect(said).toContain(`Recurring revenue${whole(mrr.value)}`);
  expect(said).toContain(`Net revenue retention${percent(nrr.value)}`);
  expect(said).toContain(`Gross revenue retention${percent(grr.value)}`);
  expect(said).toContain(`Net promoter score${fixed(nps.value)}`);
  const { health } = await get("/v1/health");
  expect(said).toContain(`Health, mean${fixed(health.mean.value, 1)}`);
  for (const status of ["red", "amber", "green"])
    expect(said).toContain(`${health.status[status]} ${status}`);
});

describe("the list of customers", () => {
  test.each(["red", "amber", "green"])(
    "keeps to those whose health is %s, the worst first",
    async (status) => {
      const query = `status=${status}&sort=health`;
      const { html } = await see(`/customers?${query}`);
      const { items } = await get(
        `/v1/customers?period=${newest}&limit=50&${query}`,
      );
      expect(customersOn(html)).toEqual(items.map(({ id }: any) => id));
      const health = items.map((one: any) => one.health);
      expect(health).toEqual(health.toSorted((a: number, b: number) => a - b));
    },
  );

  test("of a segment is as long as the segment's page says, which leads there", async () => {
    const { html } = await see("/segments");
    const links = [
      ...html.matchAll(/href="(\/customers\?[^"]*segment=[^"]+)">([\d,]+)</g),
    ];
    const sizes = links.map(([, , n]) => Number(n));
    const { customers, primary, schemes } = await get("/v1/segments");
    expect(sizes).toEqual(schemes[primary].sizes.map(({ n }: any) => n));
    expect(sizes.reduce((a, b) => a + b, 0)).toBe(customers);
    for (const [, href, n] of links) {
      const listed = customersOn((await see(plain(href))).html);
      expect(listed.length).toBe(Math.min(50, Number(n)));
    }
  });
});

test("movements on the page sum to what each segment was before", async () => {
  const { html } = await see("/segments");
  const table = /<table class="matrix">[\s\S]*?<\/table>/.exec(html)![0];
  const rows = [...table.matchAll(/<tr>(?:(?!<\/tr>)[\s\S])*<\/tr>/g)]
    .slice(1)
    .map(([row]) =>
      [...row.matchAll(/<td class="number[^"]*">([\s\S]*?)<\/td>/g)]
        .map(([, cell]) => Number(text(cell).replace("·", "0")))
        .reduce((a, b) => a + b, 0),
    );
  const { schemes, primary } = await get(`/v1/segments?period=${months[2]}`);
  const before = schemes[primary].sizes.map(({ n }: any) => n);
  expect(rows.slice(0, -1)).toEqual(before);
});

describe("a customer's page", () => {
  test("has each component of its health with the points, and what moved it", async () => {
    const { said } = await see("/customers/f000");
    const { health, healthChange } = await get("/v1/customers/f000");
    for (const { label, points } of health.components)
      expect(said).toMatch(
        new RegExp(`${label.en}.*${points === null ? "—" : whole(points)}`),
      );
    expect(said).toContain(healthChange.text.en);
    expect((await see("/customers/f000?lang=zh")).said).toContain(
      healthChange.text.zh,
    );
  });

  test("has the account brief in both languages, as the API answers it", async () => {
    const { said } = await see("/customers/f000");
    for (const lang of ["en", "zh"]) {
      const page = await get(`/v1/customers/f000/brief?lang=${lang}`);
      expect(page.sections).toHaveLength(8);
      for (const { heading, paragraphs, items } of page.sections)
        for (const part of [heading, ...paragraphs, ...items])
          expect(said).toContain(part.replace(/\s+/g, " "));
    }
  });

  test("has what it said, how that sounds, and that nothing is recommended yet", async () => {
    const { said } = await see("/customers/f000");
    const [{ text, sentiment }] = (await get("/v1/feedback?customerId=f000"))
      .items;
    expect(said).toContain(text);
    expect(said).toContain(`negative −${fixed(-sentiment.score)}`);
    for (const word of sentiment.words) expect(said).toContain(word.text);
    expect(said).toContain("There is no recommender");
  });

  test("of nobody is not found", async () => {
    expect((await see("/customers/nobody")).status).toBe(404);
  });
});

describe("an action", () => {
  const one = async (k: number) =>
    (await get(`/v1/actions?limit=1000`)).items[k];
  const now = async (id: string) =>
    (await get("/v1/actions?limit=1000")).items.find((a: any) => a.id === id);

  test("accepted and done on the page is accepted and done for the API, with its outcome and note", async () => {
    const { id, customer } = await one(0);
    const place = { dataset: "customers", next: `/customers/${customer}` };
    const accepted = await send(`/actions/${id}`, {
      ...place,
      state: "accepted",
    });
    expect(accepted.status).toBe(303);
    expect(accepted.headers.get("location")).toBe(`${place.next}#${id}`);
    expect((await now(id)).state).toBe("accepted");
    const note = `They ${evil} stay`;
    await send(`/actions/${id}`, {
      ...place,
      ...{ state: "done", outcome: "yes", note },
    });
    expect(await now(id)).toMatchObject({
      state: "done",
      outcome: { value: true, note },
    });
    const { said, html } = await see(`/customers/${customer}`);
    expect(said).toContain(`: ${note}`);
    expect(html).not.toContain(evil);
  });

  test("dismissed says why, and is offered no button any more", async () => {
    const { id } = await one(1);
    const form = `action="/actions/${id}"`;
    expect((await see("/actions")).html).toContain(form);
    const change = { dataset: "customers", state: "dismissed", note: "gone" };
    await send(`/actions/${id}`, change);
    expect((await now(id)).history.at(-1)).toMatchObject({
      state: "dismissed",
      note: "gone",
    });
    expect((await see("/actions")).html).not.toContain(form);
    const again = await send(`/actions/${id}`, {
      ...change,
      state: "accepted",
    });
    expect(again.status).toBe(409);
    expect(again.said).toContain("action.transition");
  });

  test("stays as it is for a key that may only read and for another site's form", async () => {
    const before = await one(2);
    const path = `/actions/${before.id}`;
    const fields = { dataset: "customers", state: "accepted" };
    const foreign = { origin: "http://evil.test" };
    expect((await see("/actions", reader)).html).not.toContain(
      'method="post" action="/actions',
    );
    expect((await send(path, fields, reader)).status).toBe(403);
    expect((await send(path, fields, cloud.key, foreign)).status).toBe(403);
    expect((await send(path, { ...fields, state: "held" })).status).toBe(400);
    expect(await now(before.id)).toEqual(before);
  });

  test("is found by its state, and counted", async () => {
    const { said, html } = await see("/actions?state=done");
    expect(said).toMatch(/Proposed\d+Accepted0Done1Dismissed1/);
    expect(html.match(/<li id="/g)).toHaveLength(1);
    expect((await see("/actions?playbook=other")).said).toContain(
      "No actions match",
    );
  });

  test("without anybody held out has no effect that could be measured, and says so", async () => {
    const { items } = await get("/v1/actions/effects");
    expect((await see("/actions")).said).toContain(items[0].effect.why);
  });
});

test("health is counted, drawn and tested against who left", async () => {
  const { said, html } = await see("/health");
  const { health, backtest } = await get("/v1/health");
  for (const { label } of health.components) expect(said).toContain(label.en);
  expect(said).toContain(
    `Of ${whole(backtest.pooled.n)} customer periods with a known outcome, ${whole(backtest.pooled.positives)} left`,
  );
  expect(said).toContain(fixed(backtest.pooled.health.value, 3));
  const { list } = backtest.missed;
  const section = html.slice(html.indexOf("Churned while green"));
  expect(customersOn(section)).toEqual(
    list.slice(0, 20).map(({ id }: any) => id),
  );
});

describe("the voice of customers", () => {
  test("has the newest month, its comments newest first", async () => {
    const { html, said } = await see("/voice");
    expect(customersOn(html)).toEqual(["fxxx", "f002", "f001", "f000"]);
    expect(said).toContain("31 Oct 2026 · chat");
    expect(said).toContain("服务很差，非常失望");
  });

  test("of an earlier month, and of one customer alone", async () => {
    const earlier = await see("/voice?month=2026-09");
    expect(customersOn(earlier.html)).toEqual(["f006", "f004"]);
    const one = await see("/voice?customer=f001");
    expect(customersOn(one.html)).toEqual(["f001"]);
    expect((await see("/voice?month=1999-01")).status).toBe(404);
  });
});

describe("a question", () => {
  test("an article answers is answered in its words, with the source", async () => {
    const { said } = await send("/ask", {
      question: "How do I rotate an API key?",
    });
    expect(said).toContain("Create a second key, deploy it");
    expect(said).toContain("Rotating an API key");
    expect(said).toMatch(/Confidence\s*\d+ %/);
  });

  test("no article answers goes to a person, and stands among the unanswered", async () => {
    const question = `Do you sell ${evil} bananas?`;
    const answer = await send("/ask", { question });
    expect(answer.said).toContain("to a person");
    const { said, html } = await see("/ask");
    expect(said).toContain(question);
    expect(html).not.toContain(evil);
  });

  test("that is empty is refused where it was typed", async () => {
    const { status, said } = await send("/ask", { question: "  " });
    expect([status, said]).toEqual([
      400,
      expect.stringContaining("Expected a question"),
    ]);
  });

  test("needs the scope score and a form of ours", async () => {
    const fields = { question: "Hello?" };
    expect((await send("/ask", fields, reader)).status).toBe(403);
    const foreign = { origin: "http://evil.test" };
    expect((await send("/ask", fields, cloud.key, foreign)).status).toBe(403);
    expect((await see("/ask", reader)).html).not.toContain("<textarea");
  });
});

describe("settings", () => {
  const path = "/settings?noun=alerts";
  const typed = (html: string) =>
    text(/<textarea[^>]*>([\s\S]*?)<\/textarea>/.exec(html)![1]);

  test("saved on the page are in force for the API, and usual again when given up", async () => {
    const { config } = await get("/v1/settings/customers/segments");
    const changed = { ...config, kmeans: null };
    const place = "/settings?noun=segments";
    const saved = await send(place, { text: JSON.stringify(changed) });
    expect(saved.status).toBe(303);
    expect(await get("/v1/settings/customers/segments")).toEqual({
      config: changed,
      own: true,
    });
    expect(JSON.parse(typed((await see(place)).html))).toEqual(changed);
    await quiet();
    expect((await see("/segments")).said).not.toContain("Clusters");
    await send(place, { do: "usual", text: "no JSON at all" });
    expect(await get("/v1/settings/customers/segments")).toEqual({
      config,
      own: false,
    });
  });

  test.each([
    ["that are no JSON", `{"webhook": </textarea>${evil}`, /Expected JSON/],
    ["with a key nobody knows", '{"webhok": 1}', /webhok/],
  ])(
    "%s change nothing, and all that was typed stays",
    async (_, said, why) => {
      const before = await get("/v1/settings/customers/alerts");
      const answer = await send(path, { text: said });
      expect(answer.status).toBe(400);
      expect(answer.said).toMatch(why);
      expect(typed(answer.html)).toBe(said);
      expect(answer.html).not.toContain(evil);
      expect(await get("/v1/settings/customers/alerts")).toEqual(before);
    },
  );

  test("name where in them something is wrong", async () => {
    const { config } = await get("/v1/settings/customers/playbooks");
    config.playbooks[0].steps[0].dueDays = -1;
    const { said } = await send("/settings?noun=playbooks", {
      text: JSON.stringify(config),
    });
    expect(said).toContain("playbooks.0.steps.0.dueDays: ");
  });

  test("need the scope admin and a form of ours", async () => {
    const fields = { text: "{}" };
    expect((await send(path, fields, reader)).status).toBe(403);
    const foreign = { origin: "http://evil.test" };
    expect((await send(path, fields, cloud.key, foreign)).status).toBe(403);
    expect((await see(path, reader)).html).toMatch(/<textarea[^>]*readonly/);
  });
});

describe("a recommender", () => {
  const figures = (ndcgAt10: number) => ({
    ...{ users: 10, ndcgAt10, recallAt20: 0.2, hitRateAt10: 0.3 },
    ...{ precisionAt10: 0.1, coverageAt10: 0.4, diversityAt10: 0.5 },
    noveltyAt10: 1,
  });
  const card = {
    task: "recommend",
    createdAt: "2026-11-01T00:00:00.000Z",
    learner: "knn",
    settings: {},
    ...{ users: 60, items: 12, interactions: 600, from: null, to: null },
    metrics: { split: "time", model: figures(0.321), popular: figures(0.123) },
    table: null,
    limits: [`Knows nothing of ${evil}`],
    lineage: { seed: 42, fingerprint: "f" },
  };

  test("stands among the models with what it has to beat, and its card on a page of its own", async () => {
    for (const version of ["one", "two"]) {
      const key = Bucket.keys.model("events", version, "card.json");
      await Bucket.put(key, JSON.stringify(card));
      const answer = await send("/models/events/promote", { version });
      expect(answer.status).toBe(303);
    }
    const { said, html } = await see("/models");
    expect(said).toContain("NDCG@10 0.321 (what is popular: 0.123)");
    expect(html).toContain('action="/models/events/train"');
    expect((await see("/models", reader)).html).not.toContain(
      '<form method="post" action="/models',
    );
    const page = await see("/models/events/two");
    expect(page.said).toContain("600 interactions of 60 customers");
    expect(page.said).toContain(`Knows nothing of ${evil}`);
    expect(page.html).not.toContain(evil);
  });

  test("is rolled back to the one before", async () => {
    await send("/models/events/rollback", {});
    expect((await Registry.serving("events")).current!.version).toBe("one");
  });
});

test("what is not there yet is said on every page, with what to do", async () => {
  await cloud.call("PUT", "/v1/datasets/empty", { id: "id" });
  for (const path of ["/actions", "/segments", "/health", "/customers", "/"]) {
    const { status, said } = await see(`${path}?dataset=empty`);
    expect([path, status]).toEqual([path, 200]);
    expect(said).toMatch(/upload a CSV|import an export/i);
  }
});
