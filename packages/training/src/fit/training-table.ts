// training-table: the rows a learner is fitted to or judged on, with their labels
import { Frame } from "@mainstay/core/tabular/frame";

export type Info = {
  frame: Frame;
  at: ArrayLike<number>; // epoch day of each row
  label: ArrayLike<number>; // 0 or 1
  group: ArrayLike<number>; // equal for copies of a row
  weight?: ArrayLike<number>; // how often each row counts; once unless told
};

export const pick = (
  { frame, at, label, group, weight }: Info,
  rows: Int32Array,
): Info => ({
  frame: Frame.select(frame, rows),
  at: Float64Array.from(rows, (row) => at[row]),
  label: Float32Array.from(rows, (row) => label[row]),
  group: Int32Array.from(rows, (row) => group[row]),
  ...(weight && { weight: Float64Array.from(rows, (row) => weight[row]) }),
});

export * as TrainingTable from "./training-table";
