// state-columns: a period's state as typed columns and a few words on all of them, and back
import type { AnswerColumns } from "../customers/answer-columns";
import type { PeriodShards } from "../customers/period-shards";
import { TypedColumns } from "../query/typed-columns";
import { Peers } from "./peers";
import { PeriodState } from "./period-state";
import { Calendar } from "../reading/calendar";

const { text, number } = TypedColumns;

/** What people ask of customers, as typed columns; names are those of the API in small letters. */
function outer(state: PeriodState.Info): TypedColumns.Column[] {
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
    text("band", state.answers ? state.band.map((band, k) => band ?? state.answers!.band[k]) : state.band), // prettier-ignore
    ...(state.answers?.values ?? []),
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
    ...spendColumns(state.spend),
    {
      name: "has_left",
      type: "boolean",
      values: id.map((_, row) => Number(PeriodState.hasLeft(state, row))),
    },
    {
      name: "incomplete",
      type: "boolean",
      values: id.map(() => Number(state.incomplete !== null)),
    },
  ];
}

const spendNumbers = {
  ...{ spent: "spend_this_month", projected: "projected_spend" },
  ...{ low: "projected_spend_low", high: "projected_spend_high" },
} as const;
const spendDays = {
  ...{ asOf: "spend_as_of", exhausted: "exhausted_on" },
  ...{ earliest: "exhausted_earliest", latest: "exhausted_latest" },
} as const;
const keysOf = <T extends object>(given: T) =>
  Object.keys(given) as (keyof T)[];

function spendColumns(spend: PeriodState.Info["spend"]): TypedColumns.Column[] {
  if (!spend) return [];
  return [
    ...keysOf(spendNumbers).map((key) => ({
      ...{ name: spendNumbers[key], type: "number" as const },
      values: spend[key],
    })),
    ...keysOf(spendDays).map((key) => ({
      ...{ name: spendDays[key], type: "date" as const },
      values: spend[key],
    })),
    { name: "exhausted", type: "text", values: spend.limit },
  ];
}

/** What holds for all customers; all else is columns. */
export type Rest = Pick<
  PeriodState.Info,
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
  answers?: AnswerColumns.Column[];
  spend?: true;
  peers: ReturnType<typeof Peers.encode>;
  columns: string[]; // that lie in the files; absent from heads of earlier releases
};

export const positive = "_positive";
export const inner = {
  points: (k: number) => `_points.${k}`,
  values: (k: number) => `_values.${k}`,
  branch: (k: number) => `_branch.${k}`,
  metric: (role: string) => `_metric.${role}`,
  usual: (k: number) => `_usual.${k}`,
};

export function restOf(
  state: PeriodState.Info,
  columns: TypedColumns.Column[],
): Rest {
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
    ...(state.answers && { answers: state.answers.columns }),
    ...(state.spend && { spend: true as const }),
    peers: Peers.encode(state.peers),
    columns: columns.map(({ name }) => name),
  };
}

/** What only later periods and the components of health read. */
function innerColumns(state: PeriodState.Info): TypedColumns.Column[] {
  const number = (name: string, values: ArrayLike<number>) =>
    ({ name, type: "number", values }) as const;
  return [
    {
      name: positive,
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

type Head = PeriodShards.Head<Rest>;
type Stored = TypedColumns.Read["columns"];

// A column that is missing is never taken for one without values.
export function existing(columns: Stored, name: string) {
  const found = columns.get(name);
  if (found) return found;
  throw new Error(`Expected the column ${name} in a period's state, got none`);
}

/** Whether the files hold every column that a state is read from: those of another release may not. */
export function isReadable(head: Head) {
  const none = new Map((head.columns ?? []).map((name) => [name, []]));
  try {
    decode(head, { rows: 0, columns: none });
    return true;
  } catch {
    return false;
  }
}

export function decode(
  { shards: _, customers: __, own: ___, columns: ____, ...head }: Head,
  { columns }: TypedColumns.Read,
): PeriodState.Info {
  const list = <T>(name: string) => existing(columns, name) as T[];
  const numbers = (name: string) => list<number | null>(name);
  const words = (name: string) => list<string | null>(name);
  const { schemes, components, metricInputs, usual, ...others } = head;
  const { peers, answers, spend, ...rest } = others;
  const days = (name: string) =>
    list<Date | null>(name).map((day) => day && day.getTime() / Calendar.dayMs);
  const probability = numbers("probability");
  const band = list<PeriodState.Info["band"][number]>("band");
  const isAnswer = (row: number) => !!answers && probability[row] === null;
  const known = <T>(make: { from: (list: number[]) => T }, name: string) =>
    make.from(numbers(name).map((value) => value ?? NaN));
  return {
    ...rest,
    id: list("id"),
    ...{ name: words("name"), owner: words("owner"), plan: words("plan") },
    renewal: days("renewal"),
    trend: numbers("trend"),
    recency: numbers("recency"),
    band: band.map((one, row) => (isAnswer(row) ? null : one)),
    ...(answers && {
      answers: {
        columns: answers,
        values: answers.map(
          ({ stored, type }) =>
            ({ name: stored, type, values: list(stored) }) as never,
        ),
        band: band.map((one, row) => (isAnswer(row) ? one : null)),
      },
    }),
    ...(spend && {
      spend: {
        spent: numbers(spendNumbers.spent),
        projected: numbers(spendNumbers.projected),
        low: numbers(spendNumbers.low),
        high: numbers(spendNumbers.high),
        asOf: days(spendDays.asOf),
        limit: list("exhausted"),
        exhausted: days(spendDays.exhausted),
        earliest: days(spendDays.earliest),
        latest: days(spendDays.latest),
      },
    }),
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
    probability,
    sentiment: numbers("sentiment"),
    comments: list("comments"),
    lifetime: numbers("lifetime"),
    alive: numbers("alive"),
    positive: list(positive),
    metricInputs: metricInputsOf(metricInputs, columns),
    usual: new Map(
      usual.map((name, k) => [name, known(Float64Array, inner.usual(k))]),
    ),
    peers: Peers.decode(peers),
    model: words("model"),
  };
}

export const metricInputsOf = (roles: string[], columns: Stored) =>
  Object.fromEntries(
    roles.map((role) => [
      role,
      Float64Array.from(
        existing(columns, inner.metric(role)) as (number | null)[],
        (value) => value ?? NaN,
      ),
    ]),
  );

/** Everything that is stored of each customer. */
export const of = (state: PeriodState.Info) => [
  ...outer(state),
  ...innerColumns(state),
];

export * as StateColumns from "./state-columns";
