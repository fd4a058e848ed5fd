// board: every metric a period's customers and events can support, each with its definition
import * as z from "zod";
import type { Definition } from "../definition";
import type { Event } from "../event";
import * as Metric from "../metric";
import { Period } from "../period";
import { Sheet } from "../sheet";
import { Answers } from "./answers";
import { Api } from "./api";
import { Cohort } from "./cohort";
import { Commitment } from "./commitment";
import { plain, type Config } from "./config";
import { Conversion } from "./conversion";
import { Decline } from "./decline";
import { Models } from "./models";
import { Past } from "./past";
import { Revenue } from "./revenue";
import { Usage } from "./usage";
import { Watch } from "./watch";

export const definitions = {
  ...Metric.definitions,
  ...Answers.definitions,
  ...Revenue.definitions,
  ...Usage.definitions,
  ...Conversion.definitions,
  ...Decline.definitions,
  ...Api.definitions,
  ...Models.definitions,
  ...Commitment.definitions,
  ...Watch.definitions,
} satisfies Record<string, Metric.Definition>;
export type Name = keyof typeof definitions;
export const names = Object.keys(definitions) as Name[];
export type Values = Record<Name, Metric.Value>;

const ids = z.array(z.string());
export const Info = z.object({
  period: z.string(),
  since: z.string().nullable().describe("The period movements are against"),
  values: z.record(z.string(), Metric.Value),
  definitions: z.record(z.string(), Metric.Definition),
  movements: Revenue.Movements.nullable(),
  cohorts: Cohort.Table,
  models: Models.InUse,
  retiring: z.array(Models.Leaving),
  lists: z
    .object({
      usageChurn: ids,
      billShock: ids,
      overCommitment: ids,
      ownerRemoved: ids,
    })
    .describe("Customers to look at, by id"),
});
export type Info = z.infer<typeof Info> & { values: Values };

/** Columns of the sheet's customers, [customer], NaN unknown: `commitment.burn` and `commitment.days` until it is used up. */
export type Columns = Record<
  "commitment.burn" | "commitment.days",
  Float64Array
>;

export type Input = {
  sheet: Sheet;
  /** The newest period before, for what is measured against it. */
  before?: Sheet | null;
  /** What is remembered of all before the sheet's, that of `before` included, and the settings. */
  past?: Past;
  /** Of at least the sheet's period; other events are passed over. */
  events?: Event.Log | null;
};

/** Changes nothing of what it is given; add the sheet to `past` to go on to the next period. */
export function measure({
  sheet,
  before = null,
  past = Past.of(before ? [before] : []),
  events = null,
}: Input): { info: Info; columns: Columns } {
  const { config } = past;
  const number = (name: Definition.Role) => Sheet.role(sheet, name);
  const end = Period.end(sheet.period);
  const money = revenue(sheet, before, past);
  const lasting = Watch.lasting(sheet, past);
  const spent = Commitment.measure(past.commitment, Past.rows(past, sheet));
  const named = listed(sheet, "models");
  const { onRetiring, leaving } = Models.retiring(
    sheet.id,
    Array.isArray(named) ? named : null,
    config.retiring,
    end,
  );
  const owners = Watch.ownerRemoved(sheet, before);
  const values: Values = {
    ...Metric.measure({
      satisfaction: number("satisfaction") ?? undefined,
      loyalty: number("loyalty") ?? undefined,
      success: number("success") ?? undefined,
    }),
    nps: Answers.nps(number("nps")),
    csat: Answers.csat(number("csat")),
    csatMean: Answers.csatMean(number("csat")),
    ces: Answers.ces(number("ces")),
    cesHigh: Answers.cesHigh(number("ces")),
    ...money.values,
    ...usage(sheet, events, config),
    ...conversion(sheet, before, events, config),
    ...volume(sheet, past),
    errorRate: Api.errorRate(number("errorRate"), number("requests")),
    rateLimited: Api.rateLimited(number("rateLimited"), number("requests")),
    latencyP50: Api.latency(number("latency"), 0.5),
    latencyP95: Api.latency(number("latency"), 0.95),
    modelsInUse: Models.modelsInUse(named),
    onRetiring,
    ...spent.values,
    usageChurn: lasting.usageChurn.value,
    billShock: lasting.billShock.value,
    ownerRemoved: owners.value,
  };
  return {
    info: {
      period: sheet.period,
      since: before?.period ?? null,
      values,
      definitions,
      movements: money.moved,
      cohorts: Cohort.table(past.cohorts, {
        period: sheet.period,
        id: Past.there(sheet),
      }),
      models: Array.isArray(named) ? Models.inUse(named) : [],
      retiring: leaving,
      lists: {
        usageChurn: lasting.usageChurn.ids,
        billShock: lasting.billShock.ids,
        overCommitment: sheet.id.filter((_, i) => spent.burn[i] > 1),
        ownerRemoved: owners.ids,
      },
    },
    columns: { "commitment.burn": spent.burn, "commitment.days": spent.days },
  };
}

/** Change of every figure against the same of an earlier period, null where either has none. */
export const move = (now: Values, before: Info["values"] | null) =>
  Metric.moves(now, before);

function revenue(sheet: Sheet, before: Sheet | null, past: Past) {
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

function usage(sheet: Sheet, events: Event.Log | null, config: Config) {
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

function conversion(
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
  return Conversion.trials(then, new Set(now), new Set(Past.there(sheet)));
}

// A yes/no column of the trial, or one word of several in the trial's column or the plan's.
function onTrial(sheet: Sheet, { trials }: Config): string[] | null {
  const trial = listed(sheet, "trial") ?? listed(sheet, "plan");
  if (!trial) return null;
  if (!Array.isArray(trial)) return sheet.id.filter((_, i) => trial[i] === 1);
  const words = new Set(trials.map(plain));
  return sheet.id.filter((_, i) => words.has(plain(trial[i] ?? "")));
}

function volume(sheet: Sheet, past: Past) {
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
function listed(sheet: Sheet, name: "features" | "models" | "trial" | "plan") {
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

export * as Board from "./board";
