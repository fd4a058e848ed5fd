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
import { Conversion } from "./conversion";
import { Decline } from "./decline";
import { Gather } from "./gather";
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
  const numbers = Past.numbered(past, sheet);
  const money = Gather.revenue(sheet, before, past);
  const lasting = Watch.lasting(sheet, past, numbers);
  const spent = Commitment.measure(
    past.commitment,
    Past.rows(past, sheet, numbers),
  );
  const named = Gather.listed(sheet, "models");
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
    ...Gather.usage(sheet, events, config),
    ...Gather.conversion(sheet, before, events, config),
    ...Gather.volume(sheet, past),
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
      values: finite(values),
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

// Quotients of numbers at the very ends of the range are no figures.
function finite(values: Values): Values {
  const checked = Object.entries(values).map(([name, found]) => {
    const sound = Object.values(found).every(
      (part) => typeof part !== "number" || Number.isFinite(part),
    );
    if (sound) return [name, found];
    return [name, Metric.none("The columns' numbers are beyond computing.")];
  });
  return Object.fromEntries(checked);
}

export * as Board from "./board";
