// card-plots: the drawings of a card
import {
  bars,
  colour,
  line,
  reliability,
  roc,
  svg,
} from "@mainstay/core/chart/chart";
import { grid, percent as share, titled } from "@mainstay/core/chart/axis";
import { partialCurve } from "@mainstay/core/chart/partial-curve";
import type { Card, Dependence, Partial } from "@mainstay/core/model/card";
import { plain } from "@mainstay/core/text/wording";
import { figure, html, type Html } from "@mainstay/core/page/print-layout";
import { fixed, percent } from "@mainstay/core/text/format";
import { signed } from "./card-words";

export function judgement(card: Card.Info): Html {
  const points = card.roc.map(
    ({ falsePositiveRate, truePositiveRate }): [number, number] => [
      falsePositiveRate,
      truePositiveRate,
    ],
  );
  const { value } = card.metrics.test.auc;
  return html`<div class="figures">
    ${figure(
      reliability({ bins: card.reliability }),
      "Reliability: each point is a group of equally many rows. On the dashed line, what was predicted is what happened.",
    )}
    ${figure(
      roc({ points }),
      `ROC: the further above the dashed line of chance, the better it ranks. The area below it is the AUC, ${fixed(value, 3)}.`,
    )}
  </div>`;
}

const unit = {
  type: "value",
  min: 0,
  max: 1,
  interval: 0.2,
  axisLabel: { formatter: (value: number) => share(value) },
};

/** Share of the positives found by share of rows contacted: the model, chance, and the best that could be. */
export function gain({ gain, capacity, data, base }: Card.Info): Html | null {
  if (gain.length === 0) return null;
  const positives = data.test ? data.test.positives / data.test.rows : base;
  const half = gain.find(({ recall }) => recall >= 0.5)!;
  const dashed = (name: string, data: number[][]) => ({
    ...{ type: "line", name, symbol: "none", silent: true, data },
    ...{ color: colour.quiet, lineStyle: { width: 1.5, type: "dashed" } },
  });
  const drawing = svg(
    {
      grid,
      xAxis: { ...unit, ...titled("contacted, most probable first", 28) },
      yAxis: { ...unit, ...titled("recall", 38) },
      series: [
        dashed("chance", [
          [0, 0],
          [1, 1],
        ]),
        dashed("best possible", [
          [0, 0],
          [positives, 1],
          [1, 1],
        ]),
        {
          ...{ type: "line", name: "model", symbol: "none" },
          ...{ color: colour.blue, lineStyle: { width: 2.5 } },
          areaStyle: { opacity: 0.08 },
          data: gain.map(({ share, recall }) => [share, recall]),
          ...(capacity && {
            markLine: {
              ...{ silent: true, symbol: "none" },
              lineStyle: { color: colour.orange, width: 1.5 },
              label: { formatter: "capacity", color: colour.orange },
              data: [{ xAxis: capacity.share }],
            },
          }),
        },
      ],
    },
    {
      title: "Gain",
      description: `Contacting ${percent(half.share, 0)} finds half of the positives.`,
    },
  );
  return figure(
    drawing,
    `Gain: the share of the positives found by contacting so many. Contacting ${percent(half.share, 0)} finds half of them. Dashed below: at random; dashed above: the best there could be.`,
  );
}

export const weights = (importance: NonNullable<Card.Info["importance"]>) =>
  figure(
    bars({
      title: "Columns by weight",
      description: importance
        .map(({ column, value }) => `${column} ${fixed(value, 3)}`)
        .join(", "),
      x: "mean size of contribution to the log-odds",
      items: importance
        .slice(0, 15)
        .map(({ column, value }) => ({ name: column, value })),
    }),
    "The columns that move scores most, by how far they move one on average.",
  );

export function dependence({ column, type, bins }: Dependence): Html {
  const named = bins.map((bin) => ({ ...bin, name: name(bin, type) }));
  const order = [...named].sort((a, b) => b.mean - a.mean);
  const [top, low] = [order[0], order.at(-1)!];
  const description = named
    .map(({ name, mean }) => `${name} ${signed(mean, 2)}`)
    .join(", ");
  const caption = html`<b>${column}</b>: highest at ${top.name}
    (${signed(top.mean, 2)}), lowest at ${low.name} (${signed(low.mean, 2)}).`;
  const words = { title: `How ${column} moves the score`, description };
  const few = bins.length <= 4 && bins.every(({ from, to }) => from === to);
  if ((type === "number" || type === "date") && !few)
    return figure(run(named, column, words), caption);
  return figure(
    bars({
      ...words,
      ...{ x: "moves the log-odds by", digits: 2 },
      // Risk has these colours elsewhere too.
      colours: { above: colour.orange, below: colour.blue },
      items: named.map(({ name, mean }) => ({ name, value: mean })),
    }),
    caption,
  );
}

/** The mean probability over a column's values, and how many rows have a value near each. */
export function partial({ column, type, points }: Partial): Html {
  const named = points.map(({ level, value, ...point }) => ({
    ...point,
    name: level ?? plain(Number(value!.toPrecision(4)), "number"),
  }));
  const description = named
    .map(({ name, probability }) => `${name} ${percent(probability)}`)
    .join(", ");
  return figure(
    partialCurve({
      points: named,
      x: type === "date" ? `${column}, days ago` : column,
      isOrdered: points.every(({ level }) => level === undefined),
      title: `Mean probability over ${column}`,
      description,
    }),
    html`<b>${column}</b>`,
  );
}

function name(
  { level, from, to }: Dependence["bins"][number],
  type: Dependence["type"],
) {
  if (level !== undefined) return level;
  if (from === undefined || to === undefined) return "missing";
  const short = (value: number) =>
    plain(type === "number" ? Number(value.toPrecision(4)) : value, type);
  const [first, last] = [short(from), short(to)];
  return first === last ? first : `${first}–${last}`;
}

type Named = Dependence["bins"][number] & { name: string };

// The plot shows the mean and the band of the middle 80 % of each range, and missing as a point apart.
function run(
  bins: Named[],
  x: string,
  words: { title: string; description: string },
) {
  const filled = bins.map((bin) => (bin.from === undefined ? null : bin));
  const hidden = {
    ...{ type: "line", stack: "band", stackStrategy: "all", symbol: "none" },
    ...{ lineStyle: { opacity: 0 }, silent: true },
  };
  return svg(
    {
      grid: { ...grid, bottom: 56 },
      xAxis: {
        ...{ type: "category", data: bins.map(({ name }) => name) },
        ...titled(x, 34),
        axisLine: { onZero: false },
        axisLabel: { hideOverlap: true, fontSize: 11 },
      },
      yAxis: {
        ...{ type: "value", splitNumber: 4 },
        ...titled("moves the log-odds by", 38),
      },
      series: [
        { ...hidden, data: filled.map((bin) => bin && bin.low) },
        {
          ...hidden,
          data: filled.map((bin) => bin && bin.high - bin.low),
          areaStyle: { color: colour.blue, opacity: 0.14 },
        },
        {
          ...{ type: "line", symbol: "circle", symbolSize: 6 },
          ...{ color: colour.blue, lineStyle: { width: 2.5 } },
          data: filled.map((bin) => bin && bin.mean),
        },
        {
          ...{ type: "line", symbol: "diamond", symbolSize: 11 },
          ...{ color: colour.orange, lineStyle: { opacity: 0 } },
          data: bins.map((bin) => (bin.from === undefined ? bin.mean : null)),
        },
      ],
    },
    words,
  );
}

export function training({ curves }: Card.Info): Html | null {
  const drawn = curves.filter(({ epochs }) => epochs.length > 1);
  if (drawn.length === 0) return null;
  return html`<div class="figures">
    ${drawn.flatMap(({ learner, epochs }) => [
      curve("Loss", learner, epochs),
      curve("Accuracy", learner, epochs),
    ])}
  </div>`;
}

// The word for one step of each learner.
const step: Record<string, { x: string; after: string }> = {
  plr: { x: "penalty, strong to mild", after: "at each strength" },
  l6: { x: "trees", after: "after each tree" },
  l31w: { x: "trees", after: "after each tree" },
  boost: { x: "trees", after: "after each tree" },
};
const pass = { x: "epoch", after: "after each pass over the training rows" };
const stepOf = (learner: string) => step[learner] ?? pass;

const said = {
  Loss: {
    y: "log loss",
    caption: (learner: string) =>
      `How ${learner} learned: log loss ${stepOf(learner).after}; lower is better.`,
  },
  Accuracy: {
    y: "accuracy",
    caption: (learner: string) =>
      `Share of right answers of ${learner} at the threshold 50 % ${stepOf(learner).after}.`,
  },
};

function curve(kind: keyof typeof said, learner: string, epochs: Card.Epoch[]) {
  const { y, caption } = said[kind];
  const series = (["train", "validation"] as const).flatMap((part) => {
    const points = epochs.flatMap((epoch): [number, number][] => {
      const value = epoch[`${part}${kind}`];
      return value === undefined ? [] : [[epoch.epoch, value]];
    });
    const name = part === "train" ? "training" : "validation";
    return points.length ? [{ name, points }] : [];
  });
  if (!series.length) return null;
  const description = series
    .map(({ name, points }) => {
      const [last, value] = points[points.length - 1];
      return `After ${last} rounds ${fixed(value, 3)} on ${name} rows.`;
    })
    .join(" ");
  return figure(
    line({
      ...{ title: `${y} of ${learner}`, description, series },
      ...{ x: stepOf(learner).x, y },
    }),
    caption(learner),
  );
}
