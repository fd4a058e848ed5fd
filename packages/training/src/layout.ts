// layout: which columns serve and where they stand in a model's inputs, decided once on all training rows
import type { Frame } from "@mainstay/core/frame";
import type { Graph } from "./onnx/graph";
import { type Column, Preprocess, type Raw } from "./preprocess";

export type Layout = {
  columns: Column[]; // in the caller's order; constant, all-missing and text columns are gone
  inputs: { numbers: string[]; categories: string[] };
};

/** `at` is the epoch day of each row's period. */
export function of(
  frame: Frame,
  names: readonly string[],
  at: number | ArrayLike<number>,
): Layout {
  const { columns, inputs } = Preprocess.fit(frame, names, at);
  return { columns, inputs };
}

/** The inputs of every published model. */
export function inputs(g: Graph, { inputs }: Pick<Layout, "inputs">): Raw {
  const { numbers, categories } = inputs;
  return {
    numbers: g.input("numbers", "float", ["n", numbers.length]),
    categories: g.input("categories", "string", ["n", categories.length]),
    at: g.input("at", "float", ["n", 1]),
  };
}

export * as Layout from "./layout";
