// trees-graph: trees as ONNX operators, from raw columns to logit
import { type Column, Trees } from "@mainstay/core/trees/trees";
import { ML } from "../onnx/builder";
import type { Graph, Value } from "../onnx/graph";
import type { RawColumns } from "../onnx/raw-columns";

export type Inputs = { numbers: string[]; categories: string[] };

// Each level set of the trees in one TreeEnsembleRegressor is a column of its input, which takes memory.
const maxSetsPerPart = 1024;
// TreeEnsembleRegressor adds up in float32, which is exact for the small sum of so few trees.
const maxTreesPerPart = 256;

/** The columns behind the graph inputs of a model of these trees alone. */
export function inputs({ columns }: Trees.Trees): Inputs {
  const names = (category: boolean) =>
    columns
      .filter(({ type }) => (type === "category") === category)
      .map(({ name }) => name);
  return { numbers: names(false), categories: names(true) };
}

function find(list: readonly string[], name: string): number {
  const at = list.indexOf(name);
  if (at < 0) throw new Error(`the model has no input column ${name}`);
  return at;
}

/** Numbers as they are and dates as the days from them to the row's own period: [n, columns]. */
function numberGraph(
  g: Graph,
  raw: RawColumns,
  columns: Column[],
  names: string[],
) {
  const picked = g.columns(
    raw.numbers,
    columns.map(({ name }) => find(names, name)),
  );
  const dates = columns.map(({ type }) => type === "date");
  if (!dates.includes(true)) return picked;
  const row = (read: (date: boolean) => number) =>
    g.constant("float", [columns.length], dates.map(read));
  const sign = row((date) => (date ? -1 : 1));
  return g.Add(g.Mul(picked, sign), g.Mul(raw.at, row(Number)));
}

/** Level numbers [n]; a blank or unknown text has the number behind the last level. */
function levelGraph(
  g: Graph,
  raw: RawColumns,
  column: Column,
  names: string[],
) {
  const at = g.constant("int64", [], [find(names, column.name)]);
  const attributes = {
    keys_strings: { strings: column.levels },
    values_int64s: column.levels.map((_, code) => code),
    default_int64: column.levels.length,
  };
  const text = g.Gather(raw.categories, at, 1);
  const result = { type: "int64" as const, shape: text.shape };
  return g.node("LabelEncoder", [text], [result], attributes, ML)[0];
}

type Part = {
  trees: number[];
  sets: Map<number, Map<string, { node: number; at: number }>>; // column → level set → its column among the column's sets
};

/** Trees in order, cut so that no part has more than `maxSetsPerPart` different level sets. */
function parts(trees: Trees.Trees): Part[] {
  const { roots, feature, set } = trees;
  const list: Part[] = [];
  let count = Infinity;
  roots.forEach((root, t) => {
    const end = roots[t + 1] ?? feature.length;
    const splits: number[] = [];
    for (let node = root; node < end; node++)
      if (feature[node] >= 0 && set[node] >= 0) splits.push(node);
    const full = (list.at(-1)?.trees.length ?? 0) >= maxTreesPerPart;
    if (full || count + splits.length > maxSetsPerPart) {
      list.push({ trees: [], sets: new Map() });
      count = 0;
    }
    const part = list[list.length - 1];
    part.trees.push(t);
    for (const node of splits) {
      const column = feature[node];
      const known = part.sets.get(column) ?? new Map();
      part.sets.set(column, known);
      const key = setKey(trees, node);
      if (known.has(key)) continue;
      known.set(key, { node, at: known.size });
      count++;
    }
  });
  return list;
}

function setKey(
  { columns, feature, set, sets }: Trees.Trees,
  node: number,
): string {
  const words = Trees.words(columns[feature[node]]);
  return sets.subarray(set[node], set[node] + words).join();
}

/** Whether a row's level is outside each of the column's sets, 0 or 1, and NaN where the level is missing: [n, sets]. */
function membership(
  g: Graph,
  trees: Trees.Trees,
  column: number,
  sets: { node: number }[],
  level: Value,
): Value {
  const { length } = trees.columns[column].levels;
  const table = new Float32Array((length + 1) * sets.length).fill(NaN);
  for (let code = 0; code < length; code++)
    sets.forEach(({ node }, k) => {
      table[code * sets.length + k] = +!Trees.goesLeft(trees, node, code);
    });
  const rows = g.constant("float", [length + 1, sets.length], table);
  return g.Gather(rows, level);
}

/** The sum of one part's trees. Every split is ≤, which ONNX Runtime evaluates fastest. */
function partGraph(
  g: Graph,
  trees: Trees.Trees,
  part: Part,
  numbers: { value: Value; at: number[] } | null,
  levels: Map<number, Value>,
): Value {
  const values = numbers ? [numbers.value] : [];
  const first = new Map<number, number>();
  let width = numbers ? Number(numbers.value.shape[1]) : 0;
  for (const [column, sets] of part.sets) {
    first.set(column, width);
    width += sets.size;
    const level = levels.get(column)!;
    values.push(membership(g, trees, column, [...sets.values()], level));
  }
  const { feature, threshold, set, missingLeft, right, value, roots } = trees;
  const nodes = {
    tree: [] as number[],
    id: [] as number[],
    feature: [] as number[],
    value: [] as number[],
    left: [] as number[],
    right: [] as number[],
    missing: [] as number[],
    mode: [] as string[],
  };
  const leaves = {
    tree: [] as number[],
    id: [] as number[],
    value: [] as number[],
  };
  part.trees.forEach((t, tree) => {
    const root = roots[t];
    const end = roots[t + 1] ?? feature.length;
    for (let node = root; node < end; node++) {
      const column = feature[node];
      const leaf = column < 0;
      const sets = !leaf && set[node] >= 0 ? part.sets.get(column)! : null;
      nodes.tree.push(tree);
      nodes.id.push(node - root);
      nodes.feature.push(
        leaf
          ? 0
          : sets
            ? first.get(column)! + sets.get(setKey(trees, node))!.at
            : numbers!.at[column],
      );
      nodes.value.push(leaf ? 0 : sets ? 0.5 : threshold[node]);
      nodes.left.push(leaf ? 0 : node + 1 - root);
      nodes.right.push(leaf ? 0 : right[node] - root);
      nodes.missing.push(missingLeft[node]);
      nodes.mode.push(leaf ? "LEAF" : "BRANCH_LEQ");
      if (!leaf) continue;
      leaves.tree.push(tree);
      leaves.id.push(node - root);
      leaves.value.push(value[node]);
    }
  });
  const attributes = {
    n_targets: 1,
    nodes_treeids: nodes.tree,
    nodes_nodeids: nodes.id,
    nodes_featureids: nodes.feature,
    nodes_values: { floats: nodes.value },
    nodes_modes: { strings: nodes.mode },
    nodes_truenodeids: nodes.left,
    nodes_falsenodeids: nodes.right,
    nodes_missing_value_tracks_true: nodes.missing,
    target_ids: leaves.id.map(() => 0),
    target_treeids: leaves.tree,
    target_nodeids: leaves.id,
    target_weights: { floats: leaves.value },
  };
  const x = g.Concat(values, 1);
  const result = { shape: [x.shape[0], 1] };
  return g.node("TreeEnsembleRegressor", [x], [result], attributes, ML)[0];
}

/** Logit [n, 1] of the raw columns; `names` are those of `raw`. */
export function graph(
  g: Graph,
  raw: RawColumns,
  trees: Trees.Trees,
  names: Inputs = inputs(trees),
): Value {
  const { columns } = trees;
  const used = new Set(trees.feature.filter((column) => column >= 0));
  const pick = (category: boolean) =>
    [...columns.keys()].filter(
      (j) => used.has(j) && (columns[j].type === "category") === category,
    );
  const numeric = pick(false);
  const numbers =
    numeric.length > 0
      ? {
          value: numberGraph(
            g,
            raw,
            numeric.map((j) => columns[j]),
            names.numbers,
          ),
          at: columns.map((_, j) => numeric.indexOf(j)),
        }
      : null;
  const levels = new Map(
    pick(true).map((j) => [
      j,
      levelGraph(g, raw, columns[j], names.categories),
    ]),
  );
  const base = g.Add(g.zeros(raw.at), g.scalar(trees.base));
  // Trees that are single leaves read no column.
  if (used.size === 0)
    return trees.value.reduce((sum, leaf) => g.Add(sum, g.scalar(leaf)), base);
  const sums = parts(trees).map((part) =>
    g.Cast(partGraph(g, trees, part, numbers, levels), "double"),
  );
  return g.Cast(
    sums.reduce((sum, part) => g.Add(sum, part), g.Cast(base, "double")),
    "float",
  );
}

export * as TreesGraph from "./trees-graph";
