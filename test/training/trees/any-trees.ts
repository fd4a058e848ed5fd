// trees-any: random trees as nested objects, walked by recursion, and the same trees as flat arrays
import type { Column, Trees } from "@mainstay/core/trees/trees";
import { type Random, random } from "@mainstay/core/base/random";

export type Nested =
  | { value: number; cover: number }
  | {
      column: number;
      goesLeft: (x: number) => boolean;
      threshold: number;
      levels: number[] | null; // that go left
      missingLeft: boolean;
      left: Nested;
      right: Nested;
      cover: number;
    };

export const levels = (count: number) =>
  Array.from({ length: count }, (_, k) => `level ${k}`);

export const columns: Column[] = [
  { name: "usage", type: "number", levels: [] },
  { name: "plan", type: "category", levels: levels(3) },
  { name: "active", type: "boolean", levels: [] },
  { name: "city", type: "category", levels: levels(40) },
];

// Thresholds that rows hit exactly.
const edges = [-1, 0, 0.1, 0.5, 1].map(Math.fround);
const pick = <T>(draw: Random, items: readonly T[]) =>
  items[draw.integer(items.length)];

export function nested(draw: Random, depth: number): Nested {
  if (depth === 0 || draw.uniform() < 0.2)
    return {
      value: Math.round(draw.normal() * 2 ** 17) / 2 ** 20,
      cover: 1 + draw.integer(20),
    };
  const column = draw.integer(columns.length);
  const size = columns[column].levels.length;
  const chosen = [...Array(size).keys()].filter(() => draw.uniform() < 0.4);
  const threshold = pick(draw, edges);
  const missingLeft = draw.uniform() < 0.5;
  const [left, right] = [nested(draw, depth - 1), nested(draw, depth - 1)];
  return {
    column,
    threshold,
    levels: size ? chosen : null,
    missingLeft,
    goesLeft: (x) =>
      Number.isNaN(x)
        ? missingLeft
        : size
          ? chosen.includes(x)
          : x <= threshold,
    left,
    right,
    cover: left.cover + right.cover,
  };
}

export function value(tree: Nested, row: ArrayLike<number>): number {
  if ("value" in tree) return tree.value;
  return value(tree.goesLeft(row[tree.column]) ? tree.left : tree.right, row);
}

export function flat(list: Nested[], base = 0): Trees {
  const roots: number[] = [];
  const sets: number[] = [];
  const nodes: {
    feature: number;
    threshold: number;
    set: number;
    missingLeft: number;
    right: number;
    value: number;
    cover: number;
  }[] = [];
  const write = (tree: Nested) => {
    const { cover } = tree;
    const node = {
      feature: -1,
      threshold: 0,
      set: -1,
      missingLeft: 0,
      right: 0,
      value: 0,
      cover,
    };
    nodes.push(node);
    if ("value" in tree) {
      node.value = tree.value;
      return;
    }
    node.feature = tree.column;
    node.missingLeft = +tree.missingLeft;
    if (tree.levels) {
      node.set = sets.length;
      const words = new Uint32Array(
        Math.ceil(columns[tree.column].levels.length / 32),
      );
      for (const k of tree.levels) words[k >> 5] |= 1 << (k & 31);
      sets.push(...words);
    } else node.threshold = tree.threshold;
    write(tree.left);
    node.right = nodes.length;
    write(tree.right);
  };
  for (const tree of list) {
    roots.push(nodes.length);
    write(tree);
  }
  return {
    columns,
    base,
    roots: Int32Array.from(roots),
    feature: Int16Array.from(nodes, (node) => node.feature),
    threshold: Float32Array.from(nodes, (node) => node.threshold),
    set: Int32Array.from(nodes, (node) => node.set),
    sets: Uint32Array.from(sets),
    missingLeft: Uint8Array.from(nodes, (node) => node.missingLeft),
    right: Int32Array.from(nodes, (node) => node.right),
    value: Float32Array.from(nodes, (node) => node.value),
    cover: Float32Array.from(nodes, (node) => node.cover),
  };
}

/** A random forest and rows that hit its edges, miss values and hold levels it never saw. */
export function forest(seed: number, count: number, depth: number, rows = 40) {
  const draw = random(seed);
  const list = Array.from({ length: count }, () => nested(draw, depth));
  const base = Math.round(draw.normal() * 2 ** 20) / 2 ** 20;
  const encoded = Float32Array.from(
    { length: rows * columns.length },
    (_, i) => {
      const size = columns[i % columns.length].levels.length;
      if (draw.uniform() < 0.15) return NaN;
      return size ? draw.integer(size) : pick(draw, [...edges, draw.normal()]);
    },
  );
  return { list, trees: flat(list, base), encoded, base };
}

/** What the tree is expected to say of a row when only the columns of `known` are told, a bit each. */
export function expectation(
  tree: Nested,
  row: ArrayLike<number>,
  known: number,
): number {
  if ("value" in tree) return tree.value;
  const { left, right, column } = tree;
  if ((known >> column) & 1)
    return expectation(tree.goesLeft(row[column]) ? left : right, row, known);
  return (
    (left.cover * expectation(left, row, known) +
      right.cover * expectation(right, row, known)) /
    (left.cover + right.cover)
  );
}

export const factorial = (n: number): number =>
  n < 2 ? 1 : n * factorial(n - 1);
