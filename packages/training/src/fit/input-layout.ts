// input-layout: which columns serve and where they stand in a model's inputs, decided once on all training rows
import type { Frame } from "@mainstay/core/tabular/frame";
import { type Column, Preprocess } from "./preprocess";

export type InputLayout = {
  columns: Column[]; // in the caller's order; constant, all-missing and text columns are gone
  inputs: { numbers: string[]; categories: string[] };
};

/** The layout of the named columns. `at` is the epoch day of each row's period. It fails if no column varies. */
export function plan(
  frame: Frame,
  names: readonly string[],
  at: number | ArrayLike<number>,
): InputLayout {
  const { columns, inputs } = Preprocess.fit(frame, names, at);
  return { columns, inputs };
}

/** The inputs of every published model. */
export const { inputs } = Preprocess;

export * as InputLayout from "./input-layout";
