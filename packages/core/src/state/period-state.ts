// period-state: score, health, segments and lifetime value of every customer of a period
import type { AnswerColumns } from "../customers/answer-columns";
import { CustomerTable } from "../customers/customer-table";
import { Health } from "../health/health";
import type { Card } from "../model/card";
import type { Segment } from "../segments/segment";
import type { Definition } from "../tabular/definition";
import { Label } from "../learning/label";
import { LabelAnswers } from "../label/label-answers";
import { Peers } from "./peers";
import type { SpendColumns } from "./spend-columns";
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
  answers?: AnswerColumns.Info; // absent where the label is one of yes and no
  spend?: SpendColumns.Info; // absent where nobody's spend is known
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
    answers,
    leaves,
    spend,
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
    | "answers"
    | "leaves"
    | "spend"
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
    ...(answers && { answers }),
    ...(spend && { spend }),
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
    positive: labelPositive(table, definition),
    metricInputs: Object.fromEntries(
      metricRoles.flatMap((role) => {
        const values = CustomerTable.role(table, role);
        return values ? [[role, Float64Array.from(values)]] : [];
      }),
    ),
  };
}

/** Whether the label is positive in the customer's own row; null where the cell is missing. */
function labelPositive(table: CustomerTable, definition: Definition.Info) {
  const label = Label.yesOrNo(definition.label);
  const cells = label && table.text(label.column);
  if (!cells) return table.id.map(() => null);
  const answers = LabelAnswers.ofCells(label.positive, cells);
  return cells.map((cell) => {
    const answer = answers.of(cell);
    return answer < 0 ? null : answer === 1;
  });
}

/** The columns of a past period that metrics compare with. */
export const metricTable = ({
  period,
  id,
  metricInputs,
}: Pick<Info, "period" | "id" | "metricInputs">) =>
  CustomerTable.fromColumns({
    period,
    id,
    roles: Object.fromEntries(
      Object.keys(metricInputs).map((role) => [role, role]),
    ),
    numbers: metricInputs,
  });

/** The row of a customer, -1 where the period does not have it. */
export function rowOf(state: Pick<Info, "id">, id: string) {
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

/** The state without the components of health, which the period after does not read. */
export const slim = (state: Info): Info => ({
  ...state,
  points: [],
  values: [],
  branch: [],
});

export * as PeriodState from "./period-state";
