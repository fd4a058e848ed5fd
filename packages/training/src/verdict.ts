// verdict: everything a card says of how good a version is, from held-out rows
import type { Definition } from "@mainstay/core/definition";
import type { Frame } from "@mainstay/core/frame";
import type { Bands, Card } from "@mainstay/core/model/card";
import { capacity } from "./capacity";
import { compare, type Rival } from "./compare";
import { saving } from "./cost";
import { gain } from "./curve";
import { evaluate } from "./evaluate";
import { Importance } from "./importance";
import type { Values } from "./rank";
import { segmented } from "./segmented";

export type Input = {
  y: Values; // [rows] 0 or 1
  probability: Values;
  bands: Bands;
  /** Share of positives in the training rows. */
  base: number;
  frame: Frame; // the judged rows with every column of the dataset, also those the model leaves out
  definition: Pick<Definition.Info, "capacity" | "costs" | "segments">;
  /** Rows of one period of the dataset; all judged rows unless told. */
  perPeriod?: number;
  /** Others on the same rows; the base rate stands among them by itself. */
  rivals?: Rival[];
  explained?: { columns: readonly string[]; contributions: Float32Array };
  seed?: number;
};

export function verdict({
  y,
  probability,
  bands,
  base,
  frame,
  definition,
  perPeriod,
  rivals = [],
  explained,
  seed = 42,
}: Input) {
  const rows = { y, probability, seed };
  const drivers = explained && Importance.of({ ...explained, frame });
  const plain = { name: "base rate", probability: constant(y.length, base) };
  return {
    ...evaluate({ ...rows, bands, base }),
    comparisons: compare({ ...rows, rivals: [plain, ...rivals] }),
    capacity: capacity({
      ...rows,
      customers: definition.capacity,
      perPeriod,
    }),
    gain: gain(y, probability),
    segments: segmented({
      ...rows,
      frame,
      columns: definition.segments,
      prefer: drivers?.importance.map(({ column }) => column),
    }),
    ...(definition.costs && {
      costs: saving({ ...rows, costs: definition.costs }),
    }),
    ...drivers,
  } satisfies Partial<Card.Info>;
}
export type Info = ReturnType<typeof verdict>;

const constant = (rows: number, value: number) =>
  new Float64Array(rows).fill(value);

export { verdict as of };
export * as Verdict from "./verdict";
