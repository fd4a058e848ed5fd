// waterfall: how a sum came to be another, step by step
import { titled } from "./axis";
import { colour, svg, type Size, type Words } from "./render-svg";

/** A `total` stands on the axis; any other step adds its value, below zero or above, to what came before. */
export type Step = { name: string; value: number; total?: boolean };

/** Where each bar lies, bottom and top. */
export function spans(steps: Step[]): { low: number; high: number }[] {
  let level = 0;
  return steps.map(({ value, total }) => {
    const from = total ? 0 : level;
    level = from + value;
    return { low: Math.min(from, level), high: Math.max(from, level) };
  });
}

/** Zero, or a round number nearer to the bars when the steps would be too small to see beside the totals. */
export function origin(steps: Step[]): number {
  const levels = spans(steps).flatMap(({ low, high }, k) =>
    steps[k].total ? [high] : [low, high],
  );
  const [least, most] = [Math.min(...levels), Math.max(...levels)];
  const spread = most - least;
  if (!(spread > 0) || least < 3 * spread) return 0;
  const unit = 10 ** Math.floor(Math.log10(spread));
  return Math.max(0, Math.floor((least - spread / 2) / unit) * unit);
}

/** The first step on top; rises, falls and totals in their own colours, each with its value beside it. */
export function waterfall({
  steps,
  x,
  write,
  tick = write,
  ...words
}: Size &
  Words & {
    steps: Step[];
    x: string;
    write: (value: number) => string;
    tick?: (value: number) => string;
  }): string {
  const bars = spans(steps);
  const start = origin(steps);
  const shade = ({ value, total }: Step) => {
    if (total) return colour.ink;
    return value < 0 ? colour.orange : colour.blue;
  };
  const label = ({ value, total }: Step) =>
    total || value === 0 ? write(Math.abs(value)) : signed(value, write);
  return svg(
    {
      grid: { left: 108, right: 30, top: 8, bottom: 48 },
      xAxis: {
        ...{
          type: "value",
          min: start,
          max: room(bars, start),
          splitNumber: 3,
        },
        ...titled(x, 28, {
          axisLabel: { formatter: tick, showMaxLabel: false },
        }),
      },
      yAxis: {
        ...{ type: "category", inverse: true, axisTick: { show: false } },
        ...{ data: steps.map(({ name }) => name) },
        axisLabel: { color: colour.ink },
      },
      series: [
        {
          ...{ type: "bar", stack: "bridge", silent: true },
          itemStyle: { color: "transparent" },
          data: bars.map(({ low }, k) => (steps[k].total ? 0 : low)),
        },
        {
          ...{ type: "bar", stack: "bridge", barMaxWidth: 20 },
          data: bars.map(({ low, high }, k) => ({
            value: high - low,
            itemStyle: { color: shade(steps[k]) },
            label: {
              ...{ show: true, position: "right", color: colour.ink },
              formatter: label(steps[k]),
            },
          })),
        },
      ],
    },
    { height: 56 + 30 * steps.length, ...words },
  );
}

// A third of the breadth is for the figures beside the longest bars.
function room(bars: { high: number }[], start: number): number | undefined {
  const most = Math.max(...bars.map(({ high }) => high));
  return most > start ? most + (most - start) / 2 : undefined;
}

const signed = (value: number, write: (value: number) => string) =>
  `${value < 0 ? "−" : "+"}${write(Math.abs(value))}`;
