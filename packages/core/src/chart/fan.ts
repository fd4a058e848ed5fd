// fan: a series as it was and as it will likely be, with shades that hold four in five and nineteen in twenty of what may come
import { grid, legend } from "./axis";
import { colour, svg, type Size, type Words } from "./render-svg";

export type Ahead = {
  period: string;
  value: number;
  low80: number;
  high80: number;
  low95: number;
  high95: number;
};

export function fan({
  history,
  points,
  tick,
  names = { past: "so far", ahead: "forecast" },
  ...words
}: Size &
  Words & {
    history: { period: string; value: number | null }[];
    points: Ahead[];
    tick: (value: number) => string;
    names?: { past: string; ahead: string };
  }): string {
  // The shades and the dashes begin at the newest value known.
  const known = history.findLastIndex(({ value }) => value !== null);
  const joint = known === history.length - 1 ? history[known]?.value : null;
  const before = history.map((_, k) => (k === known ? (joint ?? null) : null));
  const ahead = (of: (point: Ahead) => number) => [
    ...before,
    ...points.map(of),
  ];
  const shade = (
    stack: string,
    low: (point: Ahead) => number,
    high: (point: Ahead) => number,
    opacity: number,
  ) => {
    const hidden = {
      ...{ type: "line", stack, stackStrategy: "all", symbol: "none" },
      ...{ silent: true, lineStyle: { opacity: 0 } },
    };
    const width = before.map((value) => (value === null ? null : 0));
    return [
      { ...hidden, data: ahead(low) },
      {
        ...hidden,
        data: [...width, ...points.map((point) => high(point) - low(point))],
        areaStyle: { color: colour.blue, opacity },
      },
    ];
  };
  return svg(
    {
      grid: { ...grid, left: 56, top: 36, bottom: 30 },
      legend: { ...legend, data: [names.past, names.ahead] },
      xAxis: {
        ...{ type: "category", boundaryGap: false },
        data: [...history, ...points].map(({ period }) => period),
        axisLabel: { hideOverlap: true },
      },
      yAxis: {
        ...{ type: "value", scale: true, splitNumber: 4 },
        axisLabel: { formatter: tick },
      },
      series: [
        ...shade(
          "95",
          (p) => p.low95,
          (p) => p.high95,
          0.12,
        ),
        ...shade(
          "80",
          (p) => p.low80,
          (p) => p.high80,
          0.2,
        ),
        {
          ...{ type: "line", name: names.past, color: colour.ink },
          ...{ symbol: "circle", symbolSize: 5, lineStyle: { width: 2.5 } },
          data: history.map(({ value }) => value),
        },
        {
          ...{ type: "line", name: names.ahead, color: colour.blue },
          ...{ symbol: "diamond", symbolSize: 6 },
          lineStyle: { width: 2.5, type: "dashed" },
          data: ahead(({ value }) => value),
        },
      ],
    },
    { height: 280, ...words },
  );
}
