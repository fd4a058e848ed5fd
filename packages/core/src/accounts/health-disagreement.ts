// health-disagreement: customers whose health or score and commercial signals tell different things
import * as z from "zod";
import { PeriodState } from "../state/period-state";
import type { Roster } from "../periods/roster";
import { Format } from "../text/format";
import { Bilingual } from "../text/bilingual";
import { CustomerSpend } from "./customer-spend";

export const Info = z.object({
  id: z.string(),
  name: z.string().nullable(),
  revenue: z.number().nullable(),
  said: Bilingual.NonEmptyText.describe("What health and score say"),
  signals: z.array(Bilingual.NonEmptyText).describe("What speaks against it"),
});
export type Info = z.infer<typeof Info>;

const fall = -0.6;
const rise = 0.3;
const unused = 0.3;
const overBurn = 1.5;

/** Null where they agree, or nothing is known of one side. `before` is the state of the period before. */
export function of(
  { state, row }: Pick<Roster.Row, "state" | "row">,
  before: PeriodState.Info | null,
  now: Date,
): Info | null {
  const [status, band] = [state.status[row], state.band[row]];
  const isCalm = status === "green" || (status === null && band === "low");
  const isAlarmed = status === "red" || (status === null && band === "high");
  const signals = isCalm
    ? warnings(state, row, before, now)
    : isAlarmed
      ? promises(state, row)
      : [];
  if (!signals.length) return null;
  const word = status
    ? { en: `health is ${status}`, zh: `健康状态为${lights[status]}` }
    : { en: `risk is ${band}`, zh: `流失风险为${bands[band!]}` };
  return {
    ...{ id: state.id[row], name: state.name[row] },
    ...{ revenue: state.revenue[row], said: word, signals },
  };
}

const lights = { red: "红", amber: "黄", green: "绿" };
const bands = { high: "高", medium: "中", low: "低" };

function warnings(
  state: PeriodState.Info,
  row: number,
  before: PeriodState.Info | null,
  now: Date,
): Bilingual.Text[] {
  const found: Bilingual.Text[] = [];
  const trend = state.trend[row];
  if (trend !== null && trend <= fall)
    found.push({
      en: `use fell by ${Format.percent(-trend, 0)} against its usual level`,
      zh: `用量较平时下降 ${Format.percent(-trend, 0)}`,
    });
  const rowBefore = before ? PeriodState.rowOf(before, state.id[row]) : -1;
  const owner = before?.owner[rowBefore];
  if (owner && !state.owner[row])
    found.push({
      en: `its owner ${owner} is gone`,
      zh: `负责人 ${owner} 已离开`,
    });
  const { spend, commitment, termEnd } = state.metricInputs;
  // With terms a commitment is not that of one period.
  const share = termEnd ? NaN : spend?.[row] / commitment?.[row];
  if (share < unused)
    found.push({
      en: `${Format.percent(share, 0)} of its commitment is used`,
      zh: `承诺用量仅使用 ${Format.percent(share, 0)}`,
    });
  if (share > overBurn && Number.isFinite(share))
    found.push({
      en: `it burns ${Format.percent(share, 0)} of its commitment`,
      zh: `消耗已达承诺用量的 ${Format.percent(share, 0)}`,
    });
  const ahead = CustomerSpend.of(state, row, now)?.exhaustion;
  if (ahead && surely(ahead)) found.push(CustomerSpend.exhaustion(ahead));
  return found;
}

const soonDays = 14;
// Even by the least that is to be expected of its spend.
const surely = ({ days, latest }: { days: number; latest: string | null }) =>
  latest !== null && days <= soonDays;

function promises(state: PeriodState.Info, row: number): Bilingual.Text[] {
  const trend = state.trend[row];
  return trend !== null && trend >= rise
    ? [
        {
          en: `use grew by ${Format.percent(trend, 0)} against its usual level`,
          zh: `用量较平时增长 ${Format.percent(trend, 0)}`,
        },
      ]
    : [];
}

/** The customers to look at again, the most revenue first. */
export function watch(
  rows: Roster.Row[],
  before: PeriodState.Info | null,
  now: Date,
): Info[] {
  return rows
    .filter(({ left }) => !left)
    .flatMap((row) => of(row, before, now) ?? [])
    .sort(
      (a, b) => (b.revenue ?? -1) - (a.revenue ?? -1) || (a.id < b.id ? -1 : 1),
    );
}

export * as HealthDisagreement from "./health-disagreement";
