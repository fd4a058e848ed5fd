// input-layout: which columns serve and where they stand in a model's inputs, decided once on all training rows
import { Failure } from "@mainstay/core/base/error";
import type { Inputs } from "@mainstay/core/model/input-tensors";
import { Frame } from "@mainstay/core/tabular/frame";
import { type Column, Preprocess } from "./preprocess";

export type InputLayout = {
  columns: Column[]; // in the caller's order, texts last; those that are constant or all missing are gone
  inputs: Inputs;
};

/** The layout of the named columns. `at` is the epoch day of each row's period. It fails if no column varies. */
export function plan(
  frame: Frame,
  names: readonly string[],
  at: number | ArrayLike<number>,
  { texts: wanted = false } = {},
): InputLayout {
  const texts = wanted ? varyingTexts(frame, names) : [];
  const { columns, inputs } = valued(frame, names, at, texts.length > 0);
  if (!texts.length) return { columns, inputs };
  return {
    columns: [
      ...columns,
      ...texts.map((name): Column => ({ name, type: "text", role: "texts" })),
    ],
    inputs: { ...inputs, texts },
  };
}

const empty: InputLayout = {
  columns: [],
  inputs: { numbers: [], categories: [] },
};

// Texts may be all there is to learn from.
function valued(
  frame: Frame,
  names: readonly string[],
  at: number | ArrayLike<number>,
  mayBeNone: boolean,
): InputLayout {
  try {
    return Preprocess.fit(frame, names, at);
  } catch (error) {
    if (!mayBeNone) throw error;
    if (error instanceof Failure && error.code === "model.columns.none")
      return empty;
    throw error;
  }
}

const varyingTexts = (frame: Frame, names: readonly string[]) =>
  names.filter((name) => {
    const column = Frame.column(frame, name);
    if (column?.type !== "text") return false;
    return column.values.some((value) => value !== column.values[0]);
  });

/** The same without texts. */
export const withoutTexts = ({
  columns,
  inputs,
}: InputLayout): InputLayout => ({
  columns: columns.filter(({ role }) => role !== "texts"),
  inputs: { numbers: inputs.numbers, categories: inputs.categories },
});

/** The inputs of every published model. */
export const { inputs } = Preprocess;

export * as InputLayout from "./input-layout";
