// render-svg: an ECharts option as SVG text, drawn on the server; the same option gives the same bytes
import { createHash } from "node:crypto";
import { BarChart, LineChart } from "echarts/charts";
import {
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
} from "echarts/components";
import * as echarts from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { Palette } from "./palette";

echarts.use([
  BarChart,
  LineChart,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  SVGRenderer,
]);

export type Size = { width?: number; height?: number };
export type Words = { title: string; description: string };
export const colour = Palette.colour;
export const bandColour = {
  high: colour.orange,
  medium: colour.yellow,
  low: colour.blue,
};
const palette = [
  colour.blue,
  colour.orange,
  colour.green,
  colour.purple,
  colour.yellow,
  colour.sky,
];
const font =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans CJK SC', sans-serif";

const axis = {
  axisLine: { lineStyle: { color: colour.quiet } },
  axisTick: { show: false },
  axisLabel: { color: colour.quiet, fontSize: 12 },
  nameTextStyle: { color: colour.quiet, fontSize: 12 },
  splitLine: { lineStyle: { color: colour.rule } },
};
const theme = {
  color: palette,
  backgroundColor: "transparent",
  textStyle: { fontFamily: font, fontSize: 12, color: colour.ink },
  legend: {
    textStyle: { color: colour.ink, fontSize: 12 },
    itemWidth: 18,
    itemHeight: 10,
    icon: "roundRect",
  },
  categoryAxis: { ...axis, splitLine: { show: false } },
  valueAxis: { ...axis, axisLine: { show: false } },
};

/** One drawing. ECharts counts its ids up per process and emits a page-wide style: ids are renumbered, the style dropped. */
export function svg(
  option: echarts.EChartsCoreOption,
  { width = 480, height = 300, title, description }: Size & Words,
): string {
  const chart = echarts.init(null, theme, {
    renderer: "svg",
    ssr: true,
    width,
    height,
  });
  try {
    chart.setOption({ animation: false, ...option });
    return name(chart.renderToSVGString(), { title, description });
  } finally {
    chart.dispose();
  }
}

function escape(text: string): string {
  const entity: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
  };
  return text.replace(/[&<>"]/g, (letter) => entity[letter]);
}

// What screen readers say, and ids that stay apart from other drawings on the same page.
function name(drawn: string, { title, description }: Words): string {
  const bare = drawn
    .replace(/<style[\s\S]*?<\/style>/g, "")
    .replace(
      / (?:class|ecmeta_\w+|pointer-events|xmlns:xlink|version|baseProfile)="[^"]*"/g,
      "",
    )
    .replaceAll(`font-family:${font};`, "")
    .replace(/zr\d+-/g, "");
  const id = `c${createHash("sha256").update(title).update(description).update(bare).digest("hex").slice(0, 10)}`;
  return bare
    .replace(/ id="([^"]+)"/g, ` id="${id}-$1"`)
    .replace(/url\(#([^)]+)\)/g, `url(#${id}-$1)`)
    .replace(
      /^<svg([^>]*)>/,
      (_, attributes) =>
        `<svg${attributes} role="img" aria-labelledby="${id}-title ${id}-desc" font-family="${font}">` +
        `<title id="${id}-title">${escape(title)}</title><desc id="${id}-desc">${escape(description)}</desc>`,
    );
}
