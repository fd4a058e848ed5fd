import { describe, expect, test } from "vitest";
import { feeds } from "@mainstay/core/model/input-tensors";
import { random } from "@mainstay/core/base/random";
import type { Frame } from "@mainstay/core/tabular/frame";
import { Encoding } from "@mainstay/training/fit/encoding";
import { InputLayout } from "@mainstay/training/fit/input-layout";
import type { Learner } from "@mainstay/training/fit/learner";
import { logistic } from "@mainstay/training/fit/logistic/logistic";
import { networks } from "@mainstay/training/fit/network/networks";
import { Preprocess } from "@mainstay/training/fit/preprocess";
import { Graph } from "@mainstay/training/onnx/graph";
import { OnnxRuntime } from "@mainstay/training/onnx/onnx-runtime";
import { additivity } from "./additivity";

describe("a published pair of model and explanation", () => {
  const rows = 400;
  const draw = random(21);
  const frame = {
    rows,
    columns: [
      {
        name: "usage",
        type: "number" as const,
        values: Float64Array.from({ length: rows }, (_, i) =>
          i % 9 === 0 ? NaN : 50 * draw.uniform(),
        ),
      },
      {
        name: "plan",
        type: "category" as const,
        codes: Int32Array.from({ length: rows }, () => draw.integer(4) - 1),
        levels: ["free", "pro", "team"],
      },
      {
        name: "renewal",
        type: "date" as const,
        values: Float64Array.from(
          { length: rows },
          () => 20_000 + draw.integer(300),
        ),
      },
    ],
  };
  const at = 20_310;
  const names = ["plan", "renewal", "usage"];
  const layout = InputLayout.plan(frame, names, at);
  const day = new Float64Array(rows).fill(at);

  /** The outcome follows from the first feature. */
  async function fit(learner: Learner<any>) {
    const preprocess = Preprocess.fit(frame, names, at);
    const features = await Preprocess.encode(preprocess, frame, at);
    const width = preprocess.features.length;
    const label = Float32Array.from(
      { length: rows },
      (_, i) => +(features[i * width] + draw.normal() > 0.5),
    );
    const fold = label.map((_, i) => i % 5);
    const input = { frame, layout, at: day, label, fold, folds: 1, seed: 1 };
    const fitted = await learner.fit(input);
    const g = new Graph();
    const raw = InputLayout.inputs(g, layout);
    const shares = fitted.explain!(g, raw);
    g.output("logit", fitted.graph(g, raw));
    g.output("contributions", shares.contributions);
    g.output("base", shares.base);
    return { fitted, bytes: g.model() };
  }
  const line = logistic("logistic", Encoding.standard);

  test.each([
    ["logistic", line],
    ["mlp", networks("mlp", Encoding.standard, { references: 3 })],
  ] as const)(
    "%s: contributions stand in the CSV's columns and add up on every row",
    async (_, learner) => {
      const { fitted, bytes } = await fit(learner);
      const result = await OnnxRuntime.using(bytes, (session) =>
        session.run(feeds(frame, layout.inputs, at)),
      );
      const logits = await fitted.predict(frame, day);
      expect(result.contributions.dims).toEqual([rows, names.length]);
      const base = Number(result.base.data[0]);
      for (let i = 0; i < rows; i++) {
        const own = [0, 1, 2].map((j) =>
          Number(result.contributions.data[i * 3 + j]),
        );
        const sum = own.reduce((a, b) => a + b, base);
        expect(Math.abs(sum - logits[i])).toBeLessThan(1e-4);
      }
      expect(await additivity(bytes, layout.inputs, frame, at)).toBeLessThan(
        1e-4,
      );
    },
  );

  test("of a linear model, a change in one column moves that column's contribution alone", async () => {
    const { bytes } = await fit(line);
    const [usage, plan, renewal] = frame.columns;
    const changed = {
      plan: { ...plan, codes: Int32Array.of(1, 2) },
      renewal: { ...renewal, values: Float64Array.of(20_000, 20_200) },
      usage: { ...usage, values: Float64Array.of(NaN, 40) },
    };
    const same = {
      plan: { ...plan, codes: Int32Array.of(1, 1) },
      renewal: { ...renewal, values: Float64Array.of(20_000, 20_000) },
      usage: { ...usage, values: Float64Array.of(20, 20) },
    };
    for (const [j, name] of names.entries()) {
      const columns = {
        ...same,
        [name]: changed[name as keyof typeof changed],
      };
      const two = { rows: 2, columns: Object.values(columns) } as Frame;
      const result = await OnnxRuntime.using(bytes, (session) =>
        session.run(feeds(two, layout.inputs, at)),
      );
      const moved = names.map(
        (_, i) =>
          Number(result.contributions.data[3 + i]) -
          Number(result.contributions.data[i]),
      );
      const [from, to] = result.logit.data as Float32Array;
      moved.forEach((value, i) =>
        expect(value).toBeCloseTo(i === j ? to - from : 0, 5),
      );
      expect(Math.abs(to - from)).toBeGreaterThan(1e-4);
    }
  });
});
