// company: a small synthetic table whose churn follows from usage, three months of it
import { random } from "@mainstay/core/base/random";

export const months = ["2026-08", "2026-09", "2026-10"];
export const header =
  "customer_id,month,company,plan,usage,tickets,signup,csat,loyalty,succeeded,mrr,churned";

export function csv(month: string, customers = 300) {
  const draw = random(months.indexOf(month) + 1);
  const lines = Array.from({ length: customers }, (_, k) => {
    const usage = 10 * draw.uniform();
    const tickets = Math.floor(6 * draw.uniform());
    const plan = ["basic", "team", "enterprise"][k % 3];
    const logit = 2 - usage + 0.3 * tickets + (plan === "basic" ? 1 : 0);
    const churned = draw.uniform() < 1 / (1 + Math.exp(-logit));
    return [
      `c${String(k).padStart(4, "0")}`,
      month,
      k % 50 === 7 ? "" : `"Company ${k}, Inc."`,
      plan,
      k % 40 === 3 ? "" : usage.toFixed(3),
      tickets,
      `202${k % 5}-0${1 + (k % 9)}-15`,
      k % 4 ? 1 + Math.floor(10 * draw.uniform()) : "",
      Math.floor(11 * draw.uniform()),
      draw.uniform() < 0.3 ? "yes" : "no",
      (100 + k).toFixed(2),
      churned ? "yes" : "no",
    ].join(",");
  });
  return [header, ...lines].join("\n") + "\n";
}

export const rows = (text: string): Record<string, string>[] =>
  text
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => {
      const cells = [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)];
      return Object.fromEntries(
        header.split(",").map((name, k) => [name, cells[k][1] ?? cells[k][2]]),
      );
    });

export const definition = {
  id: "customer_id",
  time: "month",
  label: { column: "churned", positive: "yes" },
  columns: { company: "text" },
  roles: {
    satisfaction: "csat",
    loyalty: "loyalty",
    success: "succeeded",
    revenue: "mrr",
    name: "company",
  },
};
