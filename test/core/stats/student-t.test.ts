import { StudentT } from "@mainstay/core/stats/student-t";
import { expect, test } from "vitest";

test("Student's 97.5 % points equal the printed table", () => {
  const table = {
    1: 12.706,
    2: 4.303,
    3: 3.182,
    4: 2.776,
    5: 2.571,
    10: 2.228,
    30: 2.042,
    120: 1.98,
  };
  for (const [degrees, point] of Object.entries(table))
    expect(
      Math.abs(StudentT.quantile975(Number(degrees)) - point),
    ).toBeLessThan(0.005);
});
