// input-tensors: a frame's rows as the tensors every published model takes
import { Tensor } from "./runtime";
import { type Column, Frame } from "../tabular/frame";
import { TextTensors } from "./text-tensors";

// Names of the columns behind each graph input, in the order of the input (`Card.inputs`).
export type Inputs = {
  numbers: string[];
  categories: string[];
  texts?: string[]; // none unless told
};
export type Feeds = {
  numbers: Tensor;
  categories: Tensor;
  at: Tensor;
  // Of models that read texts.
  hashes?: Tensor;
  shares?: Tensor;
};
export type Span = { from?: number; to?: number };

// Float32 has no room beyond this; a larger number counts as the largest.
const largest = 3.4028234663852886e38;

function writeNumbers(
  column: Column | undefined,
  from: number,
  to: number,
  out: Float32Array,
  offset: number,
  stride: number,
) {
  // A column that is absent or has another type by now is missing, not zero.
  const values =
    column && column.type !== "category" && column.type !== "text"
      ? column.values
      : null;
  for (let row = from, i = offset; row < to; row++, i += stride) {
    const value = values ? values[row] : NaN;
    out[i] = value > largest ? largest : value < -largest ? -largest : value;
  }
}

function reader(column: Column | undefined): (row: number) => string {
  if (!column) return () => "";
  if (column.type === "category") {
    const { codes, levels } = column;
    return (row) => (codes[row] < 0 ? "" : levels[codes[row]]);
  }
  if (column.type === "text") {
    const { values } = column;
    return (row) => values[row] ?? "";
  }
  const { values } = column;
  return (row) => (Number.isNaN(values[row]) ? "" : String(values[row]));
}

/**
 * Tensors of rows from…to: `numbers` float [n, k] (NaN missing, dates in epoch days), `categories` string [n, m]
 * ("" missing; unseen levels are the model's to ignore), `at` float [n, 1], the epoch day of each row's period, and the words of
 * texts where the model reads any.
 */
export function feeds(
  frame: Frame,
  inputs: Inputs,
  at: number | ArrayLike<number>,
  { from = 0, to = frame.rows }: Span = {},
): Feeds {
  const rows = to - from;
  const { numbers, categories, texts = [] } = inputs;
  const floats = new Float32Array(rows * numbers.length);
  numbers.forEach((name, j) =>
    writeNumbers(
      Frame.column(frame, name),
      from,
      to,
      floats,
      j,
      numbers.length,
    ),
  );
  const strings = new Array<string>(rows * categories.length);
  categories.forEach((name, j) => {
    const read = reader(Frame.column(frame, name));
    for (let i = 0; i < rows; i++)
      strings[i * categories.length + j] = read(from + i);
  });
  const days = new Float32Array(rows);
  for (let i = 0; i < rows; i++)
    days[i] = typeof at === "number" ? at : at[from + i];
  return {
    numbers: new Tensor("float32", floats, [rows, numbers.length]),
    categories: new Tensor("string", strings, [rows, categories.length]),
    at: new Tensor("float32", days, [rows, 1]),
    ...(texts.length && TextTensors.feeds(frame, texts, { from, to })),
  };
}

export * as InputTensors from "./input-tensors";
