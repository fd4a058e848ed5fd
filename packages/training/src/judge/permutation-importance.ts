// permutation-importance: how much worse a model is on rows whose values of one column are shuffled (Breiman 2001)
import { random } from "@mainstay/core/base/random";
import { Frame } from "@mainstay/core/tabular/frame";

/** Of each column how much the loss grows, largest first; `loss` is of the same rows with another frame. */
export async function of(
  columns: readonly string[],
  frame: Frame,
  loss: (frame: Frame) => Promise<number>,
  seed: number,
): Promise<{ column: string; value: number }[]> {
  const whole = await loss(frame);
  const found = [];
  for (const column of columns) {
    const { permutation } = random(seed);
    const one = frame.columns.filter(({ name }) => name === column);
    const [shuffled] = Frame.select(
      { rows: frame.rows, columns: one },
      permutation(frame.rows),
    ).columns;
    if (!shuffled) continue;
    const value = await loss({
      rows: frame.rows,
      columns: frame.columns.map((each) =>
        each.name === column ? shuffled : each,
      ),
    });
    found.push({ column, value: value - whole });
  }
  return found.sort((a, b) => b.value - a.value);
}

export * as PermutationImportance from "./permutation-importance";
