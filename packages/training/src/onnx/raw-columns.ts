// raw-columns: a table's columns as they enter the graph of every published model
import type { Inputs } from "@mainstay/core/model/input-tensors";
import type { Graph, Value } from "./graph";

export type RawColumns = {
  numbers: Value; // float [n, numbers], NaN where missing
  categories: Value; // string [n, categories], empty where missing
  at: Value; // float [n, 1], epoch day of the row's period
  texts?: {
    hashes: Value; // int64 [n, texts, length]
    shares: Value; // float [n, texts, length]; 0 is padding
  };
};

/** Declares the raw columns as inputs of the graph. */
export function inputs(g: Graph, { inputs }: { inputs: Inputs }): RawColumns {
  const { numbers, categories, texts = [] } = inputs;
  const shape = ["n", texts.length, "length"];
  return {
    numbers: g.input("numbers", "float", ["n", numbers.length]),
    categories: g.input("categories", "string", ["n", categories.length]),
    at: g.input("at", "float", ["n", 1]),
    ...(texts.length && {
      texts: {
        hashes: g.input("hashes", "int64", shape),
        shares: g.input("shares", "float", shape),
      },
    }),
  };
}

export * as RawColumns from "./raw-columns";
