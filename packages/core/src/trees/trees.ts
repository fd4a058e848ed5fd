// trees: an ensemble of decision trees as flat arrays, how it reads rows, and its bytes; no onnxruntime
import { type Column as FrameColumn, Frame } from "../tabular/frame";

export type Column = {
  name: string;
  type: "number" | "boolean" | "date" | "category";
  levels: string[]; // of a category; any other text counts as missing
};

// A tree's nodes stand in preorder: the left child of node i is i + 1.
export type Trees = {
  columns: Column[];
  base: number; // log-odds before the first tree, a float32
  roots: Int32Array; // first node of every tree
  feature: Int16Array; // column a node splits by; -1 at a leaf
  threshold: Float32Array; // a number goes left when ≤ threshold
  set: Int32Array; // where a category split's levels start in `sets`; -1 for a number
  sets: Uint32Array; // level k goes left when bit k is set
  missingLeft: Uint8Array;
  right: Int32Array;
  value: Float32Array; // log-odds a leaf adds
  cover: Float32Array; // sum of hessians that reached the node in training
};

export type At = number | ArrayLike<number>;

/** Words of `sets` that a column's level set takes. */
export const words = ({ levels }: Column) => Math.ceil(levels.length / 32);

// Float32 has no room beyond this; a larger number counts as the largest.
export const largest = 3.4028234663852886e38;

const clamp = (x: number) =>
  x > largest ? largest : x < -largest ? -largest : x;

type Place = { into: Float32Array; offset: number; stride: number };

function readNumbers(
  type: Column["type"],
  column: FrameColumn | undefined,
  rows: number,
  at: At,
  { into, offset, stride }: Place,
) {
  const values =
    column && column.type !== "category" && column.type !== "text"
      ? column.values
      : null;
  for (let i = 0, k = offset; i < rows; i++, k += stride) {
    const x = values ? clamp(values[i]) : NaN;
    // Age in days, rounded as the graph rounds it.
    into[k] =
      type === "date"
        ? Math.fround(typeof at === "number" ? at : at[i]) - Math.fround(x)
        : x;
  }
}

function readCategory(
  levels: string[],
  column: FrameColumn | undefined,
  rows: number,
  { into, offset, stride }: Place,
) {
  const index = new Map(levels.map((level, code) => [level, code]));
  const code = (text: string) => index.get(text) ?? NaN;
  if (!column || column.type === "category") {
    const map = column?.levels.map(code) ?? [];
    for (let i = 0; i < rows; i++)
      into[offset + i * stride] = map[column?.codes[i] ?? -1] ?? NaN;
    return;
  }
  const { values } = column;
  for (let i = 0; i < rows; i++)
    into[offset + i * stride] =
      values[i] === values[i] ? code(String(values[i] ?? "")) : NaN;
}

/** One column as the trees read it: numbers in float32, dates as age, categories as level numbers; NaN missing. */
export function read(
  { name, type, levels }: Column,
  frame: Frame,
  at: At,
  into: Float32Array = new Float32Array(frame.rows),
  offset = 0,
  stride = 1,
): Float32Array {
  const column = Frame.column(frame, name);
  const place = { into, offset, stride };
  if (type === "category") readCategory(levels, column, frame.rows, place);
  else readNumbers(type, column, frame.rows, at, place);
  return into;
}

/** All columns as the trees read them, [rows, columns]. */
export function encode(columns: Column[], frame: Frame, at: At): Float32Array {
  const into = new Float32Array(frame.rows * columns.length);
  columns.forEach((column, j) =>
    read(column, frame, at, into, j, columns.length),
  );
  return into;
}

/** Whether value x of the node's column goes left. */
export function goesLeft(trees: Trees, node: number, x: number): boolean {
  if (x !== x) return trees.missingLeft[node] === 1;
  const set = trees.set[node];
  if (set < 0) return x <= trees.threshold[node];
  return ((trees.sets[set + (x >> 5)] >>> (x & 31)) & 1) === 1;
}

/** Shares add up to one, so that contributions add up to the logit whatever rounding the cover has seen. */
export function shareOf({ cover, right }: Trees, parent: number, node: number) {
  const sum = cover[parent + 1] + cover[right[parent]];
  return sum > 0 ? cover[node] / sum : 0.5;
}

/** First node and number of nodes of tree t. */
export function span({ roots, feature }: Trees, t: number) {
  const root = roots[t];
  return { root, nodes: (roots[t + 1] ?? feature.length) - root };
}

/** One ensemble whose logit is the sum of the given ones'. A level one of them never saw goes as missing goes there. */
export function join(list: readonly Trees[]): Trees {
  const columns: Column[] = [];
  for (const column of list.flatMap((trees) => trees.columns)) {
    const known = columns.find(({ name }) => name === column.name);
    if (known?.type === "category")
      known.levels = [...new Set([...known.levels, ...column.levels])];
    if (!known) columns.push({ ...column });
  }
  const at = new Map(columns.map(({ name }, j) => [name, j]));
  const sets: number[] = [];
  let nodes = 0;
  const moved = list.map((trees) => {
    const from = nodes;
    nodes += trees.feature.length;
    const column = trees.columns.map(({ name }) => at.get(name)!);
    const codes = trees.columns.map(({ levels }, j) =>
      columns[column[j]].levels.map((level) => levels.indexOf(level)),
    );
    return {
      ...trees,
      roots: trees.roots.map((root) => root + from),
      feature: trees.feature.map((j) => (j < 0 ? j : column[j])),
      right: trees.right.map((right) => right + from),
      set: trees.set.map((set, node) => {
        if (set < 0 || trees.feature[node] < 0) return -1;
        const start = sets.length;
        const old = codes[trees.feature[node]];
        for (let k = 0; k < Math.ceil(old.length / 32); k++) sets.push(0);
        old.forEach((code, k) => {
          if (goesLeft(trees, node, code < 0 ? NaN : code))
            sets[start + (k >> 5)] |= 1 << (k & 31);
        });
        return start;
      }),
    };
  });
  const flat = (part: Exclude<Part, "sets">) =>
    layout[part].from(moved.flatMap((trees) => Array.from(trees[part])));
  return {
    columns,
    base: moved.reduce((sum, { base }) => sum + base, 0),
    roots: flat("roots") as Int32Array,
    feature: flat("feature") as Int16Array,
    threshold: flat("threshold") as Float32Array,
    set: flat("set") as Int32Array,
    sets: Uint32Array.from(sets),
    missingLeft: flat("missingLeft") as Uint8Array,
    right: flat("right") as Int32Array,
    value: flat("value") as Float32Array,
    cover: flat("cover") as Float32Array,
  };
}

const layout = {
  roots: Int32Array,
  right: Int32Array,
  set: Int32Array,
  sets: Uint32Array,
  threshold: Float32Array,
  value: Float32Array,
  cover: Float32Array,
  feature: Int16Array,
  missingLeft: Uint8Array,
};
type Part = keyof typeof layout;
const parts = Object.keys(layout) as Part[];

const magic = "trees 1\n";
const aligned = (length: number) => Math.ceil(length / 4) * 4;

/** Bytes of trees.bin: a line that names the format, a JSON line, then the arrays, little-endian, each on four bytes. */
export function serialize(trees: Trees): Uint8Array {
  const { columns, base } = trees;
  const lengths = Object.fromEntries(
    parts.map((part) => [part, trees[part].length]),
  );
  const head = new TextEncoder().encode(
    `${magic}${JSON.stringify({ columns, base, lengths })}\n`,
  );
  const bytes = new Uint8Array(
    parts.reduce(
      (sum, part) => sum + aligned(trees[part].byteLength),
      aligned(head.length),
    ),
  );
  bytes.set(head);
  let at = aligned(head.length);
  for (const part of parts) {
    const { buffer, byteOffset, byteLength } = trees[part];
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += aligned(byteLength);
  }
  return bytes;
}

export function parse(bytes: Uint8Array): Trees {
  const start = magic.length;
  const end = bytes.indexOf(10, start);
  const text = (from: number, to: number) =>
    new TextDecoder().decode(bytes.subarray(from, to));
  if (end < 0 || text(0, start) !== magic)
    throw new Error(`not trees: expected "${magic.trim()}" at the start`);
  const { columns, base, lengths } = JSON.parse(text(start, end));
  let at = aligned(end + 1);
  const arrays = parts.map((part) => {
    const array = new layout[part](lengths[part]);
    const { buffer, byteLength } = array;
    new Uint8Array(buffer).set(bytes.subarray(at, at + byteLength));
    at += aligned(byteLength);
    return [part, array];
  });
  return { columns, base, ...Object.fromEntries(arrays) };
}

export * as Trees from "./trees";
