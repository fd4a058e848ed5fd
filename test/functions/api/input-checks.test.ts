import { afterAll, beforeAll, expect, test } from "vitest";
import { Bucket } from "@mainstay/core/aws/bucket";
import type { Frame } from "@mainstay/core/tabular/frame";
import { Card } from "@mainstay/core/model/card";
import { InputChecks } from "@mainstay/core/model/input-checks";
import { Registry } from "@mainstay/core/model/registry";
import { Evaluate } from "@mainstay/training/judge/evaluate";
import { Graph } from "@mainstay/training/onnx/graph";
import { Preprocess } from "@mainstay/training/fit/preprocess";
import { settled, start, type Cloud } from "../cloud";

let cloud: Cloud;
beforeAll(async () => {
  cloud = await start();
  await cloud.call("PUT", "/v1/datasets/customers", {
    id: "id",
    label: { column: "gone", positive: "yes" },
    columns: { plan: "category", seats: "number" },
  });
  await publish();
});
afterAll(() => cloud.stop());

const learned: Frame = {
  rows: 4,
  columns: [
    {
      name: "plan",
      type: "category",
      codes: Int32Array.of(0, 0, 1, 1),
      levels: ["pro", "free"],
    },
    { name: "seats", type: "number", values: Float64Array.of(10, 20, 30, 15) },
  ],
};

// A version whose log-odds are the sum of its features.
async function publish() {
  const preprocess = Preprocess.fit(learned, ["plan", "seats"], 0);
  const width = preprocess.features.length;
  const graph = (explain: boolean) => {
    const g = new Graph();
    const features = Preprocess.graph(
      g,
      Preprocess.inputs(g, preprocess),
      preprocess,
    );
    const shares = new Float32Array(width * 2);
    preprocess.fold.forEach((column, k) => (shares[2 * k + column] = 1));
    const ones = g.constant(
      "float",
      [width, 1],
      new Float32Array(width).fill(1),
    );
    if (!explain) g.output("logit", g.MatMul(features, ones));
    if (explain)
      g.output(
        "contributions",
        g.MatMul(features, g.constant("float", [width, 2], shares)),
      );
    if (explain) g.output("base", g.constant("float", [1], [0]));
    return g.model();
  };
  const base = 0.5;
  const bands = Card.bands(base);
  const y = Array.from({ length: 40 }, (_, k) => k % 2);
  const judged = Evaluate.evaluate({
    y,
    probability: y.map((v, k) => (v + k / 40) / 2),
    bands,
    base,
    resamples: 10,
  });
  const card = Card.Info.parse({
    ...{
      dataset: "customers",
      version: "v1",
      createdAt: "2026-11-01T00:00:00Z",
    },
    label: { column: "gone", positive: "yes" },
    data: { fingerprint: "f", rows: 4, positives: 2, periods: ["2026-10"] },
    columns: preprocess.columns.map((column, k) => ({
      ...column,
      missing: 0,
      ...InputChecks.seen(learned.columns[k]),
    })),
    learners: [],
    ...judged,
    ...{ base, bands },
    lineage: { parent: null, seed: 42, code: {}, definition: 1 },
  });
  const files = {
    "model.onnx": graph(false),
    "explain.onnx": graph(true),
    "explain.json": JSON.stringify({
      intercept: 0,
      trees: [],
      graph: true,
      calibration: null,
    }),
    "card.json": JSON.stringify(card),
  };
  for (const [name, body] of Object.entries(files))
    await Bucket.put(Bucket.keys.model("customers", "v1", name), body);
  await Registry.promote("customers", "v1", new Date(), { by: "training" });
}

test("a prediction carries warnings only where there is something to say of its row", async () => {
  const { status, body } = await cloud.call("POST", "/v1/score/customers", {
    rows: [
      { id: "a", plan: "pro", seats: 12 },
      { id: "b", plan: "gold", seats: 12 },
      { id: "c", plan: "free", seats: 5000 },
      { id: "d", plan: "free" },
      { id: "e", plan: "free", seats: "many" },
    ],
  });
  expect(status).toBe(200);
  const [a, b, c, d, e] = body.predictions;
  expect(a).not.toHaveProperty("warnings");
  expect(b.warnings).toEqual([
    {
      code: "score.category.unseen",
      column: "plan",
      message: '"plan" holds "gold", a value the model has not seen',
    },
  ]);
  expect(c.warnings).toMatchObject([
    { code: "score.number.range", column: "seats" },
  ]);
  expect(d.warnings).toMatchObject([
    { code: "score.column.missing", column: "seats" },
  ]);
  // They are scored all the same; what does not read is refused as before.
  expect(
    [b, c, d].every(({ probability }) => probability > 0 && probability < 1),
  ).toBe(true);
  expect(e).toMatchObject({
    id: "e",
    error: { code: "cell.number", column: "seats" },
  });
});

test("an upload says how many of its rows the model has not learned from, and refuses none of them", async () => {
  await Bucket.put(
    Bucket.keys.inbox("customers", "2026-11.csv"),
    "id,plan,seats,gone\na,pro,12,\nb,gold,12,\nc,gold,5000,no\nd,silver,20,\n",
  );
  const [upload] = await settled(cloud, "customers", 1);
  expect(upload).toMatchObject({
    ...{ state: "done", accepted: 4, rejected: 0, scored: 4 },
    warnings: [
      {
        ...{ code: "score.category.unseen", column: "plan", count: 3 },
        example: "gold",
        message:
          'plan: 3 rows hold a value the model has not seen, such as "gold"',
      },
      {
        ...{ code: "score.number.range", column: "seats", count: 1 },
        example: "5000",
        message:
          "seats: 1 row is far outside the 10 to 30 the model learned from, such as 5000",
      },
    ],
  });
});

test("a file without one of the model's columns says so, and one like training's says nothing", async () => {
  await Bucket.put(
    Bucket.keys.inbox("customers", "2026-08.csv"),
    "id,plan,gone\na,pro,\nb,free,\n",
  );
  await Bucket.put(
    Bucket.keys.inbox("customers", "2026-09.csv"),
    "id,plan,seats,gone\na,pro,12,\nb,free,20,\n",
  );
  const uploads = await settled(cloud, "customers", 3);
  const warnings = (month: string) =>
    uploads
      .find(({ key }) => key.includes(month))
      .warnings.map(({ message }: { message: string }) => message);
  expect(warnings("2026-08")).toEqual([
    "seats was in the file before and is not in this one.",
    "seats: 2 rows without the column; the model took it as missing",
  ]);
  expect(warnings("2026-09")).toEqual(["seats was not in the file before."]);
});

test("what the owner keeps is part of the definition, and names a column", async () => {
  const put = (keep: string[]) =>
    cloud.call("PUT", "/v1/datasets/customers", { keep });
  expect((await put(["seats"])).body.keep).toEqual(["seats"]);
  const { body } = await cloud.call("GET", "/v1/datasets/customers");
  expect(body.keep).toEqual(["seats"]);
});
