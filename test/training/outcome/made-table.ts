// Made rows of two numbers and a category, as a frame, with what a row's label should be by a rule of the caller's.
import { random } from "@mainstay/core/base/random";
import type { OutcomeRows } from "@mainstay/training/outcome/outcome-rows";

export function made(
  rows: number,
  seed: number,
  rule: (
    row: { a: number; b: number; plan: number },
    normal: () => number,
  ) => number,
): OutcomeRows.Info {
  const draw = random(seed);
  const a = new Float64Array(rows);
  const b = new Float64Array(rows);
  const codes = new Int32Array(rows);
  const label = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    a[i] = draw.normal();
    b[i] = draw.normal();
    codes[i] = draw.integer(3);
    label[i] = rule({ a: a[i], b: b[i], plan: codes[i] }, draw.normal);
    if (i % 17 === 0) b[i] = NaN;
  }
  return {
    frame: {
      rows,
      columns: [
        { name: "a", type: "number", values: a },
        { name: "b", type: "number", values: b },
        {
          name: "plan",
          type: "category",
          levels: ["free", "pro", "max"],
          codes,
        },
      ],
    },
    at: new Float64Array(rows),
    label,
    group: Int32Array.from({ length: rows }, (_, i) => i),
  };
}

export const columns = ["a", "b", "plan"];
