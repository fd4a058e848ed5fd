// period-summary: a period in figures, as pages and reports show it: metrics with definitions, health, segments, feedback
import * as z from "zod";
import { Bucket } from "../aws/bucket";
import { Feedback } from "../feedback/feedback";
import type { CustomerTable } from "../customers/customer-table";
import { Health } from "../health/health";
import { Bilingual } from "../text/bilingual";
import { Estimate } from "../metrics/estimate";
import { MetricBoard } from "../metrics/metric-board";
import { Segment } from "../segments/segment";
import type { PeriodState } from "../state/period-state";
import { OwnerTopics } from "../feedback/topic/owner-topics";
import { Topic } from "../feedback/topic/topic";

const count = z.int().min(0);

export const Scheme = z.object({
  sizes: z.array(Segment.Size.extend({ name: Bilingual.Text })),
  movements: Segment.Movements.nullable(),
  traits: z.record(z.string(), z.array(Segment.Trait)),
});
export const Said = z.object({
  comments: count.describe("In the period's 90 days"),
  customers: count,
  sentiment: Estimate.Value,
  positive: count,
  negative: count,
  topics: z.array(Topic.Info),
});
export const Info = z.object({
  period: z.string(),
  since: z.string().nullable(),
  view: z.string().nullable().describe("ETag of the rows it was made of"),
  customers: count,
  metrics: Estimate.Info.catchall(Estimate.Value),
  movements: Estimate.Movements.catchall(Estimate.Movement.nullable()),
  definitions: z
    .object({
      satisfaction: Estimate.Definition,
      loyalty: Estimate.Definition,
      successRate: Estimate.Definition,
    })
    .catchall(Estimate.Definition),
  board: MetricBoard.Info.omit({
    period: true,
    since: true,
    values: true,
    definitions: true,
  }),
  health: z
    .object({
      config: Health.Config,
      mean: Estimate.Value,
      status: z.object({
        red: count,
        amber: count,
        green: count,
        unknown: count,
      }),
      components: z.array(
        z.object({
          name: z.string(),
          label: Bilingual.Text,
          weight: z.number(),
          mean: z.number().nullable(),
          missing: count,
        }),
      ),
    })
    .nullable(),
  primary: Segment.Scheme,
  segments: z.record(z.string(), Scheme),
  lifetime: Estimate.Value,
  said: Said.nullable(),
});
export type Info = z.infer<typeof Info>;

export type Input = {
  table: CustomerTable;
  state: PeriodState.Info;
  board: MetricBoard.Info;
  comments: Feedback.Info[]; // of the 90 days before the period's end
  config: Segment.Config;
  topics?: OwnerTopics.Config;
  fittedSegments: Segment.Fitted;
  rowsEtag: string | null;
  before: PeriodState.Info | null; // of the period just before
  beforeSummary: Info | null; // of `board.since`
};

export function summarise({
  table,
  state,
  board,
  comments,
  config,
  topics,
  fittedSegments,
  rowsEtag,
  before,
  beforeSummary,
}: Input): Info {
  const { period, since, values, definitions, ...rest } = board;
  const scheme = (name: Segment.Scheme, labels: string[]) => {
    const labelsBefore = before?.segments[name];
    return {
      sizes: Segment.sizes(labels).map((size) => ({
        ...size,
        name: Segment.label(config, name, size.segment, fittedSegments),
      })),
      movements:
        labelsBefore && state.incomplete === null && before.incomplete === null
          ? Segment.movements(
              { id: before.id, labels: labelsBefore },
              { id: state.id, labels },
            )
          : null,
      traits: Segment.distinguish(table, labels, { top: 3 }),
    };
  };
  return {
    period,
    since,
    view: rowsEtag,
    customers: state.id.length,
    metrics: values,
    movements: MetricBoard.move(
      values,
      beforeSummary && (beforeSummary.metrics as MetricBoard.Values),
    ),
    definitions: definitions as Info["definitions"],
    board: rest,
    health: health(state),
    primary: state.primary,
    segments: Object.fromEntries(
      Object.entries(state.segments).map(([name, labels]) => [
        name,
        scheme(name as Segment.Scheme, labels),
      ]),
    ),
    lifetime: state.unsummed
      ? Estimate.none(state.unsummed)
      : total(state.lifetime),
    said: feedback(comments, topics),
  };
}

function health({
  config,
  health,
  status,
  points,
}: PeriodState.Info): Info["health"] {
  if (!config) return null;
  const counts = { red: 0, amber: 0, green: 0, unknown: 0 };
  for (const light of status) counts[light ?? "unknown"]++;
  const scores = health.filter((value) => value !== null);
  return {
    config,
    mean: scores.length
      ? Estimate.mean(scores)
      : Estimate.none(
          "No customer has enough of the inputs that health is made of.",
        ),
    status: counts,
    components: config.components.map(({ name, label, weight }, k) => {
      const given = points[k].filter((value) => !Number.isNaN(value));
      return {
        ...{ name, label, weight },
        mean: given.length
          ? given.reduce((sum, value) => sum + value, 0) / given.length
          : null,
        missing: points[k].length - given.length,
      };
    }),
  };
}

function total(values: (number | null)[]): Estimate.Value {
  const known = values.filter((value) => value !== null);
  if (!known.length)
    return Estimate.none(
      "It needs a revenue column and scores, or events with purchases and amounts.",
    );
  return {
    value: known.reduce((sum, value) => sum + value, 0),
    n: known.length,
  };
}

// Topics compare the last month with the month before; sentiment covers the whole 90 days.
function feedback(
  comments: Feedback.Info[],
  owner?: OwnerTopics.Config,
): Info["said"] {
  if (!comments.length) return null;
  const scores = comments.flatMap(({ sentiment }) => sentiment?.score ?? []);
  const on = (side: "positive" | "negative") =>
    comments.filter(({ sentiment }) => Feedback.side(sentiment) === side)
      .length;
  const texts = comments.flatMap(({ id, text, sentiment, time }) =>
    text
      ? [{ id, text, score: sentiment?.score ?? null, month: time.slice(0, 7) }]
      : [],
  );
  const months = [
    ...new Set(comments.map(({ time }) => time.slice(0, 7))),
  ].sort();
  const [earlier, last] = [months.at(-2), months.at(-1)];
  return {
    comments: comments.length,
    customers: new Set(comments.map(({ customer }) => customer)).size,
    sentiment: scores.length
      ? Estimate.mean(scores)
      : Estimate.none("No comment has a sentiment."),
    positive: on("positive"),
    negative: on("negative"),
    topics: Topic.topics(
      texts.filter(({ month }) => month === last),
      texts.filter(({ month }) => month === earlier),
      { ...Topic.defaults, owner },
    ),
  };
}

export async function read(
  dataset: string,
  period: string,
): Promise<Info | null> {
  const stored = await Bucket.json(Bucket.keys.summary(dataset, period));
  return stored ? Info.parse(stored) : null;
}

export const write = (dataset: string, summary: Info) =>
  Bucket.put(
    Bucket.keys.summary(dataset, summary.period),
    JSON.stringify(summary),
    {
      type: "application/json",
    },
  );

export * as PeriodSummary from "./period-summary";
