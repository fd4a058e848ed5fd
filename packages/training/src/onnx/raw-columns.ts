// raw-columns: a table's columns as they enter the graph of every published model
import type { Graph, Value } from "./graph";

export type RawColumns = {
  numbers: Value; // float [n, numbers], NaN where missing
  categories: Value; // string [n, categories], empty where missing
  at: Value; // float [n, 1], epoch day of the row's period
};

/** Declares the raw columns as inputs of the graph. */
export function inputs(
  g: Graph,
  { inputs }: { inputs: { numbers: string[]; categories: string[] } },
): RawColumns {
  const { numbers, categories } = inputs;
  return {
    numbers: g.input("numbers", "float", ["n", numbers.length]),
    categories: g.input("categories", "string", ["n", categories.length]),
    at: g.input("at", "float", ["n", 1]),
  };
}

export * as RawColumns from "./raw-columns";
