import { afterAll, beforeAll, expect, test } from "vitest";
import { Bucket } from "@mainstay/core/aws/bucket";
import { random } from "@mainstay/core/base/random";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Upload } from "@mainstay/core/ingest/upload";
import { OutcomeScorer } from "@mainstay/core/outcome/outcome-scorer";
import { Registry } from "@mainstay/core/model/registry";
import { ScoreRows } from "@mainstay/core/scoring/score-rows";
import { Definition } from "@mainstay/core/tabular/definition";
import { train } from "@mainstay/training/job/train";
import { start, type Cloud } from "../../cloud";

let cloud: Cloud;
beforeAll(async () => {
  cloud = await start();
});
afterAll(() => cloud.stop());

const now = new Date("2026-11-02T00:00:00Z");
const fit = (dataset: string) =>
  train({ dataset, seed: 42, now, progress: () => {} });

// What is spent and how content somebody is follow from use and plan; `strength` 0: from nothing.
function csv(rows: number, strength: number) {
  const draw = random(9);
  const lines = ["id,uses,plan,region,spend,plan next,content"];
  for (let i = 0; i < rows; i++) {
    const uses = draw.normal();
    const plan = draw.integer(3);
    const z = strength * (uses + plan - 1);
    const spend = Math.exp(3 + z + 0.4 * draw.normal());
    const next = ["stays", "grows", "leaves"][
      z + draw.normal() > 0.7 ? 1 : z + draw.normal() < -0.7 ? 2 : 0
    ];
    const content = Math.min(
      5,
      Math.max(1, Math.round(3 + z + 0.7 * draw.normal())),
    );
    lines.push(
      `r${i},${uses.toFixed(4)},${["free", "pro", "max"][plan]},${draw.integer(2) ? "north" : "south"},${spend.toFixed(2)},${next},${content}`,
    );
  }
  return lines.join("\n") + "\n";
}

async function dataset(name: string, label: object, strength = 1, more = {}) {
  const ignore = ["spend", "plan next", "content"].filter(
    (column) => column !== (label as { column: string }).column,
  );
  await Dataset.write(
    name,
    Definition.Info.parse({
      ...{ id: "id", label, ignore, ...more },
      learner: { kind: "auto", members: ["plr", "l6"] },
    }),
    0,
  );
  await Bucket.put(Bucket.keys.inbox(name, "2026-10.csv"), csv(900, strength));
  await cloud.drain();
  const [upload] = (await Upload.page(name, { limit: 1 })).items;
  expect(upload).toMatchObject({ state: "done", accepted: 900 });
}

const rows = [
  { id: "a", uses: "1.2", plan: "max" },
  { id: "b", uses: "-1", plan: "free" },
  { id: "c", uses: "", plan: "new" },
];
async function answers(name: string) {
  const { predictions, warnings } = await ScoreRows.rows(
    name,
    { rows, explain: true },
    now,
  );
  expect(warnings.join()).toContain("region");
  return predictions.map((one) => {
    if (!("kind" in one)) throw new Error(JSON.stringify(one));
    const sum = one.reasons.reduce((z, r) => z + r.contribution, one.base);
    expect(Math.abs(sum - one.score)).toBeLessThanOrEqual(
      1e-4 * Math.max(1, Math.abs(one.score)),
    );
    return one;
  });
}

test("an amount is answered with its intervals, and reasons in its own unit add up to it", async () => {
  await dataset("spenders", { column: "spend", kind: "number" });
  const { promoted, why } = await fit("spenders");
  expect(promoted, why).toBe(true);
  await cloud.drain();
  const [high, low] = await answers("spenders");
  expect(high.value!).toBeGreaterThan(2 * low.value!);
  for (const { value, low80, high80, low95, high95 } of [high, low]) {
    expect(low95!).toBeLessThanOrEqual(low80!);
    expect(low80!).toBeLessThan(high80!);
    expect(high80!).toBeLessThanOrEqual(high95!);
    expect(value!).toBeGreaterThan(0);
  }
  expect([high.band, low.band]).toEqual(["high", "low"]);
  // What matters is told: use and plan, whose curves rise, and not the region.
  const { card } = (await OutcomeScorer.current("spenders"))!;
  const names = card.importance.map(({ column }) => column);
  expect(names.slice(0, 2).sort()).toEqual(["plan", "uses"]);
  const loss = Object.fromEntries(
    card.importance.map(({ column, value }) => [column, value]),
  );
  expect(Math.abs(loss.region)).toBeLessThan(0.05 * loss.plan);
  const { points } = card.partial.find(({ column }) => column === "uses")!;
  expect(points.at(-1)!.answers[0]).toBeGreaterThan(2 * points[0].answers[0]);
  // What has to change for it to be among the low ones, nearest first, and it is what would be answered.
  const asked = { rows: [rows[0]], explain: false };
  const whatif = { band: "low" as const, columns: ["uses", "plan"] };
  const [said] = (await ScoreRows.rows("spenders", { ...asked, whatif }, now))
    .predictions;
  if (!("alternatives" in said)) throw new Error(JSON.stringify(said));
  expect(said.alternatives!.length).toBeGreaterThan(0);
  for (const { changes, distance, ...answer } of said.alternatives!) {
    expect(distance).toBeGreaterThan(0);
    const changed = { ...rows[0], ...changes };
    const [again] = (
      await ScoreRows.rows("spenders", { rows: [changed], explain: false }, now)
    ).predictions;
    expect(again).toMatchObject({ band: "low" });
    const value = (one: object) => ("value" in one ? Number(one.value) : NaN);
    expect(value(again) / value(answer)).toBeCloseTo(1, 3);
  }
  // What serves other labels is nothing that a list of risks could show.
  expect(await Registry.current("spenders")).toBeNull();
});

test("classes and levels are answered by shares of 1, with reasons that add up", async () => {
  await dataset("movers", { column: "plan next", kind: "classes" });
  await dataset("raters", { column: "content", kind: "ordered" });
  for (const name of ["movers", "raters"]) {
    await fit(name);
    const found = await answers(name);
    for (const { classes } of found)
      expect(Object.values(classes!).reduce((a, b) => a + b)).toBeCloseTo(
        1,
        10,
      );
    const named = found.map(({ class: likeliest }) => likeliest);
    expect(named.slice(0, 2)).toEqual(
      name === "movers" ? ["grows", "leaves"] : ["5", "1"],
    );
    expect(found[0].value === undefined).toBe(name === "movers");
  }
  const ask = (whatif: { band?: "low"; class?: string }) =>
    ScoreRows.rows(
      "movers",
      {
        ...{ rows: [rows[0]], explain: false },
        whatif: { ...whatif, columns: ["uses", "plan"] },
      },
      now,
    );
  const [moved] = (await ask({ class: "leaves" })).predictions;
  expect(moved).toMatchObject({ alternatives: [{ class: "leaves" }] });
  for (const wrong of [{ band: "low" as const }, { class: "flies" }, {}])
    await expect(ask(wrong)).rejects.toMatchObject({
      code: "score.whatif.kind",
    });
});

test("a label that follows from nothing is refused", async () => {
  for (const [name, label] of [
    ["luck1", { column: "spend", kind: "number" }],
    ["luck2", { column: "plan next", kind: "classes" }],
    ["luck3", { column: "content", kind: "ordered" }],
  ] as const) {
    await dataset(name, label, 0);
    await expect(fit(name)).rejects.toMatchObject({
      code: "train.refused.base",
    });
  }
});

test("a protected column is never learned from", async () => {
  await dataset("fair", { column: "spend", kind: "number" }, 1, {
    protected: ["plan"],
  });
  await fit("fair");
  const scorer = (await OutcomeScorer.current("fair"))!;
  expect(scorer.card.columns.map(({ name }) => name)).not.toContain("plan");
});

test("what is written in a text is learned for amounts, too, and its share is among the reasons", async () => {
  const draw = random(5);
  const lines = ["id,uses,notes,spend"];
  for (let i = 0; i < 900; i++) {
    const [uses, said] = [draw.normal(), draw.uniform() < 0.4];
    const notes = `we ${said ? "expand" : "wait"} ${["soon", "with care", "as ever", `after case ${i}`][draw.integer(4)]} and ask for the plan of ${i}`;
    const spend = 20 + 3 * uses + (said ? 10 : 0) + draw.normal();
    lines.push(`n${i},${uses.toFixed(4)},${notes},${spend.toFixed(2)}`);
  }
  await Dataset.write(
    "noted",
    Definition.Info.parse({
      ...{ id: "id", label: { column: "spend", kind: "number" } },
      columns: { notes: "text" },
    }),
    0,
  );
  await Bucket.put(
    Bucket.keys.inbox("noted", "2026-10.csv"),
    `${lines.join("\n")}\n`,
  );
  await cloud.drain();
  await fit("noted");
  const { card } = (await OutcomeScorer.current("noted"))!;
  expect(card.importance.map(({ column }) => column).sort()).toEqual([
    "notes",
    "uses",
  ]);
  expect(card.metrics.test.rmse.value).toBeLessThan(2);
  const { predictions } = await ScoreRows.rows(
    "noted",
    {
      rows: [
        { id: "a", uses: "0", notes: "we expand soon and ask for the plan" },
        { id: "b", uses: "0", notes: "we wait soon and ask for the plan" },
      ],
      explain: true,
    },
    now,
  );
  const [more, less] = predictions.map((one) => {
    if (!("kind" in one)) throw new Error(JSON.stringify(one));
    const sum = one.reasons.reduce((z, r) => z + r.contribution, one.base);
    expect(Math.abs(sum - one.score)).toBeLessThan(1e-3);
    return one;
  });
  expect(more.value! - less.value!).toBeGreaterThan(6);
});
