// matrix-inverse: of symmetric positive definite matrices, as products of their halves
import { InferenceSession, Tensor } from "@mainstay/core/model/runtime";
import { Failure } from "@mainstay/core/base/error";
import { Graph } from "../onnx/graph";

type Matrix = { data: Float64Array; rows: number; columns: number };

/** α·op(a)·op(b) + c on every core; double, since the inverse is asked for digits that float has not. */
export type Product = (
  a: Matrix,
  b: Matrix,
  options?: {
    turnA?: boolean;
    turnB?: boolean;
    minus?: boolean;
    plus?: Matrix;
  },
) => Promise<Matrix>;

const sessions = new Map<string, Promise<InferenceSession>>();

function session(transA: number, transB: number, alpha: number, plus: boolean) {
  const key = [transA, transB, alpha, plus].join();
  const known = sessions.get(key);
  if (known) return known;
  const g = new Graph();
  const a = g.input("a", "double", ["p", "q"]);
  const b = g.input("b", "double", ["r", "s"]);
  const inputs = plus ? [a, b, g.input("c", "double", ["m", "n"])] : [a, b];
  const attributes = { transA, transB, alpha: { float: alpha } };
  const shape = { type: "double" as const, shape: ["m", "n"] };
  g.output("y", g.node("Gemm", inputs, [shape], attributes)[0]);
  const opened = InferenceSession.create(g.model(), {
    logSeverityLevel: 3,
    // Threads that wait for the next product yield the cores.
    extra: { session: { intra_op: { allow_spinning: "0" } } },
  });
  sessions.set(key, opened);
  return opened;
}

const tensor = ({ data, rows, columns }: Matrix) =>
  new Tensor("float64", data, [rows, columns]);

export const product: Product = async (
  a,
  b,
  { turnA = false, turnB = false, minus = false, plus } = {},
) => {
  const open = await session(+turnA, +turnB, minus ? -1 : 1, !!plus);
  const feeds: Record<string, Tensor> = { a: tensor(a), b: tensor(b) };
  if (plus) feeds.c = tensor(plus);
  const { y } = await open.run(feeds);
  return {
    data: y.data as Float64Array,
    rows: turnA ? a.columns : a.rows,
    columns: turnB ? b.rows : b.columns,
  };
};

// A smaller half is inverted at once, since calls would cost more than they save.
const leaf = 96;

/**
 * A⁻¹ [n, n] in place of A, by A⁻¹ = [P + WᵀQW, −WᵀQ; −QW, Q] with P = A₁₁⁻¹, W = A₂₁P and Q = (A₂₂ − WA₂₁ᵀ)⁻¹:
 * 4/3 n³ multiplications and additions, nearly all of them in products.
 */
export async function invert(a: Float64Array, n: number): Promise<void> {
  if (n <= leaf) return gaussJordan(a, n);
  const h = n >> 1;
  const m = n - h;
  const upper = block(a, n, 0, 0, h, h);
  await invert(upper.data, h);
  const lower = block(a, n, h, 0, m, h);
  const w = await product(lower, upper);
  const rest = await product(w, lower, {
    turnB: true,
    minus: true,
    plus: block(a, n, h, h, m, m),
  });
  await invert(rest.data, m);
  const corner = await product(rest, w, { minus: true });
  const first = await product(w, corner, {
    turnA: true,
    minus: true,
    plus: upper,
  });
  for (let i = 0; i < h; i++) {
    a.set(first.data.subarray(i * h, (i + 1) * h), i * n);
    for (let j = 0; j < m; j++) a[i * n + h + j] = corner.data[j * h + i];
  }
  for (let i = 0; i < m; i++) {
    a.set(corner.data.subarray(i * h, (i + 1) * h), (h + i) * n);
    a.set(rest.data.subarray(i * m, (i + 1) * m), (h + i) * n + h);
  }
}

function block(
  a: Float64Array,
  n: number,
  row: number,
  column: number,
  rows: number,
  columns: number,
): Matrix {
  const data = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    const offset = (row + i) * n + column;
    data.set(a.subarray(offset, offset + columns), i * columns);
  }
  return { data, rows, columns };
}

// Positive definite matrices need no pivoting.
function gaussJordan(a: Float64Array, n: number) {
  for (let k = 0; k < n; k++) {
    const pivot = a[k * n + k];
    if (!(pivot > 0))
      throw new Failure(
        "recommend.singular",
        `Expected a positive definite matrix, got the pivot ${pivot}; a larger lambda makes it one`,
      );
    a[k * n + k] = 1;
    for (let j = 0; j < n; j++) a[k * n + j] /= pivot;
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const factor = a[i * n + k];
      if (factor === 0) continue;
      a[i * n + k] = 0;
      for (let j = 0; j < n; j++) a[i * n + j] -= factor * a[k * n + j];
    }
  }
}
