// revenue-movements: how recurring revenue moved between two periods, to the cent, with retention and concentration
import * as z from "zod";
import { Estimate } from "./estimate";

export const definitions = Estimate.define({
  logoChurn: {
    name: "Logo churn",
    unit: "share",
    text: "Customers of the period before who pay nothing now (or, without a revenue column, are not there any more), as a share of the customers of the period before.",
    formula: "lost customers / opening customers",
  },
  logoRetention: {
    name: "Logo retention",
    unit: "share",
    text: "Customers of the period before who still are customers, as a share of them.",
    formula: "1 − logo churn",
  },
  grr: {
    name: "Gross revenue retention",
    unit: "share",
    text: "Revenue kept from the customers of the period before, with no credit for expansion; never above 100 %.",
    formula: "GRR = (start − contraction − churn) / start",
  },
  nrr: {
    name: "Net revenue retention",
    unit: "ratio",
    text: "Revenue now from the customers who paid in the period before, over what they paid then; customers new or won back do not count.",
    formula: "NRR = (start + expansion − contraction − churn) / start",
  },
  quickRatio: {
    name: "Quick ratio",
    unit: "ratio",
    text: "Revenue gained over revenue lost since the period before.",
    formula: "(new + reactivation + expansion) / (contraction + churn)",
  },
  mrr: {
    name: "Recurring revenue",
    unit: "money",
    text: "Sum of the period's revenue over all customers; amounts below zero count as zero.",
    formula: "Σ MRRᵢ",
  },
  arpa: {
    name: "Revenue per account",
    unit: "money",
    text: "The period's revenue over the customers who pay.",
    formula: "ARPA = Σ MRRᵢ / paying customers",
  },
  concentration: {
    name: "Revenue of the top tenth",
    unit: "share",
    text: "Share of the revenue that comes from the tenth of paying customers who pay most (rounded up to whole customers).",
    formula: "Σ of the largest ⌈n / 10⌉ MRRᵢ / Σ MRRᵢ",
  },
  hhi: {
    name: "Revenue concentration (HHI)",
    unit: "ratio",
    text: "Herfindahl–Hirschman index of the customers' shares of revenue, from 1/n (all alike) to 1 (one customer).",
    formula: "HHI = Σ (MRRᵢ / Σ MRR)²",
  },
});

const each = <T extends z.ZodType>(of: T) => ({
  start: of,
  new: of,
  reactivation: of,
  expansion: of,
  contraction: of,
  churn: of,
  end: of,
});
/** start + new + reactivation + expansion − contraction − churn = end, to the cent; customers count without expansion and contraction. */
export const Movements = z.object({
  ...each(z.number()),
  customers: z.object(each(z.int().min(0))),
});
export type Movements = z.infer<typeof Movements>;

/** `mrr` is [customer]; missing (NaN), zero and less all mean that the customer pays nothing. */
export type Payers = { id: string[]; mrr: ArrayLike<number> };

const cents = (money: number) => (money > 0 ? Math.round(money * 100) : 0);

/** `paidBefore` holds who ever paid before the closing period: such a customer is a reactivation, any other is new. */
export function movements(
  opening: Payers,
  closing: Payers,
  paidBefore: { has: (id: string) => boolean },
): Movements {
  const sums = { start: 0, new: 0, reactivation: 0 };
  const lost = { expansion: 0, contraction: 0, churn: 0, end: 0 };
  const money = { ...sums, ...lost };
  const customers = { ...money };
  const count = (kind: keyof typeof money, amount: number) => {
    if (amount === 0) return;
    money[kind] += amount;
    customers[kind]++;
  };
  const before = new Map<string, number>();
  const was = Float64Array.from(opening.mrr, cents);
  const stays = new Uint8Array(was.length);
  opening.id.forEach((id, i) => {
    count("start", was[i]);
    if (was[i] > 0) before.set(id, i);
  });
  closing.id.forEach((id, i) => {
    const amount = cents(closing.mrr[i]);
    count("end", amount);
    if (amount === 0) return;
    const row = before.get(id);
    if (row === undefined)
      return count(paidBefore.has(id) ? "reactivation" : "new", amount);
    stays[row] = 1;
    count("expansion", Math.max(0, amount - was[row]));
    count("contraction", Math.max(0, was[row] - amount));
  });
  was.forEach((amount, i) => count("churn", stays[i] ? 0 : amount));
  const inMoney = Object.fromEntries(
    Object.entries(money).map(([kind, amount]) => [kind, amount / 100]),
  ) as typeof money;
  return { ...inMoney, customers };
}

const noStart = Estimate.none("Nobody paid in the period before.");

/** Logo churn and retention, GRR, NRR and quick ratio from the movements. */
export function retention(moved: Movements) {
  const { start, expansion, contraction, churn, customers } = moved;
  const kept = customers.start - customers.churn;
  const n = customers.start;
  const lost = contraction + churn;
  const gained = moved.new + moved.reactivation + expansion;
  // Whole cents, so that what is the same reads the same.
  const part = (amount: number) =>
    n === 0 ? noStart : { value: Math.round(amount * 100) / cents(start), n };
  return {
    ...logos(n, kept),
    grr: part(start - lost),
    nrr: part(start + expansion - lost),
    quickRatio:
      cents(lost) === 0
        ? Estimate.none("No revenue was lost since the period before.")
        : { value: gained / lost, n: Math.max(n, customers.end) },
  } satisfies Partial<Record<keyof typeof definitions, Estimate.Value>>;
}

/** Retention of customers alone, of `opening` customers of whom `kept` are still there. */
export function logos(opening: number, kept: number) {
  if (opening === 0) return { logoChurn: noStart, logoRetention: noStart };
  return {
    logoChurn: Estimate.proportion(opening - kept, opening),
    logoRetention: Estimate.proportion(kept, opening),
  };
}

/** Size and concentration of one period's revenue; `mrr` is [customer]. */
export function revenue(mrr: ArrayLike<number>) {
  const paying = Float64Array.from(mrr, cents).filter((amount) => amount > 0);
  const n = paying.length;
  if (n === 0) {
    const nobody = Estimate.none("No customer pays anything in the period.");
    return { mrr: nobody, arpa: nobody, concentration: nobody, hhi: nobody };
  }
  paying.sort();
  let total = 0;
  let top = 0;
  for (let i = 0; i < n; i++) {
    total += paying[i];
    if (i >= n - Math.ceil(n / 10)) top += paying[i];
  }
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (paying[i] / total) ** 2;
  return {
    mrr: { value: total / 100, n },
    arpa: { value: total / 100 / n, n },
    concentration: { value: top / total, n },
    hhi: { value: squares, n },
  } satisfies Partial<Record<keyof typeof definitions, Estimate.Value>>;
}

export * as RevenueMovements from "./revenue-movements";
