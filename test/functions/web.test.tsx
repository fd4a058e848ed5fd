import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Bucket } from "@mainstay/core/bucket";
import { Customer } from "@mainstay/core/customer";
import { Key } from "@mainstay/core/key";
import { Registry } from "@mainstay/core/model/registry";
import { Months } from "@mainstay/core/months";
import { fixed, percent, whole } from "@mainstay/core/report/paper";
import { View } from "@mainstay/core/view";
import { Environment } from "@mainstay/local/environment";
import { startMachine, type Machine } from "@mainstay/local/machine";
import { Session } from "../../packages/functions/src/web/session";
import { until } from "./cloud";
import { csv, definition } from "./company";

const newest = "2026-10";
const odd = { id: 'a/b?c="<i>&é', name: "<script>alert(1)</script>" };

let data: string;
let machine: Machine;
const key = Key.random();
const reader = Key.random();

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "web-"));
  machine = await startMachine({ data });
  Environment.enter(machine.environment);
  await Key.put({ key, name: "all", scopes: [...Key.everything] });
  await Key.put({ key: reader, name: "reader", scopes: ["read"] });
});

afterAll(async () => {
  await machine?.stop();
  await rm(data, { recursive: true });
});

const ask = (
  path: string,
  { as = key, ...init }: RequestInit & { as?: string } = {},
) =>
  fetch(machine.url + path, {
    redirect: "manual",
    ...init,
    headers: {
      cookie: `mainstay_key=${as}`,
      accept: "text/html",
      ...init.headers,
    },
  });
const see = async (path: string, as = key) => {
  const answer = await ask(path, { as });
  return {
    status: answer.status,
    headers: answer.headers,
    html: await answer.text(),
  };
};
const send = (
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {
    "sec-fetch-site": "same-origin",
    origin: machine.url,
  },
  as = key,
) =>
  ask(path, { method: "POST", body: new URLSearchParams(fields), headers, as });
const call = async (method: string, path: string, body?: unknown) => {
  const answer = await fetch(machine.url + path, {
    method,
    headers: { authorization: `Bearer ${key}` },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return (await answer.json()) as any;
};
// What a reader sees: the page without its markup.
const text = (html: string) =>
  html
    .replace(/<(style|script|title)[\s\S]*?<\/\1>/g, " ")
    .replace(/<[^>]+>/g, "")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");

const settled = (
  dataset: string,
  count: number,
  state = (one: any) => one.state === "done",
) =>
  until(async () => {
    const { items } = await call("GET", `/v1/uploads?dataset=${dataset}`);
    expect(items.filter((one: any) => one.state === "failed")).toEqual([]);
    return items.filter(state).length === count;
  });

test("after signing in one goes on to a path of this site, whatever was asked for", () => {
  const piece = fc.constantFrom(
    "/",
    "\\",
    ".",
    "//",
    "evil.test",
    "http:",
    "@",
    "\t",
    "a",
    "?",
    "#",
    "%2f",
  );
  const said = fc.oneof(
    fc.string(),
    fc.array(piece).map((all) => `/${all.join("")}`),
  );
  fc.assert(
    fc.property(said, (next) => {
      const host = "http://here.test";
      expect(new URL(Session.local(next), host).origin).toBe(host);
    }),
    { numRuns: 2000 },
  );
  expect(Session.local("/customers?band=high#x")).toBe(
    "/customers?band=high#x",
  );
});

test("a page without a key leads to the sign-in, which leads back to it", async () => {
  const path = "/customers?band=high";
  const away = await ask(path, { as: "" });
  expect(away.status).toBe(302);
  const location = away.headers.get("location")!;
  expect(new URL(location, machine.url).searchParams.get("next")).toBe(path);
  const back = await send("/sign-in", { key, next: path }, undefined, "");
  expect(back.status).toBe(303);
  expect(back.headers.get("location")).toBe(path);
});

test("the key lies in a cookie that scripts cannot read, and over https only goes out over https", async () => {
  const same = { "sec-fetch-site": "same-origin", origin: machine.url };
  const cookie = async (headers: Record<string, string>) =>
    (await send("/sign-in", { key }, headers, "")).headers.get("set-cookie")!;
  const plain = await cookie(same);
  expect(plain).toContain(`mainstay_key=${key}`);
  expect(plain).toMatch(/HttpOnly/);
  expect(plain).toMatch(/SameSite=Lax/);
  expect(plain).not.toMatch(/Secure/);
  expect(await cookie({ ...same, "x-forwarded-proto": "https" })).toMatch(
    /Secure/,
  );
});

test.each([
  ["a key nobody knows", Key.random()],
  ["no key", ""],
])("%s signs nobody in", async (_, wrong) => {
  const answer = await send("/sign-in", { key: wrong }, undefined, "");
  expect(answer.status).toBe(401);
  expect(answer.headers.get("set-cookie")).toBeNull();
});

test("a key that may not read signs nobody in", async () => {
  const scorer = await Key.create({ name: "scorer", scopes: ["score"] });
  const answer = await send("/sign-in", { key: scorer.key }, undefined, "");
  expect(answer.status).toBe(401);
  expect(text(await answer.text())).toContain('"scorer" has score');
});

test("signing out takes the cookie back", async () => {
  const answer = await send("/sign-out", {});
  expect(answer.headers.get("set-cookie")).toMatch(/mainstay_key=;.*Max-Age=0/);
});

test("a bearer key opens pages too", async () => {
  const headers = { authorization: `Bearer ${reader}`, cookie: "" };
  expect((await ask("/", { headers })).status).toBe(200);
  const wrong = { authorization: `Bearer ${Key.random()}`, cookie: "" };
  expect((await ask("/", { headers: wrong })).status).toBe(401);
});

test.each([
  ["/", /Upload a CSV/],
  ["/customers", /upload a CSV/],
  ["/uploads", /Choose a CSV above/],
  ["/models", /upload a CSV first/],
  ["/reports", /upload a CSV first/],
])("with nothing there yet %s says what to do next", async (path, next) => {
  const { status, html } = await see(path);
  expect(status).toBe(200);
  expect(text(html)).toMatch(next);
});

test("what is not there is a page for people and JSON for programs", async () => {
  expect(await see("/nowhere")).toMatchObject({
    status: 404,
    html: expect.stringContaining("<h1>Not found</h1>"),
  });
  const answer = await ask("/nowhere", { headers: { accept: "*/*" } });
  expect([answer.status, (await answer.json()).code]).toEqual([
    404,
    "route.unknown",
  ]);
});

describe("with a company", () => {
  beforeAll(async () => {
    await call("PUT", "/v1/datasets/customers", definition);
    await Bucket.put(
      Bucket.keys.inbox("customers", "2026-09.csv"),
      csv("2026-09"),
    );
    await Bucket.put(
      Bucket.keys.inbox("customers", "2026-10.csv"),
      csv(newest),
    );
    const quoted = Object.values(odd).map(
      (cell) => `"${cell.replaceAll('"', '""')}"`,
    );
    await call("PUT", "/v1/datasets/odd", {
      id: "id",
      time: "month",
      roles: { name: "name" },
    });
    await Bucket.put(
      Bucket.keys.inbox("odd", "odd.csv"),
      `id,name,month,size,left\n${quoted.join(",")},2026-10,1,no\nplain,Plain,2026-10,2,yes\n`,
    );
    await settled("customers", 2);
    await settled("odd", 1);
  });

  test("without a model the figures stand, and the way to scores is named", async () => {
    const { html } = await see("/");
    const { satisfaction } = await Months.metrics("customers", newest);
    expect(text(html)).toContain(fixed(satisfaction.value!));
    expect(html).toMatch(
      /No scores yet[^<]*<a href="\/models#customers">Train one/,
    );
  });

  test("what a file says is shown and never run, and every id leads to its customer", async () => {
    const { html } = await see("/customers?dataset=odd");
    expect(html).not.toContain(odd.name);
    expect(text(html)).toContain(odd.name);
    const href = /href="(\/customers\/[^"]+)">&lt;script/.exec(html)![1];
    const page = await see(href.replaceAll("&amp;", "&"));
    expect(page.status).toBe(200);
    expect(page.html).not.toContain(odd.name);
    expect(text(page.html)).toContain(odd.id);
  });

  test("a change asked for by another site does nothing", async () => {
    const before = await call("GET", "/v1/datasets/odd");
    for (const headers of [
      { "sec-fetch-site": "cross-site", origin: "http://evil.test" },
      { "sec-fetch-site": "same-site", origin: "http://127.0.0.1:1" },
      { origin: "http://evil.test" },
      { origin: "null" },
      {},
    ]) {
      const answer = await send(
        "/models/odd/label",
        { choice: "0", horizon: "0" },
        headers as Record<string, string>,
      );
      expect(answer.status).toBe(403);
    }
    expect(await call("GET", "/v1/datasets/odd")).toEqual(before);
  });

  test("a key that may only read sees no button and can press none", async () => {
    const { html } = await see("/models", reader);
    expect(html).not.toMatch(/action="\/models/);
    const answer = await send("/models/customers/train", {}, undefined, reader);
    expect(answer.status).toBe(403);
  });

  test("choosing what to predict puts it into the definition", async () => {
    const { candidates } = await call("GET", "/v1/datasets/odd");
    const wanted = candidates.label.findIndex(
      (one: any) => one.column === "left",
    );
    expect(text((await see("/models")).html)).toContain("left is");
    expect(
      (
        await send("/models/odd/label", {
          choice: String(wanted),
          horizon: "2",
        })
      ).status,
    ).toBe(303);
    expect((await call("GET", "/v1/datasets/odd")).label).toEqual({
      ...candidates.label[wanted],
      horizon: 2,
    });
    expect(
      (await send("/models/odd/label", { choice: "99", horizon: "0" })).status,
    ).toBe(400);
  });

  describe("and a model", () => {
    let version: string;

    beforeAll(async () => {
      const answer = await send("/models/customers/train", {});
      const path = answer.headers.get("location")!;
      await until(async () => {
        const { html } = await see(path);
        expect(text(html)).not.toContain("failed");
        return text(html).includes("now serves");
      });
      await settled(
        "customers",
        2,
        ({ accepted, scored }) => accepted > 0 && scored === accepted,
      );
      version = (await Registry.current("customers"))!.version;
    }, 120_000);

    test("the overview shows what core counts: figures, bands, the most at risk, the model's own figures", async () => {
      const said = text((await see("/")).html).replace(/\s+/g, " ");
      const metrics = await Months.metrics("customers", newest);
      expect(said).toContain(`Loyalty${fixed(metrics.loyalty.value!)}`);
      expect(said).toContain(
        `Success rate${percent(metrics.successRate.value!)}`,
      );
      const { band } = (await View.read("customers", newest))!;
      for (const one of ["high", "medium", "low"] as const) {
        const count = band.filter((b) => b === one).length;
        expect(said).toMatch(
          new RegExp(
            `${one}(from|below) [\\d.]+ %${whole(count)}${percent(count / band.length)}`,
          ),
        );
      }
      const { items } = await Customer.list("customers", {
        period: newest,
        sort: "probability",
        limit: 8,
      });
      const places = items.map(({ id, name, probability }) =>
        said.indexOf(`${name ?? id}${percent(probability!)}`),
      );
      expect(places.every((place) => place > 0)).toBe(true);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      const { auc, logLoss } = (await Registry.card("customers", version))
        .metrics.test;
      expect(said).toContain(
        `${fixed(auc.value, 3)} 95 % interval ${fixed(auc.low, 3)} to ${fixed(auc.high, 3)}`,
      );
      expect(said).toContain(fixed(logLoss.value, 4));
    });

    test("a customer's page gives every column's push, and with the base they make up its log-odds", async () => {
      const one = await Customer.get("customers", "c0001");
      const { html } = await see("/customers/c0001");
      const table = /<table class="pushes">[\s\S]*?<\/table>/.exec(html)![0];
      const shown = [
        ...table.matchAll(
          /<td>([^<]+) <b>[^<]*<\/b><\/td>.*?<td class="number">([^<]+)</gs,
        ),
      ].map(
        ([, column, push]) => [column, Number(push.replace("−", "-"))] as const,
      );
      expect(shown.map(([column]) => column)).toEqual(
        one.reasons.map(({ column }) => column),
      );
      const sum = shown.reduce(
        (total, [, push]) => total + push,
        one.score!.base,
      );
      // Each is rounded to two digits.
      expect(Math.abs(sum - one.score!.logit)).toBeLessThan(
        0.005 * shown.length,
      );
      expect(text(html)).toContain(percent(one.probability!));
    });

    test("the list keeps to its band and turns its order round", async () => {
      const order = async (sort: string) =>
        [
          ...(await see(`/customers?band=low&sort=${sort}`)).html.matchAll(
            /class="id">(c\d+)</g,
          ),
        ].map(([, id]) => id);
      const { items } = await Customer.list("customers", {
        period: newest,
        band: "low",
        sort: "-revenue",
        limit: 50,
      });
      expect(await order("-revenue")).toEqual(
        items.filter(({ name }) => name).map(({ id }) => id),
      );
      expect((await see("/customers?sort=nonsense")).status).toBe(400);
    });

    test("pages of the list join without gap or repetition", async () => {
      const ids: string[] = [];
      for (let path: string | undefined = "/customers?sort=id"; path;) {
        const { html }: { html: string } = await see(path);
        ids.push(
          ...[...html.matchAll(/href="\/customers\/(c\d+)"/g)].map(
            ([, id]) => id,
          ),
        );
        path = /href="([^"]+)">Next/.exec(html)?.[1].replaceAll("&amp;", "&");
      }
      expect(ids).toEqual((await View.read("customers", newest))!.id);
    });

    test("an id finds its customer at once, a piece of a name everybody who has it", async () => {
      expect((await ask("/customers?q=c0123")).headers.get("location")).toBe(
        "/customers/c0123",
      );
      const { html } = await see("/customers?q=company+12");
      const found = [...html.matchAll(/class="id">(c\d+)</g)]
        .map(([, id]) => id)
        .sort();
      const { id, name } = (await View.read("customers", newest))!;
      expect(found).toEqual(
        id.filter((_, k) => name[k]?.startsWith("Company 12")),
      );
    });

    test("card and report are shown as they are stored, with no script allowed", async () => {
      expect(
        (
          await send("/reports", { month: newest, dataset: "customers" })
        ).headers.get("location"),
      ).toBe(`/reports/${newest}`);
      for (const [path, stored] of [
        [
          `/models/customers/${version}`,
          Bucket.keys.model("customers", version, "card.html"),
        ],
        [`/reports/${newest}`, Bucket.keys.report(newest, "html")],
      ]) {
        const { html, headers } = await see(path);
        const [head, body] = (await Bucket.text(stored))!.split("<body>");
        expect(html.startsWith(head) && html.endsWith(body)).toBe(true);
        expect(headers.get("content-security-policy")).toMatch(
          /^default-src 'none'; style-src 'unsafe-inline'; img/,
        );
      }
    });

    test("a page allows no script and no style sheet but its own", async () => {
      for (const path of [
        "/",
        "/customers",
        "/customers/c0001",
        "/uploads",
        "/models",
        "/reports",
        "/sign-in",
        "/nowhere",
      ]) {
        const { html, headers } = await see(path);
        const policy = headers.get("content-security-policy")!;
        expect(policy).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
        expect(policy).not.toMatch(
          /script-src[^;]*unsafe|style-src [^;]*unsafe/,
        );
        const own = [
          ...html.matchAll(
            /<(?:style|script)[^>]*>([\s\S]*?)<\/(?:style|script)>/g,
          ),
        ];
        for (const [, content] of own)
          expect(policy).toContain(
            createHash("sha256").update(content).digest("base64"),
          );
      }
    });

    describe.skipIf(!existsSync("/usr/bin/chromium"))(
      "in Chromium (skipped where /usr/bin/chromium is absent)",
      () => {
        let browser: Browser;
        let page: Page;
        let errors: string[];

        beforeAll(async () => {
          browser = await chromium.launch({
            executablePath: "/usr/bin/chromium",
            args: [
              "--headless",
              "--no-sandbox",
              "--disable-gpu",
              "--no-first-run",
              "--disable-background-networking",
              "--disable-component-update",
              "--disable-sync",
            ],
          });
          page = await (
            await browser.newContext({ viewport: { width: 390, height: 800 } })
          ).newPage();
          errors = [];
          page.on(
            "console",
            (message) =>
              message.type() === "error" && errors.push(message.text()),
          );
          page.on("pageerror", (error) => errors.push(error.message));
        });
        afterAll(() => browser?.close());

        test("somebody signs in, sees the overview and opens a customer, on a phone without scrolling sideways", async () => {
          await page.goto(`${machine.url}/`);
          await page.getByLabel("Key").fill(key);
          await page.getByRole("button", { name: "Sign in" }).click();
          await page.getByRole("heading", { name: "Most at risk" }).waitFor();
          const first = page
            .locator("h2:has-text('Most at risk')")
            .locator("xpath=../..")
            .locator("td a")
            .first();
          const name = await first.innerText();
          await first.click();
          await page.getByRole("heading", { level: 1, name }).waitFor();
          await page
            .getByRole("img", { name: "Probability by period" })
            .waitFor();
          for (const path of [
            "/",
            "/customers",
            "/customers/c0001",
            "/uploads",
            "/models",
            "/reports",
          ]) {
            await page.goto(machine.url + path);
            expect(
              await page.evaluate(
                () => document.documentElement.scrollWidth - innerWidth,
              ),
            ).toBe(0);
          }
          expect(errors).toEqual([]);
        });

        test("a file sent from the page comes back with its counts", async () => {
          await page.goto(`${machine.url}/uploads`);
          await page.getByLabel("Dataset").fill("patients");
          await page.locator("input[type=file]").setInputFiles({
            name: "ward-2026-10.csv",
            mimeType: "text/csv",
            buffer: Buffer.from(
              "id,age,ill\np1,40,yes\np2,50,no\np3,60\np4,70,no\n",
            ),
          });
          await page.getByRole("button", { name: "Send" }).click();
          const said = page.getByRole("status");
          await page.locator("#said.good, #said.bad").waitFor();
          expect(await said.innerText()).toBe(
            "ward-2026-10.csv is in: 4 rows: 3 accepted, 1 rejected, 0 scored",
          );
          const row = page.locator("tr", { hasText: "ward-2026-10.csv" });
          expect(
            await row
              .getByRole("link", { name: "rejects" })
              .getAttribute("href"),
          ).toContain("/rejects/");
          await page.getByRole("button", { name: "Send" }).click();
          await page.getByText("nothing changed").waitFor();
          expect(errors).toEqual([]);
        });

        test("a refused file says why", async () => {
          await page.getByLabel("Dataset").fill("patients");
          await page
            .locator("input[type=file]")
            .setInputFiles({
              name: "ward.txt",
              mimeType: "text/plain",
              buffer: Buffer.from("x"),
            });
          await page.getByRole("button", { name: "Send" }).click();
          await page.locator("#said.bad").waitFor();
          expect(await page.getByRole("status").innerText()).toContain(
            "ends in .csv",
          );
        });

        test("a link with the key signs in by itself and leaves no key in the address", async () => {
          const fresh = await (await browser.newContext()).newPage();
          await fresh.goto(`${machine.url}/sign-in?next=/models#key=${key}`);
          await fresh
            .getByRole("heading", { level: 1, name: "Models" })
            .waitFor();
          expect(fresh.url()).toBe(`${machine.url}/models`);
          await fresh.getByRole("button", { name: "Sign out" }).click();
          await fresh.getByRole("heading", { name: "Sign in" }).waitFor();
          await fresh.goto(`${machine.url}/models`);
          expect(new URL(fresh.url()).pathname).toBe("/sign-in");
        });
      },
    );
  });
});
