// metric-groups: what each group of metrics reads from a sheet, the sheet before it and the log
import type { Definition } from "../tabular/definition";
import type { Event } from "../events/event";
import { Estimate } from "./estimate";
import { Period } from "../tabular/period";
import { CustomerTable } from "../customers/customer-table";
import { ApiUsage } from "./api-usage";
import { plain, type Config } from "./metric-config";
import { ConversionRates } from "./conversion-rates";
import { MetricHistory } from "./metric-history";
import { RevenueMovements } from "./revenue-movements";
import { ProductUsage } from "./product-usage";

export function revenue(
  sheet: CustomerTable,
  before: CustomerTable | null,
  past: MetricHistory,
) {
  const [mrr, was] = [sheet, before].map(
    (one) => one && CustomerTable.role(one, "revenue"),
  );
  const size = mrr
    ? RevenueMovements.revenue(mrr)
    : all(Estimate.lacking("revenue"), ["mrr", "arpa", "concentration", "hhi"]);
  const retained = ["grr", "nrr", "quickRatio"] as const;
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
      { id: sheet.id, mrr },
      paidBefore,
    );
    return { moved, values: { ...size, ...RevenueMovements.retention(moved) } };
  }
  const now = new Set(MetricHistory.there(sheet));
  const opening = MetricHistory.there(before);
  const kept = opening.filter((id) => now.has(id)).length;
  return {
    moved: null,
    values: {
      ...size,
      ...all(Estimate.lacking("revenue"), [...retained]),
      ...RevenueMovements.logos(opening.length, kept),
    },
  };
}

export function usage(
  sheet: CustomerTable,
  events: Event.Log | null,
  config: Config,
) {
  const number = (name: Definition.Role) => CustomerTable.role(sheet, name);
  const end = Period.end(sheet.period);
  const active =
    events && !(number("daily") && number("monthly"))
      ? ProductUsage.stickiness(events, ...span(sheet.period))
      : ProductUsage.used(
          ["daily", "monthly"],
          number("daily"),
          number("monthly"),
        );
  return {
    adoption: ProductUsage.adoption(number("activeSeats"), number("seats")),
    breadth: ProductUsage.breadth(listed(sheet, "features"), config.features),
    stickiness: active,
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
  sheet: CustomerTable,
  before: CustomerTable | null,
  events: Event.Log | null,
  config: Config,
) {
  const [from, to] = span(sheet.period);
  const steps = events
    ? ConversionRates.funnel(events, { from, to, words: config.actions })
    : all(Estimate.none("There are no events."), [
        "viewToCart",
        "cartToPurchase",
        "viewToPurchase",
      ]);
  return { ...steps, trialToPaid: trialToPaid(sheet, before, config) };
}

function trialToPaid(
  sheet: CustomerTable,
  before: CustomerTable | null,
  config: Config,
) {
  const now = onTrial(sheet, config);
  if (!now) return Estimate.lacking("trial", "plan");
  const then = before && onTrial(before, config);
  if (!then) return Estimate.none("There is no period before.");
  const was = new Set(then);
  const still = now.filter((id) => was.has(id));
  const paying = MetricHistory.there(sheet).filter((id) => was.has(id));
  return ConversionRates.trials(then, new Set(still), new Set(paying));
}

// A yes/no column of the trial, or one word of several in the trial's column or the plan's.
function onTrial(sheet: CustomerTable, { trials }: Config): string[] | null {
  const trial = listed(sheet, "trial") ?? listed(sheet, "plan");
  if (!trial) return null;
  if (!Array.isArray(trial)) return sheet.id.filter((_, i) => trial[i] === 1);
  const words = new Set(trials.map(plain));
  const spelled = new Set(trial.filter((cell) => cell !== null));
  const meant = new Set([...spelled].filter((cell) => words.has(plain(cell))));
  return sheet.id.filter((_, i) => meant.has(trial[i] ?? ""));
}

export function volume(sheet: CustomerTable, past: MetricHistory) {
  const now = MetricHistory.totals(past, sheet);
  const totals = [...past.totals, now];
  const span = MetricHistory.span(sheet.period);
  const of = (role: "tokens" | "requests") => {
    const series = Array.from(
      { length: 2 * span },
      (_, k) =>
        totals.find(({ at }) => at === now.at - 2 * span + 1 + k)?.[role] ??
        null,
    );
    const total = ProductUsage.total(role, CustomerTable.role(sheet, role));
    const n = total.value === null ? 0 : total.n;
    return { total, slope: n ? ApiUsage.slope(role, series, span, n) : total };
  };
  const [tokens, requests] = [of("tokens"), of("requests")];
  return {
    ...{ tokens: tokens.total, tokensSlope: tokens.slope },
    ...{ requests: requests.total, requestsSlope: requests.slope },
  };
}

// Numbers where the column has any, else its words.
export function listed(
  sheet: CustomerTable,
  name: "features" | "models" | "trial" | "plan",
) {
  const numbers = CustomerTable.role(sheet, name);
  if (numbers?.some((value) => !Number.isNaN(value))) return numbers;
  const column = sheet.roles[name];
  return column === undefined ? null : sheet.text(column);
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
