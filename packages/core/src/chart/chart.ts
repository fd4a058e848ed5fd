// chart: the plots of cards and reports
import { grid, legend, percent, titled } from "./axis";
import type { Point } from "./model-quality";
import { bandColour, colour, svg, type Size, type Words } from "./render-svg";

export { fan } from "./fan";
export { reliability, roc } from "./model-quality";
export { origin, waterfall, type Step } from "./waterfall";
export { bandColour, colour, svg };
export type Series = { name: string; points: Point[] };

/** Lines over a number: training and validation by epoch, say. */
export function line({
  series,
  x,
  y,
  ...words
}: Size & Words & { series: Series[]; x: string; y: string }): string {
  return svg(
    {
      grid: { ...grid, top: 36 },
      legend,
      xAxis: {
        type: "value",
        ...titled(x, 28),
        minInterval: 1,
        min: "dataMin",
        max: "dataMax",
      },
      yAxis: { type: "value", ...titled(y, 38), scale: true, splitNumber: 4 },
      series: series.map(({ name, points }, k) => ({
        ...{
          type: "line",
          name,
          data: points,
          symbolSize: 5,
          lineStyle: { width: 2.5 },
        },
        // Shape tells series apart where colour does not.
        ...{ symbol: ["circle", "diamond", "rect", "triangle"][k % 4] },
      })),
    },
    words,
  );
}

/** Customers by ranges of their risk; each bar takes the colour of the band its lower end lies in. */
export function riskHistogram({
  bins,
  cuts,
  title = "Customers by probability",
  x = "probability",
  y = "customers",
  ...words
}: Size & {
  bins: { low: number; high: number; count: number }[];
  cuts?: { high: number; medium: number };
  title?: string;
  description: string;
  x?: string;
  y?: string;
}): string {
  const shade = (low: number) => {
    if (!cuts) return colour.blue;
    if (low >= cuts.high) return bandColour.high;
    return low >= cuts.medium ? bandColour.medium : bandColour.low;
  };
  return svg(
    {
      grid,
      xAxis: {
        ...{
          type: "category",
          data: bins.map(({ low, high }) => `${percent(low)}–${percent(high)}`),
        },
        ...titled(x, 28, {
          axisLabel: { interval: "auto", hideOverlap: true, fontSize: 11 },
        }),
      },
      yAxis: {
        type: "value",
        ...titled(y, 40),
        minInterval: 1,
        splitNumber: 4,
      },
      series: [
        {
          ...{ type: "bar", barCategoryGap: "8%" },
          data: bins.map(({ low, count }) => ({
            value: count,
            itemStyle: { color: shade(low) },
          })),
        },
      ],
    },
    { title, ...words },
  );
}

/** One bar a name, the first on top; negative values to the left. */
export function bars({
  items,
  x,
  digits = 3,
  colours = { above: colour.blue, below: colour.orange },
  ...words
}: Size &
  Words & {
    items: { name: string; value: number }[];
    x: string;
    digits?: number;
    colours?: { above: string; below: string };
  }): string {
  const label = ({ value }: { value: number }) => value.toFixed(digits);
  const widest = Math.max(...items.map(({ name }) => breadth(shorten(name))));
  const room = [items.some(({ value }) => value < 0) ? "16%" : 0, "16%"];
  return svg(
    {
      grid: { left: 20 + widest, right: 24, top: 8, bottom: 48 },
      xAxis: {
        type: "value",
        ...titled(x, 28),
        splitNumber: 4,
        boundaryGap: room,
      },
      yAxis: {
        ...{ type: "category", inverse: true, axisTick: { show: false } },
        ...{
          data: items.map(({ name }) => shorten(name)),
          axisLabel: { color: colour.ink },
        },
      },
      series: [
        {
          ...{ type: "bar", barMaxWidth: 18 },
          label: {
            show: true,
            position: "right",
            color: colour.quiet,
            formatter: label,
          },
          data: items.map(({ value }) => ({
            value,
            itemStyle: { color: value < 0 ? colours.below : colours.above },
            label: { position: value < 0 ? "left" : "right" },
          })),
        },
      ],
    },
    { height: 56 + 26 * Math.max(1, items.length), ...words },
  );
}

/** One figure month by month, with its interval as a band; a month without the figure is a gap. */
export function movement({
  points,
  y,
  share = false,
  tick = share ? (value: number) => percent(value) : undefined,
  ...words
}: Size &
  Words & {
    points: {
      period: string;
      value: number | null;
      low?: number;
      high?: number;
    }[];
    y: string;
    share?: boolean;
    tick?: (value: number) => string;
  }): string {
  const bound = (end: "low" | "high") =>
    points.map((point) => point[end] ?? point.value);
  const width = bound("high").map((high, k) =>
    high === null ? null : high - (bound("low")[k] ?? high),
  );
  const hidden = {
    type: "line",
    stack: "interval",
    // A band may begin below zero and end above it.
    stackStrategy: "all",
    symbol: "none",
    lineStyle: { opacity: 0 },
    silent: true,
  };
  return svg(
    {
      grid,
      xAxis: {
        type: "category",
        boundaryGap: points.length < 2,
        data: points.map(({ period }) => period),
      },
      yAxis: {
        ...{ type: "value", scale: true, splitNumber: 3, ...titled(y, 38) },
        axisLabel: tick ? { formatter: tick } : {},
      },
      series: [
        { ...hidden, data: bound("low") },
        {
          ...hidden,
          data: width,
          areaStyle: { color: colour.blue, opacity: 0.14 },
        },
        {
          ...{
            type: "line",
            name: y,
            symbol: "circle",
            symbolSize: 7,
            lineStyle: { width: 2.5 },
          },
          ...{
            color: colour.blue,
            data: points.map(({ value }) => value),
            connectNulls: false,
          },
        },
      ],
    },
    words,
  );
}

function shorten(text: string, most = 28): string {
  const letters = [...text];
  return letters.length > most
    ? `${letters.slice(0, most - 1).join("")}…`
    : text;
}

// About 7 px a letter at 12 px, and the full 12 px a Chinese character.
function breadth(text: string): number {
  return [...text].reduce(
    (sum, letter) => sum + (letter > "\u2e7f" ? 12 : 7),
    0,
  );
}

export * as Chart from "./chart";
