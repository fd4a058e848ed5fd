// retention-cohorts: customers by their first period, and how many of them are still there in later ones
import * as z from "zod";
import { Period } from "../tabular/period";

/** One cohort: `present` holds how many of `size` are there k periods later, null for a period without data. */
export const Row = z.object({
  period: z.string(),
  size: z.int().min(0),
  present: z.array(z.int().min(0).nullable()),
  share: z.array(z.number().min(0).max(1).nullable()),
});
export type Row = z.infer<typeof Row>;
/** Oldest cohort first. The first one holds whoever was there when the data begin, so its customers may be older. */
export const Table = z.array(Row);
export type Table = z.infer<typeof Table>;

export type State = {
  periods: string[];
  cohort: Map<string, number>; // customer id to the index of its first period
  present: number[][]; // [period][cohort]
};
export const begin = (): State => ({
  periods: [],
  cohort: new Map(),
  present: [],
});

type Presence = { period: string; id: readonly string[] };

// Customers by cohort; those not seen before are the newest cohort.
function count({ cohort, periods }: State, id: readonly string[]): number[] {
  const counts = new Array<number>(periods.length + 1).fill(0);
  for (const one of id) counts[cohort.get(one) ?? periods.length]++;
  return counts;
}

/** Adds one period, which is later than all before it. */
export function add(state: State, { period, id }: Presence) {
  const newest = state.periods.length;
  const counts = new Array<number>(newest + 1).fill(0);
  for (const one of id) {
    const known = state.cohort.get(one);
    counts[known ?? newest]++;
    if (known === undefined) state.cohort.set(one, newest);
  }
  state.present.push(counts);
  state.periods.push(period);
}

/** The table of the periods added and, where given, of a newest period, which is not added. */
export function table(state: State, newest?: Presence): Table {
  const periods = newest ? [...state.periods, newest.period] : state.periods;
  const present = newest
    ? [...state.present, count(state, newest.id)]
    : state.present;
  return periods.map((period, cohort) => {
    const size = present[cohort][cohort];
    const last = Period.distance(period, periods[periods.length - 1]);
    const row = new Array<number | null>(last + 1).fill(null);
    for (let later = cohort; later < periods.length; later++)
      row[Period.distance(period, periods[later])] = present[later][cohort];
    const share = row.map((count) =>
      count === null || size === 0 ? null : count / size,
    );
    return { period, size, present: row, share };
  });
}

export * as RetentionCohorts from "./retention-cohorts";
