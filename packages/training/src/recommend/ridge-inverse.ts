// ridge-inverse: P = (X̃ᵀX̃ + L)⁻¹ of a ridge L, worked out over items or, where they are fewer, over rows (Woodbury 1950)
import type { Worth } from "@mainstay/core/recommend/interaction-weight";
import { counts, type Design, gram, squares, turned } from "./design-matrix";
import { invert, product } from "./matrix-inverse";
import type { History } from "./recommender";

export type Closed = {
  items: number;
  diagonal: Float64Array; // [items] of P
  /** Rows of the histories times P: [histories, items]. */
  project(histories: readonly History[]): Promise<Float32Array>;
};

export type Solver = (ridge: Float64Array) => Promise<Closed>;

/** Inverses for several ridges, with the work that they share done once. */
export function solver(design: Design, scale: Worth | null): Solver {
  return design.rows < design.items
    ? overRows(design, scale)
    : overItems(design, scale);
}

export function overItems(design: Design, scale: Worth | null): Solver {
  const { items } = design;
  const shared = gram(design);
  return async (ridge) => {
    const p = shared.slice();
    for (let i = 0; i < items; i++) p[i * items + i] += ridge[i];
    await invert(p, items);
    return {
      items,
      diagonal: Float64Array.from(ridge, (_, i) => p[i * items + i]),
      async project(histories) {
        const all = new Float32Array(histories.length * items);
        const sum = new Float64Array(items);
        histories.forEach((history, row) => {
          const value = counts(history, scale);
          sum.fill(0);
          history.items.forEach((item, k) => {
            const v = value[k];
            const from = item * items;
            for (let j = 0; j < items; j++) sum[j] += v * p[from + j];
          });
          all.set(sum, row * items);
        });
        return all;
      },
    };
  };
}

/** P = L⁻¹ − L⁻¹X̃ᵀKX̃L⁻¹ with K = (X̃L⁻¹X̃ᵀ + I)⁻¹ [rows, rows]; P itself is never made. */
export function overRows(design: Design, scale: Worth | null): Solver {
  const { items, rows } = design;
  const columns = turned(design);
  return async (ridge) => {
    // X̃L⁻¹ᐟ² column by column, so that the Gram over rows is the Gram of these lists.
    const scaled = {
      ...columns,
      value: columns.value.slice(),
    };
    for (let i = 0; i < items; i++)
      for (let entry = columns.start[i]; entry < columns.start[i + 1]; entry++)
        scaled.value[entry] /= Math.sqrt(ridge[i]);
    const k = gram(scaled);
    for (let r = 0; r < rows; r++) k[r * rows + r] += 1;
    await invert(k, rows);
    const through = async (x: Float64Array, count: number) =>
      product(
        { data: x, rows: count, columns: rows },
        { data: k, rows, columns: rows },
      );
    const diagonal = new Float64Array(items);
    for (let i = 0; i < items; i++) {
      // x'Kx of a column of few entries.
      let sum = 0;
      for (let a = columns.start[i]; a < columns.start[i + 1]; a++) {
        const from = columns.item[a] * rows;
        let inner = 0;
        for (let b = columns.start[i]; b < columns.start[i + 1]; b++)
          inner += k[from + columns.item[b]] * columns.value[b];
        sum += columns.value[a] * inner;
      }
      diagonal[i] = 1 / ridge[i] - sum / ridge[i] ** 2;
    }
    return {
      items,
      diagonal,
      async project(histories) {
        const count = histories.length;
        const all = new Float32Array(count * items);
        const h = new Float64Array(count * rows);
        const values = histories.map((history) => counts(history, scale));
        histories.forEach(({ items: taken }, row) =>
          taken.forEach((item, n) => {
            const v = values[row][n] / ridge[item];
            for (
              let entry = columns.start[item];
              entry < columns.start[item + 1];
              entry++
            )
              h[row * rows + columns.item[entry]] += v * columns.value[entry];
          }),
        );
        const { data } = await through(h, count);
        for (let row = 0; row < count; row++) {
          const t = data.subarray(row * rows, (row + 1) * rows);
          for (let i = 0; i < items; i++) {
            let sum = 0;
            for (
              let entry = columns.start[i];
              entry < columns.start[i + 1];
              entry++
            )
              sum += t[columns.item[entry]] * columns.value[entry];
            all[row * items + i] = -sum / ridge[i];
          }
          histories[row].items.forEach((item, n) => {
            all[row * items + item] += values[row][n] / ridge[item];
          });
        }
        return all;
      },
    };
  };
}

/** L = λ + p/(1 − p)·diag X̃ᵀX̃: a ridge and what leaving out a share p of the entries amounts to (Steck 2020). */
export function ridge(design: Design, lambda: number, dropout: number) {
  return squares(design).map((g) => lambda + (dropout / (1 - dropout)) * g);
}
