import { expect, test } from "vitest";
import { Champion } from "@mainstay/training/job/champion";

const measure = (value: number) => ({ value, low: value, high: value });
const rival = {
  ...{ name: "incumbent", version: "9a", auc: measure(0.7) },
  logLoss: measure(0.5),
  difference: { auc: measure(0.1), logLoss: measure(-0.02) },
};

test("what decides who serves is said with the rows both were judged on", () => {
  const own = measure(0.47);
  expect(Champion.figures(300, own, {})).toBe(
    "log loss 0.4700 on 300 held-out rows",
  );
  expect(Champion.figures(300, own, { version: "9a", rival })).toBe(
    "log loss 0.4800 on 300 held-out rows against 0.5000 of 9a",
  );
  const some = { ...rival, rows: 220, seen: 80 };
  expect(
    Champion.figures(300, own, { version: "9a", rival: some, seen: 80 }),
  ).toBe(
    "log loss 0.4800 on 220 held-out rows against 0.5000 of 9a; 80 more it had learned from",
  );
  expect(Champion.figures(300, own, { version: "9a", seen: 300 })).toBe(
    "log loss 0.4700 on 300 held-out rows; 9a learned from 300 of them and was not compared",
  );
});
