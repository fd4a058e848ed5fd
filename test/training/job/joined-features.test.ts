import { afterAll, beforeAll, expect, test } from "vitest";
import { Action } from "@mainstay/core/playbooks/action/action";
import { Bucket } from "@mainstay/core/aws/bucket";
import { Customer } from "@mainstay/core/accounts/customer";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Definition } from "@mainstay/core/tabular/definition";
import { Feedback } from "@mainstay/core/feedback/feedback";
import { Registry } from "@mainstay/core/model/registry";
import { ScoreRows } from "@mainstay/core/scoring/score-rows";
import { Snapshot } from "@mainstay/core/customers/snapshot";
import { Upload } from "@mainstay/core/ingest/upload";
import { random } from "@mainstay/core/base/random";
import { LakeRows } from "@mainstay/training/job/lake-rows";
import { train } from "@mainstay/training/job/train";
import { start, type Cloud } from "../../cloud";

let cloud: Cloud;
beforeAll(async () => {
  cloud = await start();
  await Feedback.write("feedback", said);
});
afterAll(() => cloud.stop());

const now = new Date("2026-10-02T00:00:00Z");
const months = ["2026-05", "2026-06", "2026-07", "2026-08", "2026-09"];
const customers = 1000;
const definition = {
  ...{ id: "id", time: "month", learner: "boost" },
  label: { column: "left", positive: "yes", horizon: 1 },
};

// A mood that no column of a file knows of colours what a customer says, and whether it leaves in the next month.
function company(seed: number) {
  const draw = random(seed);
  const rows = new Map(months.map((month) => [month, ["id,month,size,left"]]));
  const said: Feedback.Info[] = [];
  for (let k = 0; k < customers; k++) {
    const size = draw.normal().toFixed(3);
    const mood = draw.normal();
    let leaving = false;
    for (const month of months) {
      const row = [`c${k}`, month, size, leaving ? "yes" : "no"];
      rows.get(month)!.push(row.join(","));
      if (leaving) break;
      leaving = draw.uniform() < 1 / (1 + Math.exp(2.6 + 2 * mood));
      if (draw.uniform() < 0.2) continue;
      const score = Math.max(-1, Math.min(1, mood / 3 + 0.1 * draw.normal()));
      said.push({
        ...Feedback.withId({
          ...{ customer: `c${k}`, channel: null, rating: null, scale: null },
          time: `${month}-15T00:00:00.000Z`,
          text: score < -0.5 ? "bad" : "fair",
        }),
        sentiment: {
          ...{ label: "made", probability: 1, words: [], model: "made" },
          score,
        },
      });
    }
  }
  return { rows, said };
}

const { rows, said } = company(1);
const drop = async (dataset: string, list: string[]) => {
  for (const month of list)
    await Bucket.put(
      Bucket.keys.inbox(dataset, `${month}.csv`),
      rows.get(month)!.join("\n") + "\n",
    );
  await cloud.drain();
};
const fit = (dataset: string) =>
  train({ dataset, seed: 42, now, progress: () => {} });

test("where only comments tell who leaves, a dataset nobody comments on has nothing to learn", async () => {
  await Dataset.write("silent", Definition.Info.parse(definition), 0);
  await drop("silent", months);
  await expect(fit("silent")).rejects.toMatchObject({
    code: "train.refused.base",
  });
});

test("the sentiment of comments tells who leaves, and the card says where it came from", async () => {
  await Dataset.write("customers", Definition.Info.parse(definition), 0);
  await drop("customers", months.slice(0, -1));
  const { version } = await fit("customers");
  await cloud.drain();
  const card = await Registry.card("customers", version);
  // The mood itself, of which comments are a copy with a tenth of noise, would give about 0.87.
  expect(card.metrics.test.auc.value).toBeGreaterThan(0.75);
  expect(
    card.columns.filter(({ joined }) => joined).map(({ name }) => name),
  ).toContain("feedback.sentiment");
  expect(card.columns.find(({ name }) => name === "size")).not.toHaveProperty(
    "joined",
  );
});

test("scores by HTTP equal those of the file, with and without the month, and no row is warned of", async () => {
  const month = months.at(-1)!;
  await drop("customers", [month]);
  const [upload] = (await Upload.page("customers", { limit: 1 })).items;
  expect(upload).toMatchObject({ state: "done", warnings: [] });
  const csv = (await Bucket.text(Bucket.keys.predictions(upload.id)))!;
  const lines = csv.trim().split("\n").slice(1);
  expect(lines.length).toBe(upload.accepted);
  const sent = rows.get(month)!.slice(1);
  for (const named of [true, false]) {
    const asked = sent.map((line) => {
      const [id, month, size] = line.split(",");
      return { id, size, ...(named && { month }) };
    });
    const found = await ScoreRows.rows(
      "customers",
      { rows: asked, explain: true },
      new Date("2026-10-01T00:00:00Z"),
    );
    expect(found.warnings).toEqual([]);
    found.predictions.forEach((prediction, k) => {
      if ("error" in prediction) throw new Error(prediction.error.message);
      if ("kind" in prediction) throw new Error(prediction.kind);
      const { probability, base, logit, reasons, warnings } = prediction;
      const stored = Number(/,\d{4}-\d\d,([^,]+),/.exec(lines[k])![1]);
      expect(Math.abs(probability - stored)).toBeLessThanOrEqual(1e-6);
      const sum = reasons.reduce((z, { contribution }) => z + contribution, 0);
      expect(Math.abs(base + sum - logit)).toBeLessThanOrEqual(1e-4);
      expect(warnings).toBeUndefined();
    });
  }
});

test("a part delivered twice, and the second pass of a promotion, score as the first did", async () => {
  const month = months.at(-1)!;
  const of = async () =>
    new Map(
      (await Snapshot.inPeriod("customers", month)).map((s) => [s.id, s.score]),
    );
  const before = await of();
  const text = rows.get(month)!.join("\n") + "\n\n";
  await Bucket.put(Bucket.keys.inbox("customers", "again.csv"), text);
  await cloud.drain({ times: 2 });
  expect(await of()).toEqual(before);
  const { version } = (await Registry.current("customers"))!;
  await Registry.promote("customers", version, now);
  await cloud.drain();
  expect(await of()).toEqual(before);
});

test("a customer's page gives the same score and tells of the comments", async () => {
  const month = months.at(-1)!;
  const unhappy = said.find(
    ({ time, text }) => time.startsWith(month) && text === "bad",
  )!;
  const stored = (await Snapshot.get("customers", month, unhappy.customer))!;
  const { probability, reasons } = await Customer.get(
    "customers",
    unhappy.customer,
  );
  expect(probability).toBeCloseTo(stored.score!.probability, 9);
  const [first] = reasons;
  expect(first.column).toBe("feedback.sentiment");
  expect(first.text).toMatch(/^sentiment of comments is -/);
});

test("what was done about customers is learned from too, never what was done later", async () => {
  const text = { en: "made", zh: "made" };
  const [stays] = rows.get(months.at(-1)!)![1].split(",");
  await Action.put([
    {
      ...{
        id: "2026-06-made",
        dataset: "customers",
        customer: stays,
        model: "made",
      },
      ...{ name: null, period: "2026-06", playbook: "made" },
      ...{ title: text, why: text, steps: [] },
      ...{ state: "done", heldOut: false, priority: 1 },
      ...{ owner: text, due: "2026-07-20" },
      createdAt: "2026-07-02T00:00:00.000Z",
      history: [
        { state: "proposed", at: "2026-07-02T00:00:00.000Z" },
        { state: "accepted", at: "2026-07-03T00:00:00.000Z" },
        { state: "done", at: "2026-08-03T00:00:00.000Z" },
      ],
    },
  ]);
  const source = await LakeRows.read(
    "customers",
    await Dataset.get("customers"),
  );
  const of = (name: string) => {
    const column = source.frame.columns.find((c) => c.name === name);
    const { values } = column as { values: Float64Array };
    const own = [...source.id.keys()].filter((row) => source.id[row] === stays);
    return own.map((row) => [source.period[row], values[row]] as const);
  };
  expect(source.joined).not.toContain("actions.dismissed");
  expect(of("actions.done")).toHaveLength(months.length);
  for (const [period, count] of of("actions.accepted"))
    expect(count).toBe(+(period >= "2026-07"));
  for (const [period, count] of of("actions.done"))
    expect(count).toBe(+(period >= "2026-08"));
});

test("a month that arrives late scores the month after it anew, as HTTP does", async () => {
  const draw = random(3);
  const walked = new Map(
    ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05"].map((month) => [
      month,
      ["id,month,tokens,left"],
    ]),
  );
  for (let k = 0; k < 400; k++) {
    let tokens = 10 * draw.normal();
    for (const lines of walked) {
      const step = draw.normal();
      tokens += step;
      const left = draw.uniform() < 1 / (1 + Math.exp(1 + 2 * step));
      const row = [`w${k}`, lines[0], tokens.toFixed(3), left ? "yes" : "no"];
      lines[1].push(row.join(","));
    }
  }
  const label = { ...definition.label, horizon: 0 };
  const whole = Definition.Info.parse({ ...definition, label });
  await Dataset.write("walkers", whole, 0);
  const put = async (list: string[]) => {
    for (const month of list)
      await Bucket.put(
        Bucket.keys.inbox("walkers", `${month}.csv`),
        walked.get(month)!.join("\n") + "\n",
      );
    await cloud.drain();
  };
  await put(["2026-01", "2026-02", "2026-03"]);
  const { version } = await fit("walkers");
  await cloud.drain();
  const { metrics } = await Registry.card("walkers", version);
  // The step itself gives about 0.86; a third of the rows have no month before.
  expect(metrics.test.auc.value).toBeGreaterThan(0.68);

  const of = async () =>
    new Map(
      (await Snapshot.inPeriod("walkers", "2026-05")).map((s) => [
        s.id,
        s.score!.probability,
      ]),
    );
  await put(["2026-05"]);
  const alone = await of();
  await put(["2026-04"]);
  const found = await of();
  expect(found).not.toEqual(alone);
  const asked = walked
    .get("2026-05")!
    .slice(1)
    .map((line) => {
      const [id, month, tokens] = line.split(",");
      return { id, month, tokens };
    });
  const { predictions } = await ScoreRows.rows(
    "walkers",
    { rows: asked, explain: false },
    now,
  );
  for (const prediction of predictions) {
    if ("error" in prediction) throw new Error(prediction.error.message);
    if ("kind" in prediction) throw new Error(prediction.kind);
    const { id, probability } = prediction;
    expect(Math.abs(probability - found.get(id)!)).toBeLessThanOrEqual(1e-6);
  }
});
