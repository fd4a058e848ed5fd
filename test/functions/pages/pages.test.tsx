import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import axe from "axe-core";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Bucket } from "@mainstay/core/aws/bucket";
import { Customer } from "@mainstay/core/accounts/customer";
import { Priorities } from "@mainstay/core/accounts/priorities";
import { CustomerList } from "@mainstay/core/lists/customer-list";
import { Registry } from "@mainstay/core/model/registry";
import { MonthlyReport } from "@mainstay/core/reporting/monthly-report";
import { fixed, percent, whole } from "@mainstay/core/text/format";
import { PeriodIndex } from "@mainstay/core/customers/period-index";
import { until } from "../cloud";
import { csv, definition } from "../company";
import { start, text, type Site } from "../site";

const newest = "2026-10";
const odd = { id: 'a/b?c="<i>&é', name: "<script>alert(1)</script>" };

let site: Site;

beforeAll(async () => {
  site = await start();
  await site.call("PUT", "/v1/datasets/customers", definition);
  await Bucket.put(
    Bucket.keys.inbox("customers", "2026-09.csv"),
    csv("2026-09"),
  );
  await Bucket.put(Bucket.keys.inbox("customers", "2026-10.csv"), csv(newest));
  const quoted = Object.values(odd).map(
    (cell) => `"${cell.replaceAll('"', '""')}"`,
  );
  await site.call("PUT", "/v1/datasets/odd", {
    id: "id",
    time: "month",
    roles: { name: "name" },
  });
  await Bucket.put(
    Bucket.keys.inbox("odd", "odd.csv"),
    `id,name,month,size,left\n${quoted.join(",")},2026-10,1,no\nplain,Plain,2026-10,2,yes\n`,
  );
  await site.settled("customers", 2);
  await site.settled("odd", 1);
});

afterAll(() => site?.stop());

test("without a model the figures stand, and the way to scores is named", async () => {
  const { html } = await site.see("/");
  const { satisfaction } = await MonthlyReport.metrics("customers", newest);
  expect(text(html)).toContain(fixed(satisfaction.value!));
  expect(html).toMatch(
    /No scores yet[^<]*<a href="\/models#customers">Train one/,
  );
});

test("what a file says is shown and never run, and every id leads to its customer", async () => {
  const { html } = await site.see("/customers?dataset=odd");
  expect(html).not.toContain(odd.name);
  expect(text(html)).toContain(odd.name);
  const href = /href="(\/customers\/[^"]+)">&lt;script/.exec(html)![1];
  const page = await site.see(href.replaceAll("&amp;", "&"));
  expect(page.status).toBe(200);
  expect(page.html).not.toContain(odd.name);
  expect(text(page.html)).toContain(odd.id);
});

test("choosing what to predict puts it into the definition", async () => {
  const { candidates } = await site.call("GET", "/v1/datasets/odd");
  const wanted = candidates.label.findIndex(
    (one: any) => one.column === "left",
  );
  expect(text((await site.see("/models")).html)).toContain("left is");
  expect(
    (
      await site.send("/models/odd/label", {
        choice: String(wanted),
        horizon: "2",
      })
    ).status,
  ).toBe(303);
  expect((await site.call("GET", "/v1/datasets/odd")).label).toEqual({
    ...candidates.label[wanted],
    ...{ horizon: 2, kind: "binary" },
  });
  expect(
    (await site.send("/models/odd/label", { choice: "99", horizon: "0" }))
      .status,
  ).toBe(400);
});

describe("with a model", () => {
  let version: string;

  beforeAll(async () => {
    const answer = await site.send("/models/customers/train", {});
    const path = answer.headers.get("location")!;
    await until(async () => {
      const { html } = await site.see(path);
      expect(text(html)).not.toContain("failed");
      return text(html).includes("now serves");
    });
    await site.settled(
      "customers",
      2,
      ({ accepted, scored }) => accepted > 0 && scored === accepted,
    );
    version = (await Registry.current("customers"))!.version;
  }, 120_000);

  test("the overview shows what core counts: figures, bands, whom to see first, the model's own figures", async () => {
    const said = text((await site.see("/")).html).replace(/\s+/g, " ");
    const metrics = await MonthlyReport.metrics("customers", newest);
    expect(said).toContain(`Loyalty${fixed(metrics.loyalty.value!)}`);
    expect(said).toContain(
      `Success rate${percent(metrics.successRate.value!)}`,
    );
    const rows = await PeriodIndex.read("customers", newest);
    const band = rows.map((row) => row.band);
    for (const one of ["high", "medium", "low"] as const) {
      const count = band.filter((b) => b === one).length;
      expect(said).toMatch(
        new RegExp(
          `${one}(from|below) [\\d.]+ %${whole(count)}${percent(count / band.length)}`,
        ),
      );
    }
    const now = new Date();
    const { items } = await Priorities.list("customers", { limit: 8 }, now);
    expect(items).toHaveLength(8);
    const places = items.map(({ id, name, moneyAtRisk }) =>
      said
        .replaceAll(" ", "")
        .indexOf(
          `${name ?? ""}${id}${whole(moneyAtRisk!)}`.replaceAll(" ", ""),
        ),
    );
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    const { auc, logLoss } = (await Registry.card("customers", version)).metrics
      .test;
    expect(said).toContain(
      `${fixed(auc.value, 3)} 95 % interval ${fixed(auc.low, 3)} to ${fixed(auc.high, 3)}`,
    );
    expect(said).toContain(fixed(logLoss.value, 4));
  });

  test("a customer's page gives every column's push, and with the base they make up its log-odds", async () => {
    const one = await Customer.get("customers", "c0001");
    const { html } = await site.see("/customers/c0001");
    const table = /<table class="pushes">[\s\S]*?<\/table>/.exec(html)![0];
    const shown = [
      ...table.matchAll(
        /<td>([^<]+) <b>[^<]*<\/b><\/td>.*?<td class="number">([^<]+)</gs,
      ),
    ].map(
      ([, column, push]) => [column, Number(push.replace("−", "-"))] as const,
    );
    expect(shown.map(([column]) => column)).toEqual(
      one.drivers.map(({ label }) => label),
    );
    const sum = shown.reduce(
      (total, [, push]) => total + push,
      one.score!.base,
    );
    // Each is rounded to two digits.
    expect(Math.abs(sum - one.score!.logit)).toBeLessThan(0.005 * shown.length);
    expect(text(html)).toContain(percent(one.probability!));
  });

  test("the list keeps to its band and turns its order round", async () => {
    const order = async (sort: string) =>
      [
        ...(await site.see(`/customers?band=low&sort=${sort}`)).html.matchAll(
          /class="id">(c\d+)</g,
        ),
      ].map(([, id]) => id);
    const { items } = await CustomerList.list("customers", {
      period: newest,
      band: "low",
      sort: "-revenue",
      limit: 50,
    });
    expect(await order("-revenue")).toEqual(
      items.filter(({ name }) => name).map(({ id }) => id),
    );
    expect((await site.see("/customers?sort=nonsense")).status).toBe(400);
  });

  test("pages of the list join without gap or repetition", async () => {
    const ids: string[] = [];
    for (let path: string | undefined = "/customers?sort=id"; path;) {
      const { html }: { html: string } = await site.see(path);
      ids.push(
        ...[...html.matchAll(/href="\/customers\/(c\d+)"/g)].map(
          ([, id]) => id,
        ),
      );
      path = /href="([^"]+)">Next/.exec(html)?.[1].replaceAll("&amp;", "&");
    }
    expect(ids).toEqual(
      (await PeriodIndex.read("customers", newest)).map((row) => row.id),
    );
  });

  test("an id finds its customer at once, a piece of a name everybody who has it", async () => {
    expect((await site.ask("/customers?q=c0123")).headers.get("location")).toBe(
      "/customers/c0123",
    );
    const { html } = await site.see("/customers?q=company+12");
    const found = [...html.matchAll(/class="id">(c\d+)</g)]
      .map(([, id]) => id)
      .sort();
    const rows = await PeriodIndex.read("customers", newest);
    const [id, name] = [rows.map((row) => row.id), rows.map((row) => row.name)];
    expect(found).toEqual(
      id.filter((_, k) => name[k]?.startsWith("Company 12")),
    );
  });

  test("a version is promoted from the list, and without one before it nothing is rolled back", async () => {
    const promoted = await site.send("/models/customers/promote", { version });
    expect(promoted.status).toBe(303);
    expect(
      (await site.call("GET", "/v1/models/customers")).items,
    ).toMatchObject([{ version, current: true }]);
    const back = await site.send("/models/customers/rollback", {});
    expect([back.status, text(await back.text())]).toEqual([
      409,
      expect.stringContaining("model.rollback"),
    ]);
  });

  test("card and report are shown as they are stored, with no script allowed", async () => {
    expect(
      (
        await site.send("/reports", { month: newest, dataset: "customers" })
      ).headers.get("location"),
    ).toBe(`/reports/${newest}`);
    for (const [path, stored] of [
      [
        `/models/customers/${version}`,
        Bucket.keys.model("customers", version, "card.html"),
      ],
      [`/reports/${newest}`, Bucket.keys.report(newest, "html")],
    ]) {
      const { html, headers } = await site.see(path);
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
      const { html, headers } = await site.see(path);
      const policy = headers.get("content-security-policy")!;
      expect(policy).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
      expect(policy).not.toMatch(/script-src[^;]*unsafe|style-src [^;]*unsafe/);
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
        await page.goto(`${site.url}/`);
        await page.getByLabel("Key").fill(site.key);
        await page.getByRole("button", { name: "Sign in" }).click();
        await page
          .getByRole("heading", { name: "Whom to see first" })
          .waitFor();
        const first = page
          .locator("h2:has-text('Whom to see first')")
          .locator("xpath=../..")
          .locator("td a")
          .first();
        const name = await first.innerText();
        await first.click();
        await page.getByRole("heading", { level: 1, name }).waitFor();
        await page.getByRole("heading", { name: "History" }).click();
        await page
          .getByRole("img", { name: "Probability by period" })
          .waitFor();
        expect(errors).toEqual([]);
      });

      const paths = [
        "/",
        "/customers",
        "/customers/c0001",
        "/actions",
        "/segments",
        "/health",
        "/voice",
        "/forecast",
        "/ask",
        "/import",
        "/uploads",
        "/models",
        "/reports",
        "/problems",
        "/jobs",
        "/settings",
        "/settings/keys",
        "/docs",
        "/nowhere",
      ];

      test.each([
        ["en-US", "light"],
        ["zh-CN", "dark"],
      ] as const)(
        "in %s and %s, nobody is kept out of a page, and none scrolls sideways on a phone or a desk",
        { timeout: 120_000 },
        async (locale, colorScheme) => {
          const context = await browser.newContext({
            ...{ locale, colorScheme },
            storageState: await page.context().storageState(),
          });
          const seen = await context.newPage();
          const faults: string[] = [];
          for (const path of paths) {
            await seen.goto(site.url + path);
            const lang = await seen.locator("html").getAttribute("lang");
            if (lang !== locale.slice(0, 2)) faults.push(`${path}: ${lang}`);
            for (const width of [1280, 360]) {
              await seen.setViewportSize({ width, height: 900 });
              const over = await seen.evaluate(
                () => document.documentElement.scrollWidth - innerWidth,
              );
              if (over) faults.push(`${path} at ${width}: ${over} px too wide`);
            }
            await seen.evaluate(axe.source);
            const { violations } = await seen.evaluate(() =>
              (globalThis as any).axe.run({ resultTypes: ["violations"] }),
            );
            for (const { id, impact, nodes } of violations)
              if (impact === "serious" || impact === "critical")
                faults.push(`${path} ${id}: ${nodes[0].html}`);
          }
          await context.close();
          expect(faults).toEqual([]);
        },
      );

      test("a file sent from the page comes back with its counts", async () => {
        await page.goto(`${site.url}/uploads`);
        await page.getByLabel("Dataset").fill("patients");
        await page.locator("input[type=file]").setInputFiles({
          name: "ward-2026-10.csv",
          mimeType: "text/csv",
          buffer: Buffer.from(
            "id,age,ill\np1,40,yes\np2,50,no\np3,60\np4,70,no\n",
          ),
        });
        await page.getByRole("button", { name: "Upload" }).click();
        const said = page.getByRole("status");
        await page.locator("#said.good, #said.bad").waitFor();
        expect(await said.innerText()).toBe(
          "ward-2026-10.csv is in: 4 rows: 3 accepted, 1 rejected, 0 scored",
        );
        const row = page.locator("tr", { hasText: "ward-2026-10.csv" });
        expect(
          await row
            .getByRole("link", { name: "Rejected rows" })
            .getAttribute("href"),
        ).toContain("/rejects/");
        await page.getByRole("button", { name: "Upload" }).click();
        await page.getByText("nothing changed").waitFor();
        expect(errors).toEqual([]);
      });

      test("a refused file says why", async () => {
        await page.getByLabel("Dataset").fill("patients");
        await page.locator("input[type=file]").setInputFiles({
          name: "ward.pdf",
          mimeType: "application/pdf",
          buffer: Buffer.from("x"),
        });
        await page.getByRole("button", { name: "Upload" }).click();
        await page.locator("#said.bad").waitFor();
        expect(await page.getByRole("status").innerText()).toContain(
          "ends in .csv",
        );
      });

      test("a link with the key signs in by itself and leaves no key in the address", async () => {
        const fresh = await (await browser.newContext()).newPage();
        await fresh.goto(`${site.url}/sign-in?next=/models#key=${site.key}`);
        await fresh
          .getByRole("heading", { level: 1, name: "Models" })
          .waitFor();
        expect(fresh.url()).toBe(`${site.url}/models`);
        await fresh.getByRole("button", { name: "Sign out" }).click();
        await fresh.getByRole("heading", { name: "Sign in" }).waitFor();
        await fresh.goto(`${site.url}/models`);
        expect(new URL(fresh.url()).pathname).toBe("/sign-in");
      });
    },
  );
});
