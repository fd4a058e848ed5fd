import { afterAll, beforeAll, expect, test } from "vitest";
import { app } from "@mainstay/functions/api/index";
import { ApiKey } from "@mainstay/core/aws/api-key";
import { Alert } from "@mainstay/core/playbooks/alert/alert";
import { Bucket } from "@mainstay/core/aws/bucket";
import { random } from "@mainstay/core/base/random";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Definition } from "@mainstay/core/tabular/definition";
import { DriftWatch } from "@mainstay/core/upkeep/drift-watch";
import { DriftWords } from "@mainstay/core/upkeep/drift-words";
import { Registry } from "@mainstay/core/model/registry";
import { Retraining } from "@mainstay/core/jobs/retraining";
import { Shadow } from "@mainstay/core/upkeep/shadow";
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

type Change = { silent?: number; plan?: number; odds?: number; turn?: boolean };

// Who uses little leaves within the month; the label stands in the same row.
function month(period: string, seed: number, change: Change = {}) {
  const { silent = 0, plan: fresh = 0, odds = 0, turn = false } = change;
  const draw = random(seed);
  const lines = Array.from({ length: 400 }, (_, k) => {
    const usage = 10 * draw.uniform();
    const plan =
      draw.uniform() < fresh
        ? "platinum"
        : ["basic", "team", "firm"][draw.integer(3)];
    const need = turn ? 10 - usage : usage;
    const logit = odds + 1.5 - need + (plan === "basic" ? 1 : 0);
    const left = draw.uniform() < 1 / (1 + Math.exp(-logit));
    const cell = draw.uniform() < silent ? "" : usage.toFixed(3);
    return [`c${k}`, period, cell, plan, left ? "yes" : "no"].join(",");
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
  expect(steady).toMatchObject({ verdict: "steady", n: 400 });
  expect(steady.columns.map(({ column }) => column).sort()).toEqual([
    "plan",
    "usage",
  ]);
  for (const { n, reference, threshold } of [
    ...steady.columns,
    steady.score!,
  ]) {
    expect({ n, reference }).toEqual({ n: 400, reference: 400 });
    expect(threshold).toBeGreaterThan(0);
  }
  // What was said of June before its outcomes taught anybody.
  expect(steady.calibration).toMatchObject({ verdict: "steady", n: 400 });
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

const day = 86_400_000;

test("a retrained version scores unseen in the shadow, and serves once outcomes have shown it to be better", async () => {
  await Dataset.write("turns", Definition.Info.parse(definition), 0);
  await drop("turns", "2026-05", month("2026-05", 1));
  const first = await fit("turns");
  await cloud.drain();
  const due = (days: number) =>
    Retraining.isDue("turns", new Date(now.getTime() + days * day));
  // Nothing new has come, then it has, and then a month is over.
  expect(await due(40)).toBe(false);
  // From June on those who use much leave.
  await drop("turns", "2026-06", month("2026-06", 2, { turn: true }));
  expect(await due(20)).toBe(false);
  expect(await due(40)).toBe(true);

  const asked = { shadow: true, who: "schedule" };
  const second = await fit("turns", asked);
  expect(second.promoted).toBe(false);
  expect(second.version).not.toBe(first.version);
  expect((await Registry.current("turns"))!.version).toBe(first.version);
  expect(await Shadow.show("turns")).toMatchObject({
    version: second.version,
    comparison: { difference: { n: 0 } },
  });
  expect(await due(90)).toBe(false);

  await drop("turns", "2026-07", month("2026-07", 3, { turn: true }));
  const { version, history } = (await Registry.serving("turns")).current!;
  expect(version).toBe(second.version);
  expect(history.at(-1)).toMatchObject({ by: "rule", who: "schedule" });
  expect(history.at(-1)!.why).toMatch(/lower .* on 400 outcomes/);
  expect(await Shadow.show("turns")).toBe(null);
  const [past] = await Shadow.past("turns");
  expect(past).toMatchObject({ end: "promoted", version: second.version });
});

test("where a person decides, a new version waits for approval, and one call rolls it back", async () => {
  const retrain = { every: "month", promote: "approval" };
  const whole = Definition.Info.parse({ ...definition, retrain });
  await Dataset.write("asks", whole, 0);
  await drop("asks", "2026-05", month("2026-05", 1));
  const first = await fit("asks");
  expect(first.promoted).toBe(true);
  await drop("asks", "2026-06", month("2026-06", 2));
  const second = await fit("asks", { who: "ops" });
  expect(second).toMatchObject({
    promoted: false,
    why: expect.stringMatching(/waits for approval/),
  });
  await drop("asks", "2026-07", month("2026-07", 3));
  // The rule would have looked by now; nobody but a person lets it serve.
  const shown = (await Shadow.show("asks"))!;
  expect(shown.comparison.difference.n).toBe(400);
  expect((await Registry.serving("asks")).current!.version).toBe(first.version);

  await expect(
    Shadow.approve("asks", first.version, now),
  ).rejects.toMatchObject({ code: "model.shadow", status: 409 });
  // A lead looks at the page, confirms, and thinks better of it.
  const key = ApiKey.random();
  await ApiKey.put({ key, name: "lead", scopes: [...ApiKey.everything] });
  const ask = async (path: string, fields?: Record<string, string>) => {
    const answer = await app.request(path, {
      method: fields ? "POST" : "GET",
      headers: { authorization: `Bearer ${key}`, accept: "text/html" },
      ...(fields && { body: new URLSearchParams(fields) }),
    });
    return { status: answer.status, html: await answer.text() };
  };
  const page = await ask("/models");
  expect(page.html).toContain("In the shadow");
  expect(page.html).toContain("It waits for approval.");
  const link = /href="(\/models\/asks\/approve[^"]+)"/.exec(page.html)![1];
  const asked = await ask(link.replaceAll("&amp;", "&"));
  expect(asked.html).toContain("Let it serve");
  // To look at the question changes nothing.
  expect((await Registry.serving("asks")).current!.version).toBe(first.version);
  const done = await ask("/models/asks/approve", {
    ...{ version: second.version, why: "it knows June" },
  });
  expect(done.status).toBe(303);
  const served = (await Registry.serving("asks")).current!;
  expect(served.version).toBe(second.version);
  expect(served.history.at(-1)).toMatchObject({
    ...{ by: "approve", who: "lead", why: "it knows June" },
  });
  expect(await Shadow.show("asks")).toBe(null);
  const question = await ask("/models/asks/rollback");
  expect(question.html).toContain(first.version);
  await ask("/models/asks/rollback", { version: first.version });
  const back = (await Registry.serving("asks")).current!;
  expect(back.version).toBe(first.version);
  expect(back.history.at(-1)).toMatchObject({ by: "rollback", who: "lead" });
});
