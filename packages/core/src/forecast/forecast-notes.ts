// forecast-notes: remarks on how a forecast was made, for its reader
import * as z from "zod";
import { Bilingual } from "../text/bilingual";

export const Note = z.object({
  code: z.string(),
  text: Bilingual.NonEmptyText,
});
export type Note = z.infer<typeof Note>;

const note = (code: string, en: string, zh: string): Note => ({
  code,
  text: { en, zh },
});

export const filled = (count: number, of: number) =>
  note(
    "gaps",
    `${count} of ${of} periods had no value and were filled between their neighbours.`,
    `${of} 个周期中有 ${count} 个没有数值，已按相邻周期补齐。`,
  );

export const behind = (count: number) =>
  note(
    "behind",
    `The last ${count} periods have no value; the forecast starts from the last known one.`,
    `最近 ${count} 个周期没有数值，预测从最后一个已知数值开始。`,
  );

export const short = (count: number) =>
  note(
    "short",
    `Only ${count} values are known: the forecast repeats the last one, and its interval is wide.`,
    `目前只有 ${count} 个数值：预测沿用最后一个数值，区间较宽。`,
  );

export const season = (count: number, period: number) =>
  note(
    "season",
    `${count} periods are less than two seasons of ${period}: no season can be told yet.`,
    `${count} 个周期不足两个季节（每季节 ${period} 个周期），暂时无法识别季节性。`,
  );

export const found = (seasons: number[]) =>
  note(
    "season.found",
    `A season of ${seasons.join(" and of ")} periods was found in the values.`,
    `在数值中识别出 ${seasons.join(" 和 ")} 个周期的季节性。`,
  );

export const intermittent = note(
  "intermittent",
  "Demand is often zero: the value is its mean per period, the interval what most periods of the past held.",
  "需求经常为零：数值是每个周期的平均值，区间是过去大多数周期的范围。",
);

export * as ForecastNotes from "./forecast-notes";
