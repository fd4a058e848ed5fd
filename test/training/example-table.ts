// A made-up table whose outcome follows from its columns, as CSV; the truth is known exactly.
import { random } from "@mainstay/core/base/random";

export function table({
  rows,
  seed,
  strength = 1,
}: {
  rows: number;
  seed: number;
  strength?: number; // 0: the outcome follows from nothing
}) {
  const draw = random(seed);
  const plans = ["free", "pro", "max"];
  const lines = ["id,tokens,errors,plan,left"];
  for (let i = 0; i < rows; i++) {
    const tokens = draw.normal();
    const errors = draw.normal();
    const plan = draw.integer(3);
    const logit = strength * (1.5 * tokens - errors + (plan - 1)) - 1;
    const left = draw.uniform() < 1 / (1 + Math.exp(-logit)) ? "yes" : "no";
    // Every twentieth number is missing.
    const shown = draw.uniform() < 0.05 ? "" : tokens.toFixed(4);
    lines.push(`r${i},${shown},${errors.toFixed(4)},${plans[plan]},${left}`);
  }
  return lines.join("\n") + "\n";
}
