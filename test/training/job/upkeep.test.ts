import { afterAll, beforeAll, expect, test } from "vitest";
import { Alert } from "@mainstay/core/playbooks/alert/alert";
import { Bucket } from "@mainstay/core/aws/bucket";
import { random } from "@mainstay/core/base/random";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Definition } from "@mainstay/core/tabular/definition";
import { DriftWatch } from "@mainstay/core/upkeep/drift-watch";
import { DriftWords } from "@mainstay/core/upkeep/drift-words";
import { train } from "@mainstay/training/job/train";
import { start, type Cloud } from "../../cloud";

let cloud: Cloud;
beforeAll(async () => {
  cloud = await start();
});
afterAll(() => cloud.stop());

const now = new Date("2026-11-02T00:00:00Z");
const fit = (dataset: string, more: object = {}) =>
  train({ dataset, seed: 42, now, progress: () => {}, ...more });

type Change = { silent?: number; plan?: number; odds?: number };

// Who uses little leaves within the month; the label stands in the same row.
function month(period: string, seed: number, change: Change = {}) {
  const { silent = 0, plan: fresh = 0, odds = 0 } = change;
  const draw = random(seed);
  const lines = Array.from({ length: 800 }, (_, k) => {
    const usage = 10 * draw.uniform();
    const plan =
      draw.uniform() < fresh
        ? "platinum"
        : ["basic", "team", "firm"][draw.integer(3)];
    const logit = odds + 1.5 - usage + (plan === "basic" ? 1 : 0);
    const left = draw.uniform() < 1 / (1 + Math.exp(-logit));
    const cell = draw.uniform() < silent ? "" : usage.toFixed(3);
    return [`c${seed}-${k}`, period, cell, plan, left ? "yes" : "no"].join(",");
  });
  return `id,month,usage,plan,left\n${lines.join("\n")}\n`;
}

const definition = {
  ...{ id: "id", time: "month", learner: "logistic" },
  label: { column: "left", positive: "yes" },
};
const driftAlerts = async (dataset: string) =>
  (await Alert.list(dataset)).filter(({ kind }) => kind === "model-drift");
async function drop(dataset: string, period: string, csv: string) {
  await Bucket.put(Bucket.keys.inbox(dataset, `${period}.csv`), csv);
  await cloud.drain();
}

test("months like those the model learned are steady; one that has changed is told by column, and alerts once", async () => {
  await Dataset.write("drifts", Definition.Info.parse(definition), 0);
  await drop("drifts", "2026-05", month("2026-05", 1));
  await fit("drifts");
  await cloud.drain();
  expect(await DriftWatch.read("drifts")).toMatchObject({
    ...{ verdict: "none", n: 0 },
    why: expect.stringMatching(/Too few/),
  });

  await drop("drifts", "2026-06", month("2026-06", 2));
  const steady = await DriftWatch.read("drifts");
  expect(steady).toMatchObject({ verdict: "steady", n: 800 });
  expect(steady.columns.map(({ column }) => column).sort()).toEqual([
    "plan",
    "usage",
  ]);
  for (const { n, reference, threshold } of [
    ...steady.columns,
    steady.score!,
  ]) {
    expect({ n, reference }).toEqual({ n: 800, reference: 800 });
    expect(threshold).toBeGreaterThan(0);
  }
  // What was said of June before its outcomes taught anybody.
  expect(steady.calibration).toMatchObject({ verdict: "steady", n: 800 });
  expect(await driftAlerts("drifts")).toEqual([]);

  const changed = { silent: 0.3, plan: 0.15, odds: 1.2 };
  await drop("drifts", "2026-07", month("2026-07", 3, changed));
  const drift = await DriftWatch.read("drifts");
  const of = (name: string) =>
    drift.columns.find(({ column }) => column === name)!;
  expect(drift.verdict).toBe("drift");
  expect(of("usage").causes).toContain("missing");
  expect(of("plan")).toMatchObject({
    causes: ["levels"],
    levels: [{ level: "platinum" }],
  });
  expect(drift.label!.verdict).toBe("drift");
  expect(drift.calibration!.verdict).toBe("drift");
  expect(DriftWords.summary(drift)).toMatch(/plan \(new values: platinum/);
  // A second look at the same rows tells nobody again.
  await drop("drifts", "2026-07", `${month("2026-07", 3, changed)}\n`);
  const alerts = await driftAlerts("drifts");
  expect(alerts).toHaveLength(1);
  expect(alerts[0].text.en).toMatch(/usage: empty in/);
});
