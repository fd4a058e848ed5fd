// customer-item: a customer as lists show it, from its row and its state
import * as z from "zod";
import type { PeriodIndex } from "../customers/period-index";
import { Health } from "../health/health";
import { Answer } from "../model/answer";
import { Card } from "../model/card";
import { PeriodState } from "../state/period-state";
import { LogOdds } from "../stats/log-odds";

export const Plain = z.object({
  id: z.string(),
  period: z.string(),
  probability: z.number().nullable(),
  band: Card.Band.nullable(),
  health: z.number().nullable().describe("0 to 100"),
  status: Health.Status.nullable(),
  segment: z.string().nullable().describe("Of the primary scheme"),
  revenue: z.number().nullable(),
  lifetime: z.number().nullable().describe("Value expected to come"),
  name: z.string().nullable(),
});
/** With what is foretold where the label is no question of yes and no. */
export const Info = Plain.extend(
  Answer.Told.omit({ kind: true, band: true }).shape,
);
export type Info = z.infer<typeof Info>;

const unknown = { health: null, status: null, segment: null, lifetime: null };

/** The row with its customer's state, which may be a little older than the row. */
export function of(
  { logit, upload: _, line: __, model: ___, answer, ...row }: PeriodIndex.Row,
  state: PeriodState.Info | null,
): Info {
  const at = state ? PeriodState.rowOf(state, row.id) : -1;
  const { kind: ____, band: _____, ...told } = answer ?? {};
  return {
    ...row,
    ...told,
    probability: logit === null ? null : LogOdds.sigmoid(logit),
    ...(state && at >= 0
      ? {
          health: state.health[at],
          status: state.status[at],
          segment: state.segments[state.primary]?.[at] ?? null,
          lifetime: state.lifetime[at],
        }
      : unknown),
  };
}

export * as CustomerItem from "./customer-item";
