// tree-interactions: what two columns move together beyond what each moves alone (Shapley interaction values of trees, Lundberg et al. 2020), leaf by leaf by quadrature
import { GaussLegendre } from "./gauss-legendre";
import { Trees } from "./trees";

// A leaf's columns, the share z of training rows that take all its splits by one, and those splits with the ways taken.
type Leaf = {
  value: number;
  columns: number[];
  zero: number[];
  steps: { node: number; left: boolean }[][]; // by column
};

function leavesOf(trees: Trees.Trees, root: number): Leaf[] {
  const { feature, right, value } = trees;
  const found: Leaf[] = [];
  const visit = (node: number, path: Omit<Leaf, "value">) => {
    if (feature[node] < 0) {
      // One column has nothing to move together with.
      if (path.columns.length > 1) found.push({ value: value[node], ...path });
      return;
    }
    const known = path.columns.indexOf(feature[node]);
    const j = known < 0 ? path.columns.length : known;
    for (const child of [node + 1, right[node]]) {
      const [columns, zero, steps] = [
        [...path.columns],
        [...path.zero],
        [...path.steps],
      ];
      columns[j] = feature[node];
      zero[j] = (zero[j] ?? 1) * Trees.shareOf(trees, node, child);
      steps[j] = [...(steps[j] ?? []), { node, left: child === node + 1 }];
      visit(child, { columns, zero, steps });
    }
  };
  visit(root, { columns: [], zero: [], steps: [] });
  return found;
}

/**
 * Adds `weight` times the interaction values of encoded rows [n, columns] to `into` [n, columns, columns], log-odds. A pair's
 * whole stands half on each side of the diagonal, which stays as it is: what a column moves alone is its contribution less
 * its row's sum.
 */
export function add(
  trees: Trees.Trees,
  encoded: Float32Array,
  weight: number,
  into: Float64Array,
) {
  const width = trees.columns.length;
  const rows = encoded.length / width;
  for (const root of trees.roots)
    for (const leaf of leavesOf(trees, root)) {
      const { columns, zero, steps } = leaf;
      const count = columns.length;
      // Two factors are taken out of the product that is integrated.
      const { t, w } = GaussLegendre.quadrature(Math.ceil(count / 2));
      const on = new Uint8Array(count);
      for (let row = 0; row < rows; row++) {
        for (let j = 0; j < count; j++) {
          const x = encoded[row * width + columns[j]];
          on[j] = Number(
            steps[j].every(
              ({ node, left }) => Trees.goesLeft(trees, node, x) === left,
            ),
          );
        }
        for (let q = 0; q < t.length; q++) {
          let product = 0.5 * weight * leaf.value * w[q];
          const over = zero.map((z, j) => {
            const factor = on[j] * t[q] + z * (1 - t[q]);
            product *= factor;
            return (on[j] - z) / factor;
          });
          for (let j = 0; j < count; j++)
            for (let k = j + 1; k < count; k++) {
              const value = product * over[j] * over[k];
              const from = row * width * width;
              into[from + columns[j] * width + columns[k]] += value;
              into[from + columns[k] * width + columns[j]] += value;
            }
        }
      }
    }
}

export type Pair = { columns: [string, string]; value: number };

/** The pairs of columns that move scores most together: mean size of what they move beyond each alone, largest first. */
export function strongest(
  names: readonly string[],
  values: Float64Array, // [rows, columns, columns]
  count: number,
): Pair[] {
  const width = names.length;
  const rows = values.length / (width * width || 1);
  const pairs: Pair[] = [];
  for (let j = 0; j < width; j++)
    for (let k = j + 1; k < width; k++) {
      let sum = 0;
      for (let row = 0; row < rows; row++)
        sum += Math.abs(2 * values[(row * width + j) * width + k]);
      if (sum > 0)
        pairs.push({ columns: [names[j], names[k]], value: sum / rows });
    }
  return pairs.sort((a, b) => b.value - a.value).slice(0, count);
}

export * as TreeInteractions from "./tree-interactions";
