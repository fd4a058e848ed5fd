// customer-feedback: survey scores, the sentiment of comments, and the topics of the negative ones
import type { PeriodSummary } from "../../periods/period-summary";
import { Block } from "../../document/block";
import type { Pen } from "../pen";
import type { Info } from "../report";
import { measures } from "./metric-table";

type Said = NonNullable<PeriodSummary.Info["said"]>;

export const names = [
  ...["satisfaction", "loyalty", "successRate", "nps"],
  ...["csat", "csatMean", "ces", "cesHigh"],
];

export function feedback(info: Info, pen: Pen): Block.Section | null {
  const answers = measures(info, names, pen);
  const comments = info.said ? sentiment(info.said, pen) : [];
  if (!answers && !comments.length) return null;
  return {
    ...{ id: "voice", title: pen.t("feedback.title") },
    blocks: [...(answers ? [answers] : []), ...comments],
  };
}

function sentiment(
  { comments, customers, sentiment, positive, negative, topics }: Said,
  pen: Pen,
): Block.Block[] {
  const { t, whole, percent } = pen;
  const mixed = Math.max(0, comments - positive - negative);
  const between = pen.range(sentiment, "points");
  const of = (n: number) => percent(n / comments, 0);
  return [
    Block.heading(t("feedback.comments")),
    Block.text([
      t("feedback.counts", {
        ...{ customers, comments },
        ...{ positive: whole(positive), positiveShare: of(positive) },
        ...{ negative: whole(negative), negativeShare: of(negative) },
        mixed: whole(mixed),
      }),
      sentiment.value === null
        ? ""
        : t("feedback.mean", {
            mean: pen.written(sentiment.value, "points"),
            ...{ bounded: between !== null, between },
          }),
    ]),
    ...(topics.length > 0 ? negativeTopics(topics, pen) : []),
  ];
}

const maxExampleLetters = 240;

const negativeTopics = (topics: Said["topics"], pen: Pen): Block.Block[] => [
  Block.heading(pen.t("feedback.topics")),
  Block.table(
    [
      pen.t("feedback.topic"),
      `#${pen.t("feedback.n")}`,
      `#${pen.t("column.share")}`,
      `#${pen.t("column.change")}`,
    ],
    topics.map(({ label, phrases, count, share, change, example }) => [
      [
        { strong: label },
        " ",
        { quiet: phrases.slice(1, 4).join(pen.t("list.comma")) },
        Block.line,
        `“${Block.clipped(example.text, maxExampleLetters)}”`,
      ],
      pen.whole(count),
      share.value === null ? "—" : pen.percent(share.value, 0),
      pen.trend(pen.moved(change, "share")),
    ]),
    "measures",
  ),
  Block.note(pen.t("feedback.shares")),
];
