// even-rows: some of many rows, spread evenly over all of them
import { Frame } from "@mainstay/core/tabular/frame";

export type Rows = { frame: Frame; at: ArrayLike<number> };

/** At most so many. */
export function pick({ frame, at }: Rows, most: number) {
  const every = Math.ceil(frame.rows / most);
  const some = Int32Array.from(
    { length: Math.floor(frame.rows / every) },
    (_, k) => k * every,
  );
  return {
    frame: Frame.select(frame, some),
    at: Float64Array.from(some, (row) => at[row]),
  };
}

export * as EvenRows from "./even-rows";
