// A made-up table of two numbers, a date and a category, some missing, whose outcome bends with one number.
import type { Frame } from "@mainstay/core/tabular/frame";
import { InputLayout } from "@mainstay/training/fit/input-layout";
import { random } from "@mainstay/core/base/random";
import { sigmoid } from "@mainstay/core/stats/log-odds";

export const names = ["plan", "use", "since", "noise"];

export function table(seed: number, rows: number, folds = 3) {
  const draw = random(seed);
  const make = (next: () => number) =>
    Float64Array.from({ length: rows }, next);
  const use = make(draw.normal);
  const codes = Int32Array.from({ length: rows }, () => draw.integer(4) - 1);
  const frame: Frame = {
    rows,
    columns: [
      { name: "use", type: "number", values: use },
      {
        name: "plan",
        type: "category",
        codes,
        levels: ["free", "pro", "team"],
      },
      {
        name: "since",
        type: "date",
        values: make(() => 20_000 + draw.integer(300)),
      },
      { name: "noise", type: "number", values: make(draw.normal) },
    ],
  };
  // Neither much nor little use is safe: no line in `use` tells.
  const truth = use.map((x, i) => 3 * Math.abs(x) - 3 + 0.8 * codes[i]);
  const label = truth.map((z) => +(draw.uniform() < sigmoid(z)));
  use.forEach((_, i) => {
    if (draw.uniform() < 0.1) use[i] = NaN;
  });
  const at = new Float64Array(rows).fill(20_310);
  return {
    frame,
    at,
    label,
    truth,
    layout: InputLayout.plan(frame, names, at),
    fold: Int32Array.from({ length: rows }, () => draw.integer(folds)),
    folds,
    seed: 1,
  };
}
