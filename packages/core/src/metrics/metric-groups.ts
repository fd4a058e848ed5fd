// metric-groups: each group of metrics worked out from a customer table, the table of the period before and the event log
import type { Definition } from "../tabular/definition";
import type { Event } from "../events/event";
import { Estimate } from "./estimate";
import { Period } from "../tabular/period";
import { CustomerTable } from "../customers/customer-table";
import { ApiUsage } from "./api-usage";
import { MetricConfig } from "./metric-config";
import { ConversionRates } from "./conversion-rates";
import { MetricHistory } from "./metric-history";
import { RevenueMovements } from "./revenue-movements";
import { ProductUsage } from "./product-usage";

/** Why changes, sums of money, and changes of such sums since the period before have no value. */
export type Withheld = Record<
  "incomplete" | "unsummed" | "uncompared",
  string | null
>;

export function revenue(
  table: CustomerTable,
  before: CustomerTable | null,
  past: MetricHistory,
  { incomplete, unsummed, uncompared }: Withheld,
) {
  const [mrr, was] = [table, before].map(
    (table) => table && CustomerTable.role(table, "revenue"),
  );
  const sizes = ["mrr", "arpa", "concentration", "hhi"] as const;
  const retained = ["grr", "nrr", "quickRatio"] as const;
  const size = !mrr
    ? all(Estimate.withoutRole("revenue"), sizes)
    : unsummed
      ? all(Estimate.none(unsummed), sizes)
      : RevenueMovements.revenue(mrr);
  if (incomplete) {
    const names = [...retained, "logoChurn", "logoRetention"] as const;
    return {
      moved: null,
      values: { ...size, ...all(Estimate.none(incomplete), names) },
    };
  }
  if (!before) {
    const first = Estimate.none("There is no period before.");
    return {
      moved: null,
      values: {
        ...size,
        ...all(first, [...retained, "logoChurn", "logoRetention"]),
      },
    };
  }
  if (mrr && was) {
    const paidBefore = past.cohorts.cohort;
    const moved = RevenueMovements.movements(
      { id: before.id, mrr: was },
      { id: table.id, mrr },
      paidBefore,
    );
    const kept = RevenueMovements.retention(moved);
    if (!uncompared) return { moved, values: { ...size, ...kept } };
    const sums = all(Estimate.none(uncompared), retained);
    return { moved: null, values: { ...size, ...kept, ...sums } };
  }
  const now = new Set(MetricHistory.customers(table));
  const opening = MetricHistory.customers(before);
  const kept = opening.filter((id) => now.has(id)).length;
  return {
    moved: null,
    values: {
      ...size,
      ...all(Estimate.withoutRole("revenue"), [...retained]),
      ...RevenueMovements.logos(opening.length, kept),
    },
  };
}

export function usage(
  table: CustomerTable,
  events: Event.Log | null,
  config: MetricConfig.Config,
) {
  const number = (name: Definition.Role) => CustomerTable.role(table, name);
  const end = Period.end(table.period);
  const stickiness =
    events && !(number("daily") && number("monthly"))
      ? ProductUsage.stickiness(events, ...span(table.period))
      : ProductUsage.usedShare(
          ["daily", "monthly"],
          number("daily"),
          number("monthly"),
        );
  return {
    adoption: ProductUsage.adoption(number("activeSeats"), number("seats")),
    breadth: ProductUsage.breadth(
      numbersOrTexts(table, "features"),
      config.features,
    ),
    stickiness,
    referrals: ProductUsage.total("referrals", number("referrals")),
    referralValue: ProductUsage.total("referralValue", number("referralValue")),
    onboarded: ProductUsage.milestone("onboarded", number("onboarded"), end),
    trained: ProductUsage.milestone("trained", number("trained"), end),
    ...ProductUsage.timeToFirstValue(
      number("signup"),
      number("firstValue"),
      end,
    ),
  };
}

export function conversion(
  table: CustomerTable,
  before: CustomerTable | null,
  events: Event.Log | null,
  config: MetricConfig.Config,
) {
  const [from, to] = span(table.period);
  const steps = events
    ? ConversionRates.funnel(events, { from, to, words: config.actions })
    : all(Estimate.none("There are no events."), [
        "viewToCart",
        "cartToPurchase",
        "viewToPurchase",
      ]);
  return { ...steps, trialToPaid: trialToPaid(table, before, config) };
}

function trialToPaid(
  table: CustomerTable,
  before: CustomerTable | null,
  config: MetricConfig.Config,
) {
  const now = onTrial(table, config);
  if (!now) return Estimate.withoutRole("trial", "plan");
  const earlier = before && onTrial(before, config);
  if (!earlier) return Estimate.none("There is no period before.");
  const paying = new Set(MetricHistory.customers(table));
  return ConversionRates.trialToPaid(earlier, new Set(now), paying);
}

// Customers on trial: the column of the role trial says yes, or it, else the plan's, holds one of the words for a trial.
function onTrial(
  table: CustomerTable,
  { trials }: MetricConfig.Config,
): string[] | null {
  const trial = numbersOrTexts(table, "trial") ?? numbersOrTexts(table, "plan");
  if (!trial) return null;
  if (!Array.isArray(trial)) return table.id.filter((_, i) => trial[i] === 1);
  const words = new Set(trials.map(MetricConfig.plain));
  // A million cells hold few spellings.
  const spellings = new Set(trial.filter((cell) => cell !== null));
  const trialSpellings = new Set(
    [...spellings].filter((cell) => words.has(MetricConfig.plain(cell))),
  );
  return table.id.filter((_, i) => trialSpellings.has(trial[i] ?? ""));
}

export function volume(table: CustomerTable, past: MetricHistory) {
  const now = MetricHistory.totals(past, table);
  const totals = [...past.totals, now];
  const span = MetricHistory.span(table.period);
  const totalAndSlope = (role: "tokens" | "requests") => {
    const series = Array.from(
      { length: 2 * span },
      (_, k) =>
        totals.find(({ order }) => order === now.order - 2 * span + 1 + k)?.[
          role
        ] ?? null,
    );
    const total = ProductUsage.total(role, CustomerTable.role(table, role));
    const n = total.value === null ? 0 : total.n;
    return { total, slope: n ? ApiUsage.slope(role, series, span, n) : total };
  };
  const tokens = totalAndSlope("tokens");
  const requests = totalAndSlope("requests");
  return {
    ...{ tokens: tokens.total, tokensSlope: tokens.slope },
    ...{ requests: requests.total, requestsSlope: requests.slope },
  };
}

/** The role's column as numbers where it has any, else as texts; null without the role. */
export function numbersOrTexts(
  table: CustomerTable,
  name: "features" | "models" | "trial" | "plan",
) {
  const numbers = CustomerTable.role(table, name);
  if (numbers?.some((value) => !Number.isNaN(value))) return numbers;
  const column = table.roles[name];
  return column === undefined ? null : table.text(column);
}

const dayMs = 86_400_000;
const span = (period: string): [from: number, to: number] => [
  Period.start(period) * dayMs,
  Period.end(period) * dayMs,
];

const all = <K extends string>(value: Estimate.Value, names: readonly K[]) =>
  Object.fromEntries(names.map((name) => [name, value])) as Record<
    K,
    Estimate.Value
  >;

export * as MetricGroups from "./metric-groups";
