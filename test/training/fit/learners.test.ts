import { describe, expect, test } from "vitest";
import type { Frame } from "@mainstay/core/tabular/frame";
import { predict } from "@mainstay/training/fit/export-learner";
import { InputLayout } from "@mainstay/training/fit/input-layout";
import { mlp, plr } from "@mainstay/training/fit/learners";
import { Graph } from "@mainstay/training/onnx/graph";
import { judge } from "@mainstay/core/stats/log-odds";
import { additivity } from "./additivity";
import { names, table } from "./bent-table";

const unseen = (frame: Frame): Frame => ({
  rows: frame.rows,
  columns: frame.columns.map((column, j) =>
    column.type === "category"
      ? { ...column, levels: ["free", "new", "team"] }
      : column.type === "text"
        ? column
        : {
            ...column,
            values: column.values.map((x, i) =>
              (i + j) % 7 === 0 ? NaN : i % 11 === 0 ? 1e6 * x : x,
            ),
          },
  ),
});

describe.each([
  ["plr", () => plr.fit],
  ["mlp", () => mlp.fit],
] as const)("%s", (_, fit) => {
  test("every row is judged by the model that did not see its label", async () => {
    const input = table(1, 150);
    const flipped = input.label.map((y, i) =>
      input.fold[i] === 0 ? 1 - y : y,
    );
    // One stopping point, so that the labels of other folds decide nothing else.
    const options = { strengths: [0.1], epochs: 1 };
    const a = await fit()({ ...input, options });
    const b = await fit()({ ...input, label: flipped, options });
    const own = (z: Float64Array) =>
      [...z].filter((_, i) => input.fold[i] === 0);
    expect(own(b.outOfFold)).toEqual(own(a.outOfFold));
    expect(b.outOfFold).not.toEqual(a.outOfFold);
  });

  test("it stops where the pooled loss of the rows not seen is least", async () => {
    const input = table(2, 400);
    const { outOfFold, curve } = await fit()(input);
    const least = Math.min(
      ...curve.map(({ validationLoss }) => validationLoss),
    );
    expect(judge(outOfFold, input.label, {}).loss).toBeCloseTo(least, 10);
  });

  test("it learns a bend that no line can follow, nearly as well as the truth is known", async () => {
    const { label, truth, ...input } = table(3, 4000);
    const { outOfFold } = await fit()({ ...input, label });
    const known = judge(truth, label, {}).loss;
    const found = judge(outOfFold, label, {}).loss;
    // A tenth of the rows hide the number that tells.
    expect(found).toBeLessThan(known + 0.07);
  });

  test("its graph scores raw rows as it does itself, missing, extreme and unseen values among them", async () => {
    const input = table(4, 300);
    const bagged = await fit()(input);
    const g = new Graph();
    g.output("logit", bagged.graph(g, InputLayout.inputs(g, input.layout)));
    for (const frame of [input.frame, unseen(input.frame)]) {
      const own = await bagged.predict(frame, input.at);
      const { inputs } = input.layout;
      const exported = await predict(g.model(), inputs, frame, input.at);
      own.forEach((z, i) =>
        expect(Math.abs(exported[i] - z)).toBeLessThan(1e-5),
      );
    }
  });

  test("base and the columns' contributions add up to the logit on every row", async () => {
    const input = table(5, 300);
    const bagged = await fit()(input);
    const g = new Graph();
    const raw = InputLayout.inputs(g, input.layout);
    const shares = bagged.explain!(g, raw);
    g.output("logit", bagged.graph(g, raw));
    g.output("contributions", shares.contributions);
    g.output("base", shares.base);
    expect(shares.contributions.shape).toEqual(["n", names.length]);
    for (const frame of [input.frame, unseen(input.frame)])
      expect(
        await additivity(g.model(), input.layout.inputs, frame, input.at),
      ).toBeLessThan(1e-4);
  });

  test("numbers alone, categories alone, a column missing in a fold's rows and a few rows are learned from", async () => {
    const input = table(8, 24);
    const [use] = input.frame.columns;
    if (use.type === "number")
      use.values.forEach((_, i) => {
        if (input.fold[i] !== 0) use.values[i] = NaN;
      });
    for (const columns of [names, ["plan"], ["use", "since"]]) {
      const layout = InputLayout.plan(input.frame, columns, input.at);
      const bagged = await fit()({ ...input, layout });
      const g = new Graph();
      g.output("logit", bagged.graph(g, InputLayout.inputs(g, layout)));
      const exported = await predict(
        g.model(),
        layout.inputs,
        input.frame,
        20_310,
      );
      const own = await bagged.predict(input.frame, input.at);
      expect(own).toHaveLength(24);
      own.forEach((z, i) =>
        expect(Math.abs(exported[i] - z)).toBeLessThan(1e-5),
      );
    }
  });

  test("equal seeds give equal bits", async () => {
    const input = table(6, 200);
    const [a, b] = [await fit()(input), await fit()(input)];
    expect(b.outOfFold).toEqual(a.outOfFold);
    expect(b.curve).toEqual(a.curve);
  });

  test("a signal stops it", async () => {
    const signal = AbortSignal.abort();
    await expect(fit()({ ...table(7, 100), signal })).rejects.toThrow(
      "aborted",
    );
  });
});
