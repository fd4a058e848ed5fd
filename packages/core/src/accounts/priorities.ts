// priorities: whom to see first: customers by the money at risk, each with its drivers and what to do
import * as z from "zod";
import { Paging } from "../base/paging";
import { Snapshot } from "../customers/snapshot";
import { Dataset } from "../dataset/dataset";
import { Card } from "../model/card";
import { PeriodState } from "../state/period-state";
import { Roster } from "../periods/roster";
import { Action } from "../playbooks/action/action";
import { Priority } from "../playbooks/action/priority";
import { ExplainSnapshot } from "../scoring/explain-snapshot";
import { Calendar } from "../reading/calendar";
import { Bilingual } from "../text/bilingual";
import { Wording } from "../text/wording";
import { CustomerRows } from "./customer-rows";
import { Driver } from "./driver";
import { OpenActions } from "./open-actions";

export const Playbook = z.object({
  playbook: z.string(),
  action: z.string().describe("Id of the action"),
  state: Action.State,
  title: Bilingual.NonEmptyText,
  why: Bilingual.NonEmptyText,
  steps: z.array(Action.Step),
});
export const Item = z.object({
  id: z.string(),
  name: z.string().nullable(),
  owner: z.string().nullable(),
  segment: z.string().nullable(),
  probability: z.number().nullable(),
  band: Card.Band.nullable(),
  revenue: z.number().nullable().describe("A period"),
  renewal: z.string().nullable(),
  daysToRenewal: z
    .int()
    .nullable()
    .describe("From today; below zero once the date has passed"),
  moneyAtRisk: z
    .number()
    .nullable()
    .describe("Probability × twelve months of revenue"),
  drivers: z.array(Driver.Info),
  playbooks: z.array(Playbook),
  left: z.object({ period: z.string() }).nullable(),
});
export type Item = z.infer<typeof Item>;
export const Info = Paging.schema(Item).extend({
  total: z.int().min(0),
  moneyAtRisk: z.number().describe("Of all that the filters leave"),
});
export type Info = z.infer<typeof Info>;

const flag = z.stringbool().or(z.boolean());
export const Query = Paging.Query.extend({
  owner: z.string().optional().describe("Only this owner's customers"),
  segment: z.string().optional().describe("Of the primary scheme"),
  renewal: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .optional()
    .describe("Only contracts that end in this month"),
  soon: flag
    .optional()
    .describe("Only who can leave within 90 days: by renewal, or without one"),
  left: flag.optional().describe("With customers that have left, at the end"),
  lang: Wording.Lang.default("en"),
});
export type Query = z.infer<typeof Query>;

/** A customer as it is ranked. */
export type Ranked = Omit<Item, "drivers" | "playbooks"> &
  Pick<Roster.Row, "state" | "row"> & { soon: boolean };

export function rank(rows: Roster.Row[], now: Date): Ranked[] {
  const today = Math.floor(now.getTime() / Calendar.dayMs);
  return rows
    .map((row) => rankOf(row, today))
    .sort((a, b) => compare(keyOf(a), keyOf(b)));
}

function rankOf({ state, row, left }: Roster.Row, today: number): Ranked {
  const [day, probability] = [state.renewal[row], state.probability[row]];
  const revenue = state.revenue[row] ?? state.metricInputs.spend?.[row] ?? null;
  const daysToRenewal = day === null ? null : day - today;
  // Where no contract is known at all, none is missing.
  const hasContracts = state.renewal.some((one) => one !== null);
  return {
    ...{ state, row, left, probability },
    ...{ id: state.id[row], name: state.name[row], owner: state.owner[row] },
    segment: state.segments[state.primary]?.[row] ?? null,
    band: state.band[row],
    revenue: Number.isNaN(revenue) ? null : revenue,
    renewal: day === null ? null : isoDay(day),
    daysToRenewal,
    moneyAtRisk:
      left || probability === null || revenue === null || Number.isNaN(revenue)
        ? null
        : probability * Priority.annual(revenue, state.period),
    soon: !left && hasContracts && Priority.isSoon(daysToRenewal),
  };
}

const isoDay = (day: number) =>
  new Date(day * Calendar.dayMs).toISOString().slice(0, 10);

// The largest money first, then who can leave soon, then the higher probability and revenue; what is unknown and who has left
// come last.
const number = z.number();
const Key = z.tuple([number, number, number, number, z.string()]);
type Key = z.infer<typeof Key>;
const keyOf = ({
  left,
  moneyAtRisk,
  soon,
  probability,
  revenue,
  id,
}: Ranked): Key => [
  left ? 2 : moneyAtRisk === null ? 1 : -moneyAtRisk,
  soon ? 0 : 1,
  -(probability ?? -1),
  -(revenue ?? -1),
  id,
];

function compare(a: Key, b: Key) {
  for (let k = 0; k < a.length; k++)
    if (a[k] !== b[k]) return a[k] < b[k] ? -1 : 1;
  return 0;
}

const same = (a: string | null, b: string) =>
  a?.trim().toLowerCase() === b.trim().toLowerCase();

export async function list(
  dataset: string,
  query: Omit<Query, "lang"> & { lang?: Wording.Lang },
  now: Date,
): Promise<Info> {
  const { owner, segment, renewal, soon, left, limit, cursor } = query;
  const last = Paging.position(Key, cursor);
  const rows = await Roster.read(dataset, { left: !!left });
  if (!rows.length) await Dataset.get(dataset);
  const ranked = rank(rows, now).filter(
    (one) =>
      (!owner || same(one.owner, owner)) &&
      (!segment || one.segment === segment) &&
      (!renewal || one.renewal?.startsWith(renewal)) &&
      (!soon || one.soon),
  );
  const from = last
    ? ranked.findIndex((one) => compare(keyOf(one), last) > 0)
    : 0;
  const shown = from < 0 ? [] : ranked.slice(from, from + limit);
  const isMore = from >= 0 && from + limit < ranked.length;
  return {
    items: await items(dataset, shown, now, query.lang),
    cursor: isMore ? Paging.cursor(keyOf(shown.at(-1)!)) : null,
    total: ranked.length,
    moneyAtRisk: ranked.reduce((sum, one) => sum + (one.moneyAtRisk ?? 0), 0),
  };
}

export type Choices = Record<"owners" | "segments" | "renewals", string[]>;

/** What the list can be narrowed to; months of renewals from this one on. */
export async function choices(dataset: string, now: Date): Promise<Choices> {
  const ranked = rank(await Roster.read(dataset), now);
  const among = (value: (one: Ranked) => string | null) =>
    [...new Set(ranked.flatMap((one) => value(one) ?? []))].sort();
  return {
    owners: among(({ owner }) => owner),
    segments: among(({ segment }) => segment),
    renewals: among(({ renewal }) => renewal?.slice(0, 7) ?? null).filter(
      (month) => month >= now.toISOString().slice(0, 7),
    ),
  };
}

/** The ranked customers with their drivers and their open playbooks. */
export async function items(
  dataset: string,
  ranked: Ranked[],
  now: Date,
  lang: Wording.Lang = "en",
): Promise<Item[]> {
  if (!ranked.length) return [];
  const tables = await CustomerRows.read(dataset, ranked, now);
  const open = await OpenActions.byCustomer(dataset, tables);
  return Promise.all(
    ranked.map(async ({ state, row, soon: _, ...item }) => ({
      ...item,
      drivers: item.left
        ? []
        : await drivers(
            dataset,
            { state, row },
            CustomerRows.find(tables, item.id)?.snapshots.get(item.id) ?? [],
            lang,
          ),
      playbooks: item.left ? [] : (open.get(item.id) ?? []).map(playbookOf),
    })),
  );
}

const playbookOf = ({
  playbook,
  id,
  state,
  title,
  why,
  steps,
}: Action.Info) => ({ playbook, action: id, state, title, why, steps });

/** What moves one customer's score; its snapshots newest first. */
export async function drivers(
  dataset: string,
  { state, row }: { state: PeriodState.Info; row: number },
  snapshots: Snapshot.Info[],
  lang: Wording.Lang,
): Promise<Driver.Info[]> {
  const [now, ...before] = snapshots;
  if (!now?.score || now.period !== state.period) return [];
  const definition = await Dataset.current(dataset);
  const { peers } = state;
  const group =
    peers.by === "plan" ? state.plan : state.segments[state.primary];
  return Driver.largest(
    await ExplainSnapshot.kept(dataset, definition, now),
    before,
    {
      ...{ peers, group: group?.[row] ?? null, lang },
      ...{ labels: definition.labels, numbers: definition.numbers },
    },
  );
}

export * as Priorities from "./priorities";
