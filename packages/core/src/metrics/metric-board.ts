// metric-board: every metric a period's customers and events can support, each with its definition
import * as z from "zod";
import type { Definition } from "../tabular/definition";
import type { Event } from "../events/event";
import { Estimate } from "./estimate";
import { Period } from "../tabular/period";
import { CustomerTable } from "../customers/customer-table";
import { SurveyScores } from "./survey-scores";
import { ApiUsage } from "./api-usage";
import { Currency } from "./currency";
import { RetentionCohorts } from "./retention-cohorts";
import { CommitmentUse } from "./commitment-use";
import { ConversionRates } from "./conversion-rates";
import { UsageChurn } from "./usage-churn";
import { MetricGroups } from "./metric-groups";
import { ModelVersionsUsed } from "./model-versions-used";
import { MetricHistory } from "./metric-history";
import { RevenueMovements } from "./revenue-movements";
import { ProductUsage } from "./product-usage";
import { YearlyRetention } from "./yearly-retention";
import { WatchedCustomers } from "./watched-customers";

export const definitions = {
  ...Estimate.definitions,
  ...SurveyScores.definitions,
  ...RevenueMovements.definitions,
  ...YearlyRetention.definitions,
  ...ProductUsage.definitions,
  ...ConversionRates.definitions,
  ...UsageChurn.definitions,
  ...ApiUsage.definitions,
  ...ModelVersionsUsed.definitions,
  ...CommitmentUse.definitions,
  ...WatchedCustomers.definitions,
} satisfies Record<string, Estimate.Definition>;
export type Name = keyof typeof definitions;
export const names = Object.keys(definitions) as Name[];
export type Values = Record<Name, Estimate.Value>;

const ids = z.array(z.string());
export const Info = z.object({
  period: z.string(),
  since: z.string().nullable().describe("The period movements are against"),
  incomplete: z
    .string()
    .nullable()
    .default(null)
    .describe("Why changes since the period before are not told"),
  unsummed: z
    .string()
    .nullable()
    .default(null)
    .describe("Why money is not added up"),
  currencies: z
    .array(Currency.Own)
    .default([])
    .describe("Each currency by itself, where there are several"),
  values: z.record(z.string(), Estimate.Value),
  definitions: z.record(z.string(), Estimate.Definition),
  movements: RevenueMovements.Movements.nullable(),
  cohorts: RetentionCohorts.Table,
  models: ModelVersionsUsed.InUse,
  retiring: z.array(ModelVersionsUsed.Leaving),
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

/** Columns to add to the table, [customer], NaN unknown: burn of the commitment and days until it is used up. */
export type Columns = Record<
  "commitment.burn" | "commitment.days",
  Float64Array
>;

export type Input = {
  /** Amounts in the currency of the rates, where there are rates. */
  sheet: CustomerTable;
  /** The newest period before, which changes are measured against. */
  before?: CustomerTable | null;
  /** The history of all periods before, `before` included, and the settings. */
  past?: MetricHistory;
  /** Events of at least the sheet's period; other events do not count. */
  events?: Event.Log | null;
  /** Why the sheet's period is incomplete. */
  incomplete?: string | null;
};

/** Every metric of the period. Its arguments stay as they are; `MetricHistory.add` leads on to the next period. */
export function measure({
  sheet: given,
  before: givenBefore = null,
  past = MetricHistory.fromTables(givenBefore ? [givenBefore] : []),
  events = null,
  incomplete = null,
}: Input): { info: Info; columns: Columns } {
  const { config } = past;
  const sheet = CustomerTable.withFilledRoles(given);
  const before = givenBefore && CustomerTable.withFilledRoles(givenBefore);
  const currencies = Currency.codes(sheet);
  const withheld = {
    unsummed: Currency.why(currencies, config.rates),
    uncompared: Currency.why(Currency.codes(sheet, before), config.rates),
    incomplete:
      incomplete ??
      (before && past.incomplete === before.period
        ? `The period before, ${before.period}, is incomplete.`
        : null),
  };
  const number = (name: Definition.Role) => CustomerTable.role(sheet, name);
  const end = Period.end(sheet.period);
  const numbers = MetricHistory.numbers(past, sheet);
  const money = MetricGroups.revenue(sheet, before, past, withheld);
  const changes = WatchedCustomers.usageChanges(sheet, past, numbers);
  const commitment = CommitmentUse.measure(
    past.commitment,
    MetricHistory.commitmentRows(past, sheet, numbers),
  );
  const models = MetricGroups.numbersOrTexts(sheet, "models");
  const { onRetiring, leaving } = ModelVersionsUsed.retiring(
    sheet.id,
    Array.isArray(models) ? models : null,
    config.retiring,
    end,
  );
  const owners = WatchedCustomers.ownerRemoved(sheet, before);
  const values: Values = {
    ...Estimate.measure({
      satisfaction: number("satisfaction") ?? undefined,
      loyalty: number("loyalty") ?? undefined,
      success: number("success") ?? undefined,
    }),
    nps: SurveyScores.nps(number("nps"), past.answers.has("nps")),
    csat: SurveyScores.csat(number("csat")),
    csatMean: SurveyScores.csatMean(number("csat")),
    ces: SurveyScores.ces(number("ces")),
    cesHigh: SurveyScores.cesHigh(number("ces")),
    ...money.values,
    ...YearlyRetention.measure(
      past.year,
      sheet.period,
      MetricHistory.orderOf(past, sheet.period),
      MetricHistory.revenueOf(past, sheet, numbers),
    ),
    logoChurnYear: YearlyRetention.annual(money.values.logoChurn, sheet.period),
    ...MetricGroups.usage(sheet, events, config),
    ...MetricGroups.conversion(sheet, before, events, config),
    ...MetricGroups.volume(sheet, past),
    errorRate: ApiUsage.errorRate(number("errorRate"), number("requests")),
    rateLimited: ApiUsage.rateLimited(
      number("rateLimited"),
      number("requests"),
    ),
    latencyP50: ApiUsage.latency(number("latency"), 0.5),
    latencyP95: ApiUsage.latency(number("latency"), 0.95),
    modelsInUse: ModelVersionsUsed.modelsInUse(models),
    onRetiring,
    ...commitment.values,
    usageChurn: changes.usageChurn.value,
    billShock: changes.billShock.value,
    ownerRemoved: owners.value,
  };
  if (withheld.incomplete) {
    const none = Estimate.none(withheld.incomplete);
    Object.assign(values, { usageChurn: none, trialToPaid: none });
    if (incomplete) Object.assign(values, { grr12: none, nrr12: none });
  }
  if (withheld.unsummed) {
    const none = Estimate.none(withheld.unsummed);
    Object.assign(values, { referralValue: none, burn: none });
    Object.assign(values, { grr12: none, nrr12: none });
  }
  return {
    info: {
      period: sheet.period,
      since: before?.period ?? null,
      incomplete,
      unsummed: withheld.unsummed,
      currencies:
        currencies.length > 1 && !withheld.incomplete
          ? Currency.each(currencies, sheet, before, past.cohorts.cohort)
          : [],
      values: explained(finite(values), given),
      definitions,
      movements: money.moved,
      cohorts: RetentionCohorts.table(
        past.cohorts,
        incomplete
          ? undefined
          : { period: sheet.period, id: MetricHistory.customers(sheet) },
      ),
      models: Array.isArray(models) ? ModelVersionsUsed.inUse(models) : [],
      retiring: leaving,
      lists: {
        usageChurn: withheld.incomplete ? [] : changes.usageChurn.ids,
        billShock: changes.billShock.ids,
        overCommitment: sheet.id.filter((_, i) => commitment.burn[i] > 1),
        ownerRemoved: owners.ids,
      },
    },
    columns: {
      "commitment.burn": commitment.burn,
      "commitment.days": commitment.days,
    },
  };
}

/** Change of every figure against the same of an earlier period, null where either has none. */
export const move = (now: Values, before: Info["values"] | null) =>
  Estimate.moves(now, before);

// A role whose column holds nothing in this period is another matter than one that no column has.
function explained(values: Values, { roles, period }: CustomerTable): Values {
  const lost = new Map(
    Object.entries(roles).map(([role, column]) => [
      Estimate.withoutRole(role).why,
      `The rows of ${period} have nothing in "${column}", the column of ${role}.`,
    ]),
  );
  const checked = Object.entries(values).map(([name, found]) => {
    const why = found.value === null && lost.get(found.why);
    return [name, why ? Estimate.none(why) : found];
  });
  return Object.fromEntries(checked);
}

// Quotients of numbers at the ends of the floating-point range are infinite or NaN and no figures.
function finite(values: Values): Values {
  const checked = Object.entries(values).map(([name, found]) => {
    const sound = Object.values(found).every(
      (part) => typeof part !== "number" || Number.isFinite(part),
    );
    if (sound) return [name, found];
    return [name, Estimate.none("The columns' numbers are beyond computing.")];
  });
  return Object.fromEntries(checked);
}

export * as MetricBoard from "./metric-board";
