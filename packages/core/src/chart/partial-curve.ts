// partial-curve: a mean probability or another answer over a column's values, with how many rows have a value near each, and where one row stands
import { grid, percent, titled } from "./axis";
import { colour, svg, type Size, type Words } from "./render-svg";

export type Point = { name: string; probability: number; share: number };

export function partialCurve({
  points,
  own = null,
  x,
  isOrdered,
  y = { name: "mean probability", written: percent, least: 0 },
  ...words
}: Size &
  Words & {
    points: Point[];
    own?: number | null; // place among the points of the row that is looked at
    x: string;
    isOrdered: boolean; // numbers are joined by a line
    // The line's name, and where its axis begins: null begins it where the values do.
    y?: {
      name: string;
      written: (value: number) => string;
      least: number | null;
    };
  }): string {
  const most = Math.max(...points.map(({ share }) => share));
  return svg(
    {
      grid: { ...grid, bottom: 56 },
      xAxis: {
        ...{ type: "category", data: points.map(({ name }) => name) },
        ...titled(x, 34),
        axisLabel: { hideOverlap: true, fontSize: 11 },
      },
      yAxis: [
        {
          ...{ type: "value", splitNumber: 4 },
          ...(y.least === null ? { scale: true } : { min: y.least }),
          ...titled(y.name, 42),
          axisLabel: { formatter: (value: number) => y.written(value) },
        },
        // Bars of rows take up the lower third.
        { type: "value", min: 0, max: 3 * most, show: false },
      ],
      series: [
        {
          ...{ type: "bar", yAxisIndex: 1, silent: true },
          ...{ color: colour.quiet, itemStyle: { opacity: 0.25 } },
          barCategoryGap: "10%",
          data: points.map(({ share }) => share),
        },
        {
          ...{ type: "line", symbol: "circle", symbolSize: 6 },
          color: colour.blue,
          lineStyle: { width: 2.5, opacity: isOrdered ? 1 : 0 },
          data: points.map(({ probability }) => probability),
        },
        {
          ...{ type: "line", symbol: "diamond", symbolSize: 14 },
          ...{ color: colour.orange, lineStyle: { opacity: 0 } },
          data: points.map(({ probability }, k) =>
            k === own ? probability : null,
          ),
        },
      ],
    },
    words,
  );
}

export * as PartialCurve from "./partial-curve";
