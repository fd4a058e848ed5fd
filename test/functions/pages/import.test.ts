import { existsSync, readFileSync } from "node:fs";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { start, type Site } from "../site";

const executablePath = "/usr/bin/chromium";
const example = (name: string) =>
  readFileSync(new URL(`../../fixtures/cases/${name}`, import.meta.url));

describe.skipIf(!existsSync(executablePath))(
  "the page Import in Chromium (skipped where /usr/bin/chromium is absent)",
  () => {
    let site: Site;
    let browser: Browser;
    let page: Page;
    const errors: string[] = [];

    beforeAll(async () => {
      site = await start();
      browser = await chromium.launch({
        executablePath,
        args: ["--headless", "--no-sandbox", "--disable-gpu"],
      });
      page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      page.on(
        "console",
        (message) => message.type() === "error" && errors.push(message.text()),
      );
      page.on("pageerror", (error) => errors.push(error.message));
      await page.goto(`${site.url}/`);
      await page.getByLabel("Key").fill(site.key);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByRole("link", { name: "Import", exact: true }).click();
    });
    afterAll(async () => {
      await browser?.close();
      await site?.stop();
    });

    // Pictures for whoever wants to look at the page.
    const picture = (name: string) =>
      process.env.PICTURES &&
      page.screenshot({
        path: `${process.env.PICTURES}/${name}.png`,
        fullPage: true,
      });
    const card = (name: string) =>
      page.locator(`form.import[data-name="${name}"]`);

    test("a messy accounts export is shown as it will be read, answered, and comes in as customers with their money", async () => {
      const name = "Accounts 2025-03.csv";
      await page.locator("#zone input").setInputFiles({
        ...{ name, mimeType: "text/csv" },
        buffer: example(`account-export/${name}`),
      });
      const form = card(name);
      await form.getByText("header on line 3").waitFor();
      expect(
        await form.getByLabel("Who (id)").evaluate((e: any) => e.value),
      ).toBe("Account ID");
      expect(
        (await site.call("GET", "/v1/uploads?dataset=customers")).items,
      ).toEqual([]);
      const row = form.locator("tr", { hasText: "MRR (USD)" }).first();
      const money = row.getByRole("button", { name: "This is money" });
      if (await money.count()) await money.click();
      await page.waitForFunction(
        () =>
          document.querySelector<HTMLSelectElement>(
            'select[data-key="roles"][data-column="MRR (USD)"]',
          )?.value === "revenue",
      );
      await picture("import-accounts");
      await form.getByRole("button", { name: "Import" }).click();
      await form.locator(".told.good").waitFor();
      const told = await form.locator(".told").innerText();
      expect(told).toMatch(/^50 of 51 rows are in, 1 refused/);
      await picture("import-done");
      const definition = await site.call("GET", "/v1/datasets/customers");
      expect(definition.said).toEqual(
        expect.arrayContaining(["id", "label", "roles.revenue"]),
      );
      const { mrr } = await site.call("GET", "/v1/metrics?period=2025-03");
      expect(mrr.value).toBeCloseTo(133126.73, 2);
      expect(errors).toEqual([]);
    });

    test("a survey and a workbook dropped together are each told what they are; a period can be stated", async () => {
      await page.goto(`${site.url}/import`);
      const survey = "满意度调查_60.csv";
      await page.locator("#zone input").setInputFiles([
        {
          ...{ name: survey, mimeType: "text/csv" },
          buffer: example(`survey-in-chinese/${survey}`),
        },
        {
          ...{ name: "plain.csv", mimeType: "text/csv" },
          buffer: Buffer.from("machine_id,heat\nm1,3\nm2,4\n"),
        },
      ]);
      const kind = (name: string) => card(name).locator('[data-do="dataset"]');
      await card(survey).waitFor();
      expect(await kind(survey).inputValue()).toBe("feedback");
      await picture("import-survey");
      const plain = card("plain.csv");
      await plain.waitFor();
      expect(await kind("plain.csv").inputValue()).toBe("own");
      await plain.getByLabel("Name of the table").fill("machines");
      await plain.getByLabel("Name of the table").blur();
      await page.locator('form[data-dataset="machines"]').waitFor();
      await plain.getByLabel("The period is").fill("2025-04");
      await plain.getByLabel("The period is").blur();
      await page.waitForFunction(
        () => !document.body.innerText.includes("period.assumed"),
      );
      await plain.getByRole("button", { name: "Import" }).click();
      await plain.locator(".told.good").waitFor();
      const { items } = await site.call("GET", "/v1/uploads?dataset=machines");
      expect(items).toMatchObject([{ periods: ["2025-04"], accepted: 2 }]);
      expect(errors).toEqual([]);
    });

    test("the line of names can be pointed at", async () => {
      await page.locator("#zone input").setInputFiles({
        ...{ name: "words.csv", mimeType: "text/csv" },
        buffer: Buffer.from("red,blue\nname,town\nann,york\nbob,bath\n"),
      });
      const words = card("words.csv");
      await words.getByText("First rows").click();
      await words
        .locator("tr", { hasText: "town" })
        .last()
        .getByRole("button", { name: "Header" })
        .click();
      await words.getByText("header on line 2").waitFor();
      expect(await words.getByLabel("Type of town").count()).toBe(1);
    });

    test("a label of three values can be told by one of them, or learned as classes", async () => {
      const states = ["Active", "Left", "Trial"];
      const rows = Array.from(
        { length: 30 },
        (_, k) => `c${k},${states[k % 3]},${k * 10}\n`,
      );
      await page.locator("#zone input").setInputFiles({
        ...{ name: "states.csv", mimeType: "text/csv" },
        buffer: Buffer.from(`machine_id,State,heat\n${rows.join("")}`),
      });
      const form = card("states.csv");
      const label = form.getByLabel("To be predicted");
      await label.waitFor();
      const offered = await label.locator("option").allInnerTexts();
      expect(offered).toEqual(
        expect.arrayContaining([
          "State, as one of its classes",
          "State, as levels in order",
          "heat, as an amount",
        ]),
      );
      const chosen = { column: "State", positive: "Left" };
      await label.selectOption(JSON.stringify(chosen));
      await expect
        .poll(() =>
          card("states.csv").getByLabel("To be predicted").inputValue(),
        )
        .toBe(JSON.stringify(chosen));
      await picture("import-states");
      await card("states.csv")
        .getByRole("button", { name: "Leave it out" })
        .click();
    });

    test("a file that lacks what its dataset needs can be made another table", async () => {
      await page.locator("#zone input").setInputFiles({
        ...{ name: "shops.csv", mimeType: "text/csv" },
        buffer: Buffer.from("customer_id,mrr\ns1,3\ns2,4\n"),
      });
      const form = card("shops.csv");
      await form.getByText("definition.column.missing").waitFor();
      await picture("import-unread");
      await form.getByLabel("This is").selectOption("own");
      await form.getByLabel("Type of mrr").waitFor();
      await form.getByRole("button", { name: "Leave it out" }).click();
    });

    test("a file that nobody reads says what to change", async () => {
      await page.locator("#zone input").setInputFiles({
        ...{ name: "report.pdf", mimeType: "application/pdf" },
        buffer: Buffer.from("%PDF-1.4"),
      });
      await page.getByText("upload.type").waitFor();
    });

    test("the definition in force can be changed, and what will be read anew is said first", async () => {
      await page.goto(`${site.url}/import?dataset=machines`);
      const form = page.locator("form.import");
      await form.getByLabel("Rows are kept for").selectOption("24");
      expect(await page.locator("#again").isVisible()).toBe(false);
      await form.getByLabel("Type of heat").selectOption("category");
      await page.getByText("1 file of machines will be read anew").waitFor();
      await picture("import-definition");
      await form.getByRole("button", { name: "Save" }).click();
      await page.waitForLoadState();
      await expect
        .poll(
          async () =>
            (await site.call("GET", "/v1/datasets/machines")).columns.heat,
        )
        .toBe("category");
      expect(
        (await site.call("GET", "/v1/datasets/machines")).retention,
      ).toEqual({ months: 24 });
    });
  },
);
