// period-state: score, health, segments and lifetime value of every customer of a period; one object in S3
import { Bucket } from "../aws/bucket";
import { ObjectCache } from "../aws/object-cache";
import { CustomerTable } from "../customers/customer-table";
import { Health } from "../health/health";
import type { Card } from "../model/card";
import type { TypedColumns } from "../query/typed-columns";
import type { Segment } from "../segments/segment";
import type { Definition } from "../tabular/definition";
import { Features } from "./features";
import { Peers } from "./peers";
import type { UseTrend } from "./use-trend";

type Numbers = (number | null)[];

/**
 * Columns in the order of `id`, which is ascending; null or NaN where a value is missing. The columns of health's
 * components are typed arrays: plain arrays of a million numbers and nulls take six times as much memory.
 */
export type Info = {
  period: string;
  inputDigest: string;
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
  return {
    period,
    inputDigest,
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
    probability: rounded(table.number("score.probability"), 9),
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

const packed = ({ buffer, byteOffset, byteLength }: ArrayBufferView) =>
  Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength).toString("base64");

function unpacked(text: string): ArrayBuffer {
  const bytes = Buffer.from(text, "base64");
  return bytes.buffer.slice(
    bytes.byteOffset,
    bytes.byteOffset + bytes.byteLength,
  ) as ArrayBuffer;
}

const mapValues = <A, B>(record: Record<string, A>, run: (value: A) => B) =>
  Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, run(value)]),
  );

// The stored object calls the input digest `of` and the metric inputs `kept`.
function encode({ period, inputDigest, metricInputs, ...state }: Info) {
  const models = [...new Set(state.model.filter((one) => one !== null))];
  const lists = (list: (ArrayBufferView | null)[]) =>
    list.map((values) => values && packed(values));
  return JSON.stringify({
    period,
    of: inputDigest,
    ...state,
    points: lists(state.points),
    values: lists(state.values),
    branch: lists(state.branch),
    kept: mapValues(metricInputs, packed),
    usual: [...state.usual].map(([name, list]) => [name, packed(list)]),
    peers: Peers.encode(state.peers),
    models,
    model: state.model.map((one) =>
      one === null ? null : models.indexOf(one),
    ),
  });
}

function decode(text: string): Info {
  const { of: inputDigest, kept, models, ...stored } = JSON.parse(text);
  const missing = () => new Array(stored.id.length).fill(null);
  const lists = <T>(list: (string | null)[], make: (bytes: ArrayBuffer) => T) =>
    list.map((text) => (text === null ? null : make(unpacked(text))));
  const floats = (bytes: ArrayBuffer) => new Float32Array(bytes);
  return {
    // Objects of earlier releases lack these.
    ...{ owner: missing(), plan: missing(), renewal: missing() },
    ...{ trend: missing(), recency: missing(), leaves: true },
    ...stored,
    usual: new Map(
      ((stored.usual ?? []) as [string, string][]).map(([name, list]) => [
        name,
        new Float64Array(unpacked(list)),
      ]),
    ),
    peers: Peers.decode(stored.peers ?? { by: "segment", groups: [] }),
    model: models
      ? stored.model.map((k: number | null) => (k === null ? null : models[k]))
      : missing(),
    inputDigest,
    points: lists(stored.points, floats),
    values: lists(stored.values, floats),
    branch: lists(stored.branch, (bytes) => new Int8Array(bytes)),
    metricInputs: mapValues(
      kept as Record<string, string>,
      (text) => new Float64Array(unpacked(text)),
    ),
  };
}

export async function read(dataset: string, period: string) {
  const found = await Bucket.text(Bucket.keys.standing(dataset, period));
  return found === null ? null : decode(found);
}

const cached = ObjectCache.create(24, decode);

/** The state as it is stored, cached while its object stays the same. */
export const current = (dataset: string, period: string) =>
  cached(Bucket.keys.standing(dataset, period));

/** The state without the components of health, which the period after does not read. */
export const slim = (state: Info): Info => ({
  ...state,
  points: [],
  values: [],
  branch: [],
});

export const write = (dataset: string, state: Info) =>
  Bucket.put(Bucket.keys.standing(dataset, state.period), encode(state), {
    type: "application/json",
  });

export * as PeriodState from "./period-state";
