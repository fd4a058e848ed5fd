// period-state: score, health, segments and lifetime value of every customer of a period
import { LRUCache } from "lru-cache";
import { CustomerTable } from "../customers/customer-table";
import { Health } from "../health/health";
import type { Card } from "../model/card";
import type { TypedColumns } from "../query/typed-columns";
import type { Segment } from "../segments/segment";
import type { Definition } from "../tabular/definition";
import { Features } from "./features";
import { Peers } from "./peers";
import { PeriodShards } from "../customers/period-shards";
import type { UseTrend } from "./use-trend";

type Numbers = (number | null)[];

/**
 * Columns in the order of `id`, which is ascending; null or NaN where a value is missing. The columns of health's
 * components are typed arrays: plain arrays of a million numbers and nulls take six times as much memory.
 */
export type Info = {
  period: string;
  inputDigest: string;
  rowsEtag?: string | null; // of the rows it was made of
  incomplete: string | null; // why the period is not whole
  unsummed: string | null; // why its money is not added up
  id: string[];
  name: (string | null)[];
  band: (Card.Band | null)[];
  config: Health.Config | null;
  health: Numbers;
  coverage: Numbers;
  status: (Health.Status | null)[];
  points: Float32Array[]; // [component][customer]
  values: (Float32Array | null)[]; // [component][customer]
  branch: (Int8Array | null)[]; // [component][customer]
  segments: Record<string, string[]>;
  primary: Segment.Scheme;
  revenue: Numbers;
  probability: Numbers;
  sentiment: Numbers;
  comments: number[];
  lifetime: Numbers;
  alive: Numbers;
  positive: (boolean | null)[]; // whether the label is positive in the customer's own row
  metricInputs: Record<string, Float64Array>; // by role, for the metrics of later periods
  leaves: boolean; // whether a positive label says that the customer has left
  owner: (string | null)[];
  plan: (string | null)[];
  renewal: Numbers; // days since 1970-01-01
  trend: Numbers; // of use
  recency: Numbers; // days since the last event at the period's end
  usual: UseTrend.Usual["levels"];
  peers: Peers.Info;
  model: (string | null)[]; // the version that scored each customer
};

// The columns that metrics of later periods compare with.
const metricRoles = [
  ...["revenue", "usage", "tokens", "requests", "spend"],
  ...["commitment", "termStart", "termEnd", "nps"],
] as Definition.Role[];

/** The state of the table's customers, rounded as it is stored. */
export function fromTable(
  table: CustomerTable,
  {
    definition,
    inputDigest,
    rowsEtag,
    incomplete,
    unsummed,
    config,
    assessment,
    labels,
    primary,
    usual,
    model,
    leaves,
  }: Pick<
    Info,
    | "inputDigest"
    | "rowsEtag"
    | "incomplete"
    | "unsummed"
    | "config"
    | "primary"
    | "usual"
    | "model"
    | "leaves"
  > & {
    definition: Definition.Info;
    assessment: Health.Assessment | null;
    labels: Segment.Labels;
  },
): Info {
  const { period, id, roles } = table;
  const missing = id.map(() => null);
  const words = (role: "name" | "owner" | "plan") =>
    (roles[role] ? table.text(roles[role]) : null) ?? missing;
  const rounded = (values: Float64Array | null | undefined, digits: number) =>
    values
      ? Array.from(values, (value) =>
          Number.isNaN(value) ? null : Number(value.toFixed(digits)),
        )
      : missing;
  const exact = (values: Float64Array | null) =>
    values
      ? Array.from(values, (value) => (Number.isNaN(value) ? null : value))
      : missing;
  return {
    period,
    inputDigest,
    rowsEtag,
    incomplete,
    unsummed,
    id,
    name: words("name"),
    owner: words("owner"),
    plan: words("plan"),
    renewal: rounded(CustomerTable.renewal(table), 0),
    trend: rounded(table.number("use.trend"), 3),
    recency: rounded(table.number("events.recency"), 1),
    leaves,
    usual,
    peers: Peers.usual(table, definition, labels[primary] ?? []),
    model,
    band: table.text("score.band") as Info["band"],
    config,
    health: rounded(assessment?.score, 1),
    coverage: rounded(assessment?.coverage, 3),
    status: assessment?.status ?? missing,
    points: assessment?.points.map((list) => Float32Array.from(list)) ?? [],
    values:
      assessment?.values.map((list) => list && Float32Array.from(list)) ?? [],
    branch: assessment?.branch ?? [],
    segments: labels as Record<string, string[]>,
    primary,
    revenue: rounded(CustomerTable.role(table, "revenue"), 6),
    probability: exact(table.number("score.probability")),
    sentiment: rounded(table.number("feedback.sentiment"), 4),
    comments: Array.from(table.number("feedback.count")!),
    lifetime: rounded(table.number("lifetime.value"), 2),
    alive: rounded(table.number("lifetime.alive"), 4),
    positive: Features.labelPositive(table, definition),
    metricInputs: Object.fromEntries(
      metricRoles.flatMap((role) => {
        const values = CustomerTable.role(table, role);
        return values ? [[role, Float64Array.from(values)]] : [];
      }),
    ),
  };
}

/** What people ask of customers, as typed columns; names are those of the API in small letters. */
export function columns(state: Info): TypedColumns.Column[] {
  const text = (name: string, values: (string | null)[]) =>
    ({ name, type: "text", values }) as const;
  const number = (name: string, values: Numbers | number[]) =>
    ({ name, type: "number", values }) as const;
  const { id, segments, primary } = state;
  return [
    text("period", id.map(() => state.period)), // prettier-ignore
    text("id", id),
    text("name", state.name),
    text("owner", state.owner),
    text("plan", state.plan),
    { name: "renewal", type: "date", values: state.renewal },
    number("revenue", state.revenue),
    number("probability", state.probability),
    text("band", state.band),
    text("model", state.model),
    number("health", state.health),
    text("status", state.status),
    number("coverage", state.coverage),
    text("segment", segments[primary] ?? id.map(() => null)),
    ...Object.entries(segments).map(([scheme, labels]) =>
      text(`segment_${scheme}`, labels),
    ),
    number("lifetime", state.lifetime),
    number("alive", state.alive),
    number("sentiment", state.sentiment),
    number("comments", state.comments),
    number("trend", state.trend),
    number("recency", state.recency),
    {
      name: "has_left",
      type: "boolean",
      values: id.map((_, row) => Number(hasLeft(state, row))),
    },
    {
      name: "incomplete",
      type: "boolean",
      values: id.map(() => Number(state.incomplete !== null)),
    },
  ];
}

/** The columns of a past period that metrics compare with. */
export const metricTable = ({ period, id, metricInputs }: Info) =>
  CustomerTable.fromColumns({
    period,
    id,
    roles: Object.fromEntries(
      Object.keys(metricInputs).map((role) => [role, role]),
    ),
    numbers: metricInputs,
  });

/** The row of a customer, -1 where the period does not have it. */
export function rowOf(state: Info, id: string) {
  let [low, high] = [0, state.id.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (state.id[middle] < id) low = middle + 1;
    else high = middle;
  }
  return state.id[low] === id ? low : -1;
}

/** Whether the customer's own row says that it has left. */
export const hasLeft = ({ leaves, positive }: Info, row: number) =>
  leaves && positive[row] === true;

/** A customer's health with its components; null where the dataset has none configured. */
export function health(state: Info, row: number): Health.Info | null {
  const { config } = state;
  return config && Health.infoAt(config, assessment(state, row), 0);
}

// Seven digits are what a packed number holds.
const single = (list: ArrayLike<number> | null, row: number) =>
  Float64Array.of(list ? Number(list[row].toPrecision(6)) : NaN);

const assessment = (state: Info, row: number): Health.Assessment => ({
  score: Float64Array.of(state.health[row] ?? NaN),
  status: [state.status[row]],
  coverage: Float64Array.of(state.coverage[row] ?? NaN),
  points: state.points.map((list) => single(list, row)),
  values: state.values.map((list) => list && single(list, row)),
  branch: state.branch.map((list) => list && Int8Array.of(list[row])),
});

/** What holds for all customers; all else is columns. */
type Rest = Pick<
  Info,
  | "period"
  | "inputDigest"
  | "rowsEtag"
  | "incomplete"
  | "unsummed"
  | "config"
  | "primary"
  | "leaves"
> & {
  schemes: string[];
  components: { points: boolean; values: boolean; branch: boolean }[];
  metricInputs: string[];
  usual: string[];
  peers: ReturnType<typeof Peers.encode>;
};

const inner = {
  points: (k: number) => `_points.${k}`,
  values: (k: number) => `_values.${k}`,
  branch: (k: number) => `_branch.${k}`,
  metric: (role: string) => `_metric.${role}`,
  usual: (k: number) => `_usual.${k}`,
};

function restOf(state: Info): Rest {
  const { period, inputDigest, rowsEtag, incomplete, unsummed } = state;
  const { config, primary, leaves } = state;
  return {
    ...{ period, inputDigest, rowsEtag, incomplete, unsummed },
    ...{ config, primary, leaves },
    schemes: Object.keys(state.segments),
    components: state.points.map((_, k) => ({
      points: true,
      values: !!state.values[k],
      branch: !!state.branch[k],
    })),
    metricInputs: Object.keys(state.metricInputs),
    usual: [...state.usual.keys()],
    peers: Peers.encode(state.peers),
  };
}

/** What only later periods and the components of health read. */
function innerColumns(state: Info): TypedColumns.Column[] {
  const number = (name: string, values: ArrayLike<number>) =>
    ({ name, type: "number", values }) as const;
  return [
    {
      name: "_positive",
      type: "boolean",
      values: state.positive.map((one) => (one === null ? null : Number(one))),
    },
    ...state.points.map((list, k) => number(inner.points(k), list)),
    ...state.values.flatMap((list, k) =>
      list ? [number(inner.values(k), list)] : [],
    ),
    ...state.branch.flatMap((list, k) =>
      list
        ? [{ ...number(inner.branch(k), list), type: "integer" as const }]
        : [],
    ),
    ...Object.entries(state.metricInputs).map(([role, list]) =>
      number(inner.metric(role), list),
    ),
    ...[...state.usual.values()].map((list, k) => number(inner.usual(k), list)),
  ];
}

const dayMs = 86_400_000;

function decode(
  { shards: _, customers: __, own: ___, ...head }: PeriodShards.Head<Rest>,
  { columns }: TypedColumns.Read,
): Info {
  const list = <T>(name: string) => (columns.get(name) ?? []) as T[];
  const numbers = (name: string) => list<number | null>(name);
  const words = (name: string) => list<string | null>(name);
  const { schemes, components, metricInputs, usual, peers, ...rest } = head;
  const known = <T>(make: { from: (list: number[]) => T }, name: string) =>
    make.from(numbers(name).map((value) => value ?? NaN));
  return {
    ...rest,
    id: list("id"),
    ...{ name: words("name"), owner: words("owner"), plan: words("plan") },
    renewal: list<Date | null>("renewal").map(
      (day) => day && day.getTime() / dayMs,
    ),
    trend: numbers("trend"),
    recency: numbers("recency"),
    band: list("band"),
    health: numbers("health"),
    coverage: numbers("coverage"),
    status: list("status"),
    points: components.map((_, k) => known(Float32Array, inner.points(k))),
    values: components.map(({ values }, k) =>
      values ? known(Float32Array, inner.values(k)) : null,
    ),
    branch: components.map(({ branch }, k) =>
      branch ? known(Int8Array, inner.branch(k)) : null,
    ),
    segments: Object.fromEntries(
      schemes.map((scheme) => [scheme, list<string>(`segment_${scheme}`)]),
    ),
    revenue: numbers("revenue"),
    probability: numbers("probability"),
    sentiment: numbers("sentiment"),
    comments: list("comments"),
    lifetime: numbers("lifetime"),
    alive: numbers("alive"),
    positive: list("_positive"),
    metricInputs: Object.fromEntries(
      metricInputs.map((role) => [
        role,
        known(Float64Array, inner.metric(role)),
      ]),
    ),
    usual: new Map(
      usual.map((name, k) => [name, known(Float64Array, inner.usual(k))]),
    ),
    peers: Peers.decode(peers),
    model: words("model"),
  };
}

export async function read(dataset: string, period: string) {
  const found = await PeriodShards.head<Rest>(dataset, period);
  if (!found) return null;
  return decode(found.head, await PeriodShards.columns(dataset, found.head));
}

// A column takes about eight times its bytes once it is read.
const bytesRead = 8;
const cache = new LRUCache<string, { etag: string; value: Info }>({
  maxSize: 400e6, // bytes
});

/** The state as it is stored, cached while its head stays the same. */
export async function current(dataset: string, period: string) {
  const found = await PeriodShards.head<Rest>(dataset, period);
  if (!found) return null;
  const key = `${dataset} ${period}`;
  const known = cache.get(key);
  if (known?.etag === found.etag) return known.value;
  const read = await PeriodShards.columns(dataset, found.head);
  const value = decode(found.head, read);
  cache.set(
    key,
    { etag: found.etag, value },
    { size: read.bytes * bytesRead + 1 },
  );
  return value;
}

/** The state of one customer alone, read from its shard; without rows where the period does not have it. */
export async function ofCustomer(dataset: string, period: string, id: string) {
  const found = await PeriodShards.head<Rest>(dataset, period);
  if (!found) return null;
  const { etag, head } = found;
  const known = cache.get(`${dataset} ${period}`);
  if (known?.etag === etag) return known.value;
  return decode(head, await PeriodShards.ofCustomer(dataset, head, id));
}

/** Whether the period is known and complete. */
export async function isWhole(dataset: string, period: string) {
  const found = await PeriodShards.head<Rest>(dataset, period);
  return !!found && found.head.incomplete === null;
}

/** The state without the components of health, which the period after does not read. */
export const slim = (state: Info): Info => ({
  ...state,
  points: [],
  values: [],
  branch: [],
});

/** `own` are the dataset's columns, as lists and statements show them. */
export const write = (
  dataset: string,
  state: Info,
  own: TypedColumns.Column[] = [],
) =>
  PeriodShards.write(
    dataset,
    restOf(state),
    state.id,
    [...columns(state), ...innerColumns(state)],
    own,
  );

export * as PeriodState from "./period-state";
