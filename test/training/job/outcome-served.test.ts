import { afterAll, beforeAll, expect, test } from "vitest";
import { Customer } from "@mainstay/core/accounts/customer";
import { Lineage } from "@mainstay/core/accounts/lineage";
import { Priorities } from "@mainstay/core/accounts/priorities";
import { Bucket } from "@mainstay/core/aws/bucket";
import { random } from "@mainstay/core/base/random";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Redefine } from "@mainstay/core/ingest/redefine";
import { Upload } from "@mainstay/core/ingest/upload";
import { CustomerCsv } from "@mainstay/core/lists/customer-csv";
import { CustomerList } from "@mainstay/core/lists/customer-list";
import { Answer } from "@mainstay/core/model/answer";
import { build } from "@mainstay/core/reporting/build-report";
import { ReportData } from "@mainstay/core/reporting/report-data";
import { Query } from "@mainstay/core/sql/query";
import { ScoreRows } from "@mainstay/core/scoring/score-rows";
import { Csv } from "@mainstay/core/tabular/csv";
import { DriftWatch } from "@mainstay/core/upkeep/drift-watch";
import { Shadow } from "@mainstay/core/upkeep/shadow";
import { train } from "@mainstay/training/job/train";
import { start, type Cloud } from "../../cloud";

let cloud: Cloud;
beforeAll(async () => {
  cloud = await start();
});
afterAll(() => cloud.stop());

const now = new Date("2026-11-02T00:00:00Z");
const learner = { kind: "auto" as const, members: ["plr"] as const };
const fit = (dataset: string, more = {}) =>
  train({ dataset, seed: 42, now, progress: () => {}, ...more });

async function drop(dataset: string, name: string, text: string) {
  await Bucket.put(Bucket.keys.inbox(dataset, name), text);
  await cloud.drain();
  const [upload] = (await Upload.page(dataset, { limit: 1 })).items;
  expect(upload).toMatchObject({ state: "done", rejected: 0 });
  return upload;
}

const outcomes = ["spend", "next", "csat"] as const;

// Spend, plan and answer follow from use; a month later everybody uses a little more.
function month(rows: number, seed: number) {
  const draw = random(seed);
  const lines = [["id", "uses", "region", ...outcomes]];
  for (let i = 0; i < rows; i++) {
    const uses = draw.normal();
    const z = uses + 0.5 * draw.normal();
    lines.push([
      `r${i}`,
      uses.toFixed(4),
      draw.integer(2) ? "north" : "south",
      (100 + 30 * z).toFixed(2),
      z > 0.5 ? "=grow" : z < -0.5 ? "constructor" : "stay",
      String(Math.min(5, Math.max(1, Math.round(3 + 1.2 * z)))),
    ]);
  }
  return lines.map((cells) => Csv.line(cells)).join("");
}

async function prepared(dataset: string, column: (typeof outcomes)[number]) {
  const ignore = outcomes.filter((name) => name !== column);
  // The kind is told by the cells.
  await Redefine.put(
    dataset,
    {
      label: { column, positive: "", horizon: 0 },
      ignore: [...ignore],
      learner: { ...learner, members: ["plr"] },
    },
    now,
  );
  await drop(dataset, "2026-09.csv", month(300, 1));
  return fit(dataset);
}

async function csvOf(text: string): Promise<Record<string, string | null>[]> {
  const scan = Csv.scan(Buffer.from(text), {
    separator: ",",
    quote: '"',
  } as never);
  const row = (k: number) =>
    Array.from({ length: scan.first[k + 1] - scan.first[k] }, (_, j) =>
      Csv.text(scan, scan.first[k] + j),
    );
  const names = row(0);
  return Array.from({ length: scan.rows - 1 }, (_, k) =>
    Object.fromEntries(row(k + 1).map((cell, j) => [names[j], cell])),
  );
}

/** What every way of looking at a dataset says of its customers agrees with what is answered to their rows. */
async function agrees(dataset: string, upload: Upload.Item, file: string) {
  const { items, total } = await CustomerList.list(
    dataset,
    CustomerList.Query.parse({ limit: 1000 }),
  );
  expect(total).toBe(300);
  const rows = (await csvOf(file)).slice(0, 50);
  const { predictions } = await ScoreRows.rows(
    dataset,
    { rows, explain: true },
    now,
  );
  const said = await csvOf(
    (await Bucket.text(Bucket.keys.predictions(upload.id)))!,
  );
  expect(said).toHaveLength(300);
  const csv = await CustomerCsv.write(
    dataset,
    CustomerList.Filters.parse({}),
    now,
  );
  const listed = new Map(
    (await csvOf((csv as { text: string }).text)).map((one) => [one.id, one]),
  );
  const { rows: queried, columns } = await Query.run({
    sql: `select * from predictions where dataset = '${dataset}' order by id`,
    limit: 1000,
  } as never);
  const names = columns.map(({ name }) => name);
  for (const one of predictions) {
    if (!("kind" in one)) throw new Error(JSON.stringify(one));
    const sum = one.reasons.reduce((z, r) => z + r.contribution, one.base);
    expect(Math.abs(sum - one.score)).toBeLessThanOrEqual(
      1e-4 * Math.max(1, Math.abs(one.score)),
    );
    const item = items.find(({ id }) => id === one.id)!;
    const line = said.find(({ id }) => id === one.id)!;
    const query = queried.find((row) => row[names.indexOf("id")] === one.id)!;
    for (const column of Answer.columnsOf([one])) {
      const cell = Answer.cell(one, column);
      const agree = (other: unknown) =>
        typeof cell === "number"
          ? expect(Number(other)).toBeCloseTo(cell, 4)
          : expect(other).toBe(cell);
      agree(Answer.cell(item as never, column));
      agree(query[names.indexOf(column.name)]);
      // Of one and the same pass, to the last digit.
      const stored = String(
        Csv.spreadsheetSafe(Answer.cell(item as never, column)),
      );
      expect(line[column.name]).toBe(stored);
      expect(listed.get(one.id)![column.name]).toBe(stored);
    }
    expect([item.band, line.band]).toEqual([
      one.band ?? null,
      one.band ?? null,
    ]);
  }
  const [{ id }] = predictions;
  const whole = await Customer.get(dataset, id);
  expect(whole.answer).toMatchObject({
    kind: (predictions[0] as { kind: string }).kind,
  });
  expect(whole.score).toBeNull();
  expect(whole.reasons[0].text).toBeTruthy();
  const { score, again } = await Lineage.of(dataset, id);
  expect(again).toBeCloseTo(score!, 5);
  // Where no risk is foretold no money is at risk, and nothing breaks.
  const { items: first } = await Priorities.list(dataset, { limit: 10 }, now);
  expect(first.map(({ moneyAtRisk }) => moneyAtRisk)).toEqual(
    new Array(10).fill(null),
  );
  const report = build(await ReportData.read(dataset, "2026-09", now));
  expect(report.html).toContain("What is foretold");
  return items;
}

test("an amount is stored with every customer, listed, filtered and sorted, and the next version has to beat it", async () => {
  const first = await prepared("spenders", "spend");
  expect(first).toMatchObject({ promoted: true });
  await cloud.drain();
  const [upload] = (await Upload.page("spenders", { limit: 1 })).items;
  expect(upload.scored).toBe(300);
  const items = await agrees("spenders", upload, month(300, 1));
  const values = items.map(({ value }) => value!);
  expect(values).toEqual([...values].sort((a, b) => b - a));
  const filtered = async (where: object) =>
    CustomerList.list(
      "spenders",
      CustomerList.Query.parse({ limit: 1000, ...where }),
    );
  expect((await filtered({ where: "value > 100" })).total).toBe(
    values.filter((value) => value > 100).length,
  );
  const high = await filtered({ band: "high" });
  expect(high.total).toBe(items.filter(({ band }) => band === "high").length);
  expect(high.total).toBeGreaterThan(20);
  expect((await filtered({ sort: "low80" })).items[0].low80).toBe(
    Math.min(...items.map(({ low80 }) => low80!)),
  );

  // Rows that come later are scored as they come.
  const later = await drop("spenders", "2026-10.csv", month(300, 2));
  expect(later.scored).toBe(300);
  const retrain = { every: "never", promote: "approval" } as const;
  await Redefine.put("spenders", { retrain }, now);
  const again = await fit("spenders");
  expect(again).toMatchObject({ promoted: false });
  expect(again.why).toMatch(/^it is in the shadow of .*pinball loss/);
  const card = JSON.parse(
    (await Bucket.text(
      Bucket.keys.model("spenders", again.version, "card.json"),
    ))!,
  );
  const [{ difference, version, seen, score }] = card.comparisons;
  // Held out by whose they are, the rows that judge are new to both.
  expect([version, seen, score]).toEqual([first.version, 0, "pinball"]);
  expect(difference.low).toBeLessThanOrEqual(difference.high);

  // What both say of the month to come is compared once its amounts are known.
  await drop("spenders", "2026-11.csv", month(300, 3));
  expect(await DriftWatch.read("spenders")).toMatchObject({
    verdict: expect.stringMatching(/steady|drift/),
  });
  const shown = (await Shadow.show("spenders"))!;
  expect(shown.comparison).toMatchObject({ loss: "pinball loss" });
  expect(shown.comparison.difference.n).toBe(300);
  await Shadow.approve("spenders", again.version, now);
  await cloud.drain();
  const { answer } = await Customer.get("spenders", "r1");
  expect(answer!.modelVersion).toBe(again.version);
}, 120_000);

test("classes and levels are stored with every customer as they are answered", async () => {
  for (const [name, column] of [
    ["movers", "next"],
    ["raters", "csat"],
  ] as const) {
    expect(await prepared(name, column)).toMatchObject({ promoted: true });
    expect((await Dataset.get(name)).label!.kind).toBe(
      column === "next" ? "classes" : "ordered",
    );
    await cloud.drain();
    const [upload] = (await Upload.page(name, { limit: 1 })).items;
    await agrees(name, upload, month(300, 1));
  }
}, 120_000);

test("of a label that is said once rows are there, they tell the kind and the positive value", async () => {
  const columns = Csv.line(["id", "uses", "csat", "left", "spend"]);
  const rows = Array.from({ length: 60 }, (_, i) =>
    Csv.line([
      `r${i}`,
      `${i * 7}`,
      `${1 + (i % 5)}`,
      i % 4 ? "no" : "yes",
      `${i / 8}`,
    ]),
  );
  await drop("told", "2026-09.csv", columns + rows.join(""));
  const said = async (column: string, more = {}) => {
    const label = { column, positive: "", horizon: 0, ...more };
    return (await Redefine.put("told", { label }, now)).label;
  };
  expect(await said("csat")).toMatchObject({ kind: "ordered" });
  expect(await said("left")).toMatchObject({ kind: "binary", positive: "yes" });
  expect(await said("spend")).toMatchObject({ kind: "number" });
  expect(await said("left", { kind: "time" })).toMatchObject({
    ...{ kind: "time", positive: "yes" },
  });
  // What is sent back as it was answered says nothing new.
  const shown = Dataset.show(await Dataset.get("told"));
  const again = await Redefine.put("told", shown as never, now);
  expect(Dataset.show(again)).toEqual(shown);
});

// Everybody leaves sooner or later, sooner with little use; nobody is watched for more than twelve months.
function lives(people: number, seed: number) {
  const draw = random(seed);
  const lines = [Csv.line(["id", "month", "uses", "left"])];
  for (let i = 0; i < people; i++) {
    const uses = draw.normal();
    for (let t = 0; t < 12; t++) {
      const left = draw.uniform() < 0.12 * Math.exp(-uses);
      const use = (uses + 0.1 * draw.normal()).toFixed(4);
      const month = `2025-${String(t + 1).padStart(2, "0")}`;
      lines.push(Csv.line([`p${i}`, month, use, left ? "yes" : "no"]));
      if (left) break;
    }
  }
  return lines.join("");
}

test("a time is answered by what is left after so many periods, with reasons that add up, stored as it is answered", async () => {
  await Redefine.put(
    "lives",
    {
      label: { column: "left", positive: "yes", horizon: 0, kind: "time" },
      learner: { kind: "auto", members: ["plr"] },
    },
    now,
  );
  await drop("lives", "lives.csv", lives(150, 5));
  const { promoted, why, version } = await fit("lives");
  expect(promoted, why).toBe(true);
  await cloud.drain();
  const card = JSON.parse(
    (await Bucket.text(Bucket.keys.model("lives", version, "card.json")))!,
  );
  expect(card.metrics.test.concordance.value).toBeGreaterThan(0.6);
  expect(card.metrics.test.ibs.value).toBeLessThan(
    card.metrics.baselines.kaplanMeier.ibs,
  );
  const learned = card.columns.map(({ name }: { name: string }) => name);
  expect(learned).toEqual(["uses", "before.uses"]);
  const { predictions, warnings } = await ScoreRows.rows(
    "lives",
    {
      rows: [{ uses: "1.5" }, { uses: "-1.5" }, { uses: "" }, { uses: "99" }],
      explain: true,
    },
    now,
  );
  expect(warnings).toEqual([]);
  for (const one of predictions) {
    if (!("kind" in one)) throw new Error(JSON.stringify(one));
    const left = Answer.horizons.map((ahead) => one.survival![ahead]);
    expect(left).toEqual([...left].sort((a, b) => b - a));
    expect(left.every((share) => share > 0 && share <= 1)).toBe(true);
    const sum = one.reasons.reduce((z, r) => z + r.contribution, one.base);
    expect(Math.abs(sum - one.score)).toBeLessThanOrEqual(
      1e-4 * Math.max(1, Math.abs(one.score)),
    );
    expect(one.reasons.map(({ column }) => column).sort()).toEqual(
      [...learned].sort(),
    );
  }
  const [stays, leaves, , strange] = predictions as unknown as Answer.Info[];
  expect(stays.expected!).toBeGreaterThan(leaves.expected!);
  expect(stays.survival!["6"]).toBeGreaterThan(leaves.survival!["6"]);
  expect([stays.band, leaves.band]).toEqual(["low", "high"]);
  expect((strange as { warnings?: unknown[] }).warnings).toHaveLength(1);
  const { items } = await CustomerList.list(
    "lives",
    CustomerList.Query.parse({ limit: 1000 }),
  );
  const expected = items.flatMap(({ expected }) => expected ?? []);
  expect(expected.length).toBeGreaterThan(0);
  expect(expected).toEqual([...expected].sort((a, b) => a - b));
}, 120_000);
