import { expect, test } from "vitest";
import { Leaving } from "@mainstay/core/dataset/leaving";

test.each([
  ["Churn", "Yes", false, true],
  ["is_lapsed", "1", false, true],
  ["status", "Left", false, true],
  ["状态", "流失", false, true],
  ["renewed", "no", false, true],
  ["renewed", "yes", true, false],
  ["retained", "0", false, true],
  ["active", "false", true, true],
  ["active", "true", true, false],
  ["target", "1", true, true],
  ["target", "1", false, false],
  ["failed", "yes", false, false],
  ["fraud", "1", true, false],
  ["converted", "yes", true, false],
])(
  "a label %s with the positive value %s (of customers: %s) says that they left: %s",
  (column, positive, isCustomers, expected) => {
    expect(Leaving.isLeaving({ column, positive }, isCustomers)).toBe(expected);
  },
);
