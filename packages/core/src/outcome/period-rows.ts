// period-rows: rows of a table, each once for every period that it is asked about
import { Frame } from "../tabular/frame";

/** Row `rows[i]` beside the end of the period that is asked for. */
export function asked(
  frame: Frame,
  rows: Int32Array,
  { column, ends }: { column: string; ends: Float64Array },
): Frame {
  const { columns } = Frame.select(frame, rows);
  return {
    rows: rows.length,
    columns: [...columns, { name: column, type: "number", values: ends }],
  };
}

// Rows of the table and periods that are foretold together, so that memory stays flat.
const chunk = 50_000;

/** A head's scores of every row in every period, [rows, periods]. */
export async function scores(
  frame: Frame,
  at: ArrayLike<number>,
  { column, ends }: { column: string; ends: number[] },
  predict: (frame: Frame, at: Float64Array) => Promise<ArrayLike<number>>,
): Promise<Float64Array> {
  const out = new Float64Array(frame.rows * ends.length);
  const step = Math.max(1, Math.floor(chunk / ends.length));
  for (let from = 0; from < frame.rows; from += step) {
    const count = Math.min(step, frame.rows - from) * ends.length;
    const row = Int32Array.from(
      { length: count },
      (_, i) => from + Math.floor(i / ends.length),
    );
    const part = await predict(
      asked(frame, row, {
        column,
        ends: Float64Array.from(row, (_, i) => ends[i % ends.length]),
      }),
      Float64Array.from(row, (row) => at[row]),
    );
    out.set(part, from * ends.length);
  }
  return out;
}

export * as PeriodRows from "./period-rows";
