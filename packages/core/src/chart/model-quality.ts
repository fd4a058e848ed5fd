// model-quality: the plots that show how good probabilities are
import { grid, percent, titled } from "./axis";
import { colour, svg, type Size, type Words } from "./render-svg";

export type Point = [x: number, y: number];

const unit = {
  type: "value",
  min: 0,
  max: 1,
  interval: 0.2,
  axisLabel: { formatter: (value: number) => percent(value) },
};
/** Positives found against false alarms raised; the diagonal is chance. */
export function roc({
  points,
  ...words
}: Size & Partial<Words> & { points: Point[] }): string {
  const half = points.find(([, found]) => found >= 0.5) ?? [1, 1];
  const description = `Half of the positives are found while ${percent(half[0])} of the others raise a false alarm.`;
  return svg(
    {
      grid,
      xAxis: { ...unit, ...titled("false alarms among the others", 28) },
      yAxis: { ...unit, ...titled("positives found", 38) },
      series: [
        diagonal("chance"),
        { ...curve, name: "model", data: points, areaStyle: { opacity: 0.08 } },
      ],
    },
    { title: "ROC curve", description, ...words },
  );
}

/** What was predicted against what came; on the diagonal both agree. */
export function reliability({
  bins,
  ...words
}: Size &
  Partial<Words> & {
    bins: { predicted: number; observed: number; count: number }[];
  }): string {
  const rows = bins.reduce((sum, { count }) => sum + count, 0);
  const gap = bins.reduce(
    (sum, bin) =>
      sum + (Math.abs(bin.predicted - bin.observed) * bin.count) / rows,
    0,
  );
  const top = Math.max(
    0.05,
    ...bins.flatMap(({ predicted, observed }) => [predicted, observed]),
  );
  const step =
    [0.01, 0.02, 0.05, 0.1, 0.2].find((size) => top / size <= 5) ?? 0.2;
  const max = Math.min(1, Math.ceil(top / step - 1e-9) * step);
  const scale = { ...unit, max, interval: step };
  return svg(
    {
      grid,
      xAxis: { ...scale, ...titled("predicted", 28) },
      yAxis: { ...scale, ...titled("happened", 38) },
      series: [
        diagonal("predicted = happened", max),
        {
          ...{
            ...curve,
            name: "model",
            showSymbol: true,
            symbol: "circle",
            symbolSize: 8,
          },
          data: bins.map(({ predicted, observed }) => [predicted, observed]),
        },
      ],
    },
    {
      title: "Reliability",
      description: `Over ${bins.length} groups of equal size, what happened differs from the prediction by ${percent(gap, 1)} on average.`,
      ...words,
    },
  );
}

const curve = {
  type: "line",
  symbol: "none",
  color: colour.blue,
  lineStyle: { width: 2.5 },
};
const diagonal = (name: string, end = 1) => ({
  ...{ type: "line", name, symbol: "none", silent: true, color: colour.quiet },
  ...{ lineStyle: { width: 1.5, type: "dashed" } },
  data: [
    [0, 0],
    [end, end],
  ],
});
