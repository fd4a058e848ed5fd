// gather: what each group of metrics reads from a sheet, the sheet before it and the log
import type { Definition } from "../definition";
import type { Event } from "../event";
import * as Metric from "../metric";
import { Period } from "../period";
import { Sheet } from "../sheet";
import { Api } from "./api";
import { plain, type Config } from "./config";
import { Conversion } from "./conversion";
import { Past } from "./past";
import { Revenue } from "./revenue";
import { Usage } from "./usage";

export function revenue(sheet: Sheet, before: Sheet | null, past: Past) {
  const [mrr, was] = [sheet, before].map(
    (one) => one && Sheet.role(one, "revenue"),
  );
  const size = mrr
    ? Revenue.revenue(mrr)
    : all(Metric.lacking("revenue"), ["mrr", "arpa", "concentration", "hhi"]);
  const retained = ["grr", "nrr", "quickRatio"] as const;
  if (!before) {
    const first = Metric.none("There is no period before.");
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
    const moved = Revenue.movements(
      { id: before.id, mrr: was },
      { id: sheet.id, mrr },
      paidBefore,
    );
    return { moved, values: { ...size, ...Revenue.retention(moved) } };
  }
  const now = new Set(Past.there(sheet));
  const opening = Past.there(before);
  const kept = opening.filter((id) => now.has(id)).length;
  return {
    moved: null,
    values: {
      ...size,
      ...all(Metric.lacking("revenue"), [...retained]),
      ...Revenue.logos(opening.length, kept),
    },
  };
}

export function usage(sheet: Sheet, events: Event.Log | null, config: Config) {
  const number = (name: Definition.Role) => Sheet.role(sheet, name);
  const end = Period.end(sheet.period);
  const active =
    events && !(number("daily") && number("monthly"))
      ? Usage.stickiness(events, ...span(sheet.period))
      : Usage.used(["daily", "monthly"], number("daily"), number("monthly"));
  return {
    adoption: Usage.adoption(number("activeSeats"), number("seats")),
    breadth: Usage.breadth(listed(sheet, "features"), config.features),
    stickiness: active,
    referrals: Usage.total("referrals", number("referrals")),
    referralValue: Usage.total("referralValue", number("referralValue")),
    onboarded: Usage.milestone("onboarded", number("onboarded"), end),
    trained: Usage.milestone("trained", number("trained"), end),
    ...Usage.timeToFirstValue(number("signup"), number("firstValue"), end),
  };
}

export function conversion(
  sheet: Sheet,
  before: Sheet | null,
  events: Event.Log | null,
  config: Config,
) {
  const [from, to] = span(sheet.period);
  const steps = events
    ? Conversion.funnel(events, { from, to, words: config.actions })
    : all(Metric.none("There are no events."), [
        "viewToCart",
        "cartToPurchase",
        "viewToPurchase",
      ]);
  return { ...steps, trialToPaid: trialToPaid(sheet, before, config) };
}

function trialToPaid(sheet: Sheet, before: Sheet | null, config: Config) {
  const now = onTrial(sheet, config);
  if (!now) return Metric.lacking("trial", "plan");
  const then = before && onTrial(before, config);
  if (!then) return Metric.none("There is no period before.");
  const was = new Set(then);
  const still = now.filter((id) => was.has(id));
  const paying = Past.there(sheet).filter((id) => was.has(id));
  return Conversion.trials(then, new Set(still), new Set(paying));
}

// A yes/no column of the trial, or one word of several in the trial's column or the plan's.
function onTrial(sheet: Sheet, { trials }: Config): string[] | null {
  const trial = listed(sheet, "trial") ?? listed(sheet, "plan");
  if (!trial) return null;
  if (!Array.isArray(trial)) return sheet.id.filter((_, i) => trial[i] === 1);
  const words = new Set(trials.map(plain));
  const spelled = new Set(trial.filter((cell) => cell !== null));
  const meant = new Set([...spelled].filter((cell) => words.has(plain(cell))));
  return sheet.id.filter((_, i) => meant.has(trial[i] ?? ""));
}

export function volume(sheet: Sheet, past: Past) {
  const now = Past.totals(past, sheet);
  const totals = [...past.totals, now];
  const span = Past.span(sheet.period);
  const of = (role: "tokens" | "requests") => {
    const series = Array.from(
      { length: 2 * span },
      (_, k) =>
        totals.find(({ at }) => at === now.at - 2 * span + 1 + k)?.[role] ??
        null,
    );
    const total = Usage.total(role, Sheet.role(sheet, role));
    const n = total.value === null ? 0 : total.n;
    return { total, slope: n ? Api.slope(role, series, span, n) : total };
  };
  const [tokens, requests] = [of("tokens"), of("requests")];
  return {
    ...{ tokens: tokens.total, tokensSlope: tokens.slope },
    ...{ requests: requests.total, requestsSlope: requests.slope },
  };
}

// Numbers where the column has any, else its words.
export function listed(
  sheet: Sheet,
  name: "features" | "models" | "trial" | "plan",
) {
  const numbers = Sheet.role(sheet, name);
  if (numbers?.some((value) => !Number.isNaN(value))) return numbers;
  const column = sheet.roles[name];
  return column === undefined ? null : sheet.text(column);
}

const dayMs = 86_400_000;
const span = (period: string): [from: number, to: number] => [
  Period.start(period) * dayMs,
  Period.end(period) * dayMs,
];

const all = <K extends string>(value: Metric.Value, names: readonly K[]) =>
  Object.fromEntries(names.map((name) => [name, value])) as Record<
    K,
    Metric.Value
  >;

export * as Gather from "./gather";
