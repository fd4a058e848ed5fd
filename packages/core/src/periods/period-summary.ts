// period-summary: a period in figures — metrics with their definitions, health, segments, what was said — as pages and reports show it
import * as z from "zod";
import { Bucket } from "../aws/bucket";
import type { Feedback } from "../feedback/feedback";
import type { Compute } from "./compute";
import { Health } from "../health/health";
import { Words } from "../health/health-config";
import { Estimate } from "../metrics/estimate";
import { MetricBoard } from "../metrics/metric-board";
import { Segment } from "../segments/segment";
import type { PeriodState } from "./period-state";
import { Topic } from "../feedback/topic/topic";

const count = z.int().min(0);

export const Scheme = z.object({
  sizes: z.array(Segment.Size.extend({ name: Words })),
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
          label: Words,
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

export async function summarise(
  dataset: string,
  { sheet, standing, board, comments, fitted, config }: Compute.Info,
  previous: PeriodState.Info | null,
): Promise<Info> {
  const before = board.since === null ? null : await read(dataset, board.since);
  const { period, since, values, definitions, ...rest } = board;
  return {
    period,
    since,
    view: await Bucket.etag(Bucket.keys.view(dataset, period)),
    customers: standing.id.length,
    metrics: values,
    movements: MetricBoard.move(
      values,
      before ? (before.metrics as MetricBoard.Values) : null,
    ),
    definitions: definitions as Info["definitions"],
    board: rest,
    health: healthOf(standing),
    primary: standing.primary,
    segments: Object.fromEntries(
      Object.entries(standing.segments).map(([scheme, labels]) => [
        scheme,
        {
          sizes: Segment.sizes(labels).map((size) => ({
            ...size,
            name: Segment.label(
              config,
              scheme as Segment.Scheme,
              size.segment,
              fitted,
            ),
          })),
          movements: moved(scheme, labels, standing, previous),
          traits: Segment.distinguish(sheet, labels, { top: 3 }),
        },
      ]),
    ),
    lifetime: total(standing.lifetime),
    said: said(comments),
  };
}

function moved(
  scheme: string,
  labels: string[],
  { id }: PeriodState.Info,
  previous: PeriodState.Info | null,
) {
  const then = previous?.segments[scheme];
  if (!then) return null;
  return Segment.movements({ id: previous.id, labels: then }, { id, labels });
}

function healthOf({
  config,
  health,
  status,
  points,
}: PeriodState.Info): Info["health"] {
  if (!config) return null;
  const counts = { red: 0, amber: 0, green: 0, unknown: 0 };
  for (const one of status) counts[one ?? "unknown"]++;
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
      const own = points[k].filter((value) => !Number.isNaN(value));
      return {
        ...{ name, label, weight },
        mean: own.length
          ? own.reduce((sum, value) => sum + value, 0) / own.length
          : null,
        missing: points[k].length - own.length,
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

// Topics are of the last month, beside the month before; sentiment is of the whole 90 days.
function said(comments: Feedback.Info[]): Info["said"] {
  if (!comments.length) return null;
  const scores = comments.flatMap(({ sentiment }) => sentiment?.score ?? []);
  const spoken = comments.flatMap(({ id, text, sentiment, time }) =>
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
    positive: scores.filter((score) => score > 0).length,
    negative: scores.filter((score) => score < 0).length,
    topics: Topic.topics(
      spoken.filter(({ month }) => month === last),
      spoken.filter(({ month }) => month === earlier),
    ),
  };
}

export async function read(
  dataset: string,
  period: string,
): Promise<Info | null> {
  const found = await Bucket.json(Bucket.keys.summary(dataset, period));
  return found ? Info.parse(found) : null;
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
