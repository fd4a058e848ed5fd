// customer-spend: what a customer will have spent at the month's end, and when what it may spend is used up, in words
import * as z from "zod";
import { SpendAhead } from "../forecast/spend-ahead";
import type { PeriodState } from "../state/period-state";
import { Calendar } from "../reading/calendar";
import type { Bilingual } from "../text/bilingual";

const day = z.iso.date();
export const Info = z.object({
  month: z.string().describe("Whose end is foretold"),
  through: day.describe("The last day whose spend is known"),
  spent: z.number().describe("In the month until then"),
  projected: z.number().describe("At the month's end"),
  low: z.number().nullable().describe("95 % interval of `projected`"),
  high: z.number().nullable(),
  exhaustion: z
    .object({
      of: z
        .enum(SpendAhead.kinds)
        .describe("The commitment, credit or budget that is used up first"),
      on: day.describe("By the expected spend"),
      days: z.int().describe("From today; below zero once it has passed"),
      earliest: day.nullable(),
      latest: day.nullable().describe("Null where it may not come to it"),
    })
    .nullable()
    .describe("Null where nothing is used up within its term"),
});
export type Info = z.infer<typeof Info>;

const iso = (at: number) =>
  new Date(at * Calendar.dayMs).toISOString().slice(0, 10);

/** Null where its spend is not known. */
export function of(
  { spend }: Pick<PeriodState.Info, "spend">,
  row: number,
  now: Date,
): Info | null {
  const [asOf, spent] = [spend?.asOf[row] ?? null, spend?.spent[row] ?? null];
  const projected = spend?.projected[row] ?? null;
  if (!spend || asOf === null || spent === null || projected === null)
    return null;
  const [on, limit] = [spend.exhausted[row], spend.limit[row]];
  const known = (at: number | null) => (at === null ? null : iso(at));
  const today = Math.floor(now.getTime() / Calendar.dayMs);
  return {
    month: iso(asOf).slice(0, 7),
    through: iso(asOf - 1),
    ...{ spent, projected, low: spend.low[row], high: spend.high[row] },
    exhaustion:
      on === null || limit === null
        ? null
        : {
            ...{ of: limit, on: iso(on), days: on - today },
            earliest: known(spend.earliest[row]),
            latest: known(spend.latest[row]),
          },
  };
}

const nouns = {
  commitment: { en: "commitment", zh: "承诺额" },
  credits: { en: "credit", zh: "预付额度" },
  budget: { en: "budget", zh: "预算" },
} satisfies Record<SpendAhead.Limit["kind"], Bilingual.Text>;

/** The exhaustion as the end of a sentence about the customer. */
export function exhaustion({
  of,
  on,
  days,
}: NonNullable<Info["exhaustion"]>): Bilingual.Text {
  const { en, zh } = nouns[of];
  return days < 0
    ? { en: `its ${en} was used up on ${on}`, zh: `${zh}已于 ${on} 用尽` }
    : {
        en: `its ${en} is used up on ${on} at its pace`,
        zh: `按当前速度，${zh}将于 ${on} 用尽`,
      };
}

export * as CustomerSpend from "./customer-spend";
