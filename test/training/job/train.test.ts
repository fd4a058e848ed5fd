import { afterAll, beforeAll, expect, test } from "vitest";
import { Bucket } from "@mainstay/core/aws/bucket";
import { random } from "@mainstay/core/base/random";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Definition } from "@mainstay/core/tabular/definition";
import { Registry } from "@mainstay/core/model/registry";
import { Scorer } from "@mainstay/core/model/scorer";
import { Snapshot } from "@mainstay/core/customers/snapshot";
import { Upload } from "@mainstay/core/ingest/upload";
import { train } from "@mainstay/training/job/train";
import { HeldOut } from "@mainstay/training/stats/held-out";
import { start, type Cloud } from "../../cloud";
import { table } from "../example-table";

let cloud: Cloud;
beforeAll(async () => {
  cloud = await start();
});
afterAll(() => cloud.stop());

const label = { column: "left", positive: "yes", horizon: 0 };
const now = new Date("2026-11-02T00:00:00Z");
const fit = (dataset: string, seed = 42) =>
  train({ dataset, seed, now, progress: () => {} });

async function dataset(
  name: string,
  csv: string,
  definition: object = { id: "id", label },
) {
  await Dataset.write(name, Definition.Info.parse(definition), 0);
  await Bucket.put(Bucket.keys.inbox(name, "2026-10.csv"), csv);
  await cloud.drain();
}
const newest = async (name: string) =>
  (await Upload.page(name, { limit: 1 })).items[0];

test("a first version that beats the base rate serves, and scores what was stored unscored", async () => {
  await dataset("first", table({ rows: 2000, seed: 1 }));
  expect(await newest("first")).toMatchObject({ state: "done", scored: 0 });
  const { version, promoted } = await fit("first");
  expect(promoted).toBe(true);
  await cloud.drain();
  expect(await newest("first")).toMatchObject({ accepted: 2000, scored: 2000 });
  const snapshots = await Snapshot.inPeriod("first", "2026-10");
  expect(snapshots.every((s) => s.score?.modelVersion === version)).toBe(true);
  // The logit the outcomes were drawn from has an AUC of about 0.86.
  const card = await Registry.card("first", version);
  expect(card.metrics.test.auc.value).toBeGreaterThan(0.8);
  expect(card.metrics.test.auc.low).toBeLessThan(card.metrics.test.auc.value);
  const judged = Array.from({ length: 2000 }, (_, k) =>
    HeldOut.place(`r${k}`),
  ).filter((place) => place < 0.2).length;
  expect(card.data).toMatchObject({
    rows: 2000,
    train: { rows: 2000 - judged },
    test: { rows: judged },
    split: { key: "id", cut: 0.2, apart: 0 },
  });
  expect(card.ignored.map(({ column }) => column)).toEqual(
    expect.arrayContaining(["id", "left"]),
  );
  // Every pair of three columns.
  expect(card.interactions).toHaveLength(3);
  for (const { columns, value } of card.interactions) {
    expect(card.columns.map(({ name }) => name)).toEqual(
      expect.arrayContaining(columns),
    );
    expect(value).toBeGreaterThan(0);
  }
});

test("predictions and snapshots say what the published graph says", async () => {
  const { version } = (await Registry.current("first"))!;
  const scorer = await Scorer.open("first", version);
  const csv = (await Bucket.text(
    Bucket.keys.predictions((await newest("first")).id),
  ))!;
  const lines = csv.trim().split("\n").slice(1);
  expect(lines).toHaveLength(2000);
  const snapshots = new Map(
    (await Snapshot.inPeriod("first", "2026-10")).map((s) => [s.id, s]),
  );
  for (const line of lines) {
    const [id, , probability] = line.split(",");
    const { score } = snapshots.get(id)!;
    expect(Number(probability)).toBe(score!.probability);
    expect(score!.probability).toBe(1 / (1 + Math.exp(-score!.logit)));
    const { high, medium } = scorer.card.bands;
    expect(score!.band).toBe(
      score!.probability >= high
        ? "high"
        : score!.probability >= medium
          ? "medium"
          : "low",
    );
  }
});

test("the same rows and seed give the same version, which then serves on", async () => {
  const before = await Registry.current("first");
  const again = await fit("first");
  expect(again).toMatchObject({ version: before!.version, promoted: false });
  expect(await Registry.current("first")).toEqual(before);
});

test("a later version serves only when it is better on the same held-out rows", async () => {
  const before = (await Registry.current("first"))!;
  // Rows whose outcome follows from nothing drown the ones that taught the first version.
  const noise = table({ rows: 6000, seed: 2, strength: 0.15 }).replaceAll(
    "\nr",
    "\nn",
  );
  await Bucket.put(Bucket.keys.inbox("first", "2026-10-noise.csv"), noise);
  await cloud.drain();
  const outcome = await fit("first");
  const card = await Registry.card("first", outcome.version);
  const losses = outcome.why
    .match(/0\.\d{4}/g)!
    .map(Number)
    .sort();
  const own = Number(card.metrics.test.logLoss.value.toFixed(4));
  expect(outcome.promoted).toBe(own === losses[0] && losses[0] < losses[1]);
  const after = (await Registry.current("first"))!;
  expect(after.version).toBe(
    outcome.promoted ? outcome.version : before.version,
  );
  expect(card.lineage.parent).toBe(before.version);
});

test("a version published later scores new uploads; one rolled back scores them again", async () => {
  const versions = (await Registry.versions("first")).map(
    ({ version }) => version,
  );
  expect(versions.length).toBe(2);
  const serving = (await Registry.current("first"))!.version;
  const other = versions.find((version) => version !== serving)!;
  await Registry.promote("first", other, now);
  await cloud.drain();
  const scoredBy = async () =>
    new Set(
      (await Snapshot.inPeriod("first", "2026-10")).map(
        (s) => s.score!.modelVersion,
      ),
    );
  expect(await scoredBy()).toEqual(new Set([other]));
  await Registry.rollback("first", now);
  await cloud.drain();
  expect(await scoredBy()).toEqual(new Set([serving]));
});

test("a model no better than the base rate is refused, with both figures", async () => {
  await dataset("chance", table({ rows: 1500, seed: 3, strength: 0 }));
  await expect(fit("chance")).rejects.toMatchObject({
    code: "train.refused.base",
  });
  expect(await Registry.current("chance")).toBeNull();
});

test("what cannot be learned is refused with what is missing", async () => {
  await dataset("unlabelled", table({ rows: 100, seed: 4 }), {
    id: "id",
    columns: { left: "category" },
    label: { ...label, column: "plan", positive: "gold" },
  });
  await expect(fit("unlabelled")).rejects.toMatchObject({
    code: "train.label.positive",
  });
  await dataset("few", table({ rows: 30, seed: 5 }));
  await expect(fit("few")).rejects.toMatchObject({ code: "train.rows.few" });
  await expect(fit("nobody")).rejects.toMatchObject({
    code: "dataset.unknown",
  });
});

test("with a horizon, older periods train and the newest complete one judges", async () => {
  const months = [
    "2026-05",
    "2026-06",
    "2026-07",
    "2026-08",
    "2026-09",
    "2026-10",
  ];
  const rows = table({ rows: 1200, seed: 6 })
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","));
  // Each customer's outcome shows two months after the drivers were seen, in its last row.
  const lines = ["id,month,tokens,errors,plan,left"];
  rows.forEach(([id, tokens, errors, plan, left], i) => {
    const from = i % 4;
    const last = left === "yes" ? Math.min(from + 2, 5) : 5;
    for (let m = from; m <= last; m++)
      lines.push(
        [
          id,
          months[m],
          tokens,
          errors,
          plan,
          left === "yes" && m === last ? "yes" : "no",
        ].join(","),
      );
  });
  await dataset("panel", lines.join("\n") + "\n", {
    id: "id",
    time: "month",
    label: { ...label, horizon: 2 },
  });
  const { version } = await fit("panel");
  const { data } = await Registry.card("panel", version);
  expect(data.test!.periods).toEqual(["2026-08"]);
  expect(data.train!.periods).toEqual(["2026-05", "2026-06"]);
});

test("a refused training says which strong column was read as text, and what to do", async () => {
  // One column holds all there is to know, in figures of which each row has its own: no word stands in two rows.
  const draw = random(9);
  const lines = Array.from({ length: 1500 }, (_, k) => {
    const use = 1e6 + 1e7 * draw.uniform();
    const odds = (use - 6e6) / 2e6;
    const left = draw.uniform() < 1 / (1 + Math.exp(-odds));
    const noise = draw.normal().toFixed(3);
    return [`t${k}`, noise, use.toFixed(0), left ? "yes" : "no"].join(",");
  });
  await dataset("texts", `id,noise,use,left\n${lines.join("\n")}\n`, {
    ...{ id: "id", label },
    columns: { use: "text" },
  });
  await expect(fit("texts")).rejects.toMatchObject({
    code: "train.refused.base",
    next: expect.stringMatching(
      /"use" was read as text.*columns\.use to number/,
    ),
  });
});
