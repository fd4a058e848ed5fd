// onnx-runtime: ONNX Runtime on one thread, in order, so that equal inputs give equal bits
import { InferenceSession, Tensor } from "@mainstay/core/model/runtime";

export type { InferenceSession, Tensor };
export type Feeds = Record<string, Tensor>;

const options = {
  executionMode: "sequential",
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  graphOptimizationLevel: "all",
  logSeverityLevel: 3,
  // Moments of dead units decay into denormals, which cost a hundred cycles each.
  extra: { session: { set_denormal_as_zero: "1" } },
} satisfies InferenceSession.SessionOptions;

export function float(data: Float32Array, shape: readonly number[]): Tensor {
  return new Tensor("float32", data, shape);
}

export function int64(data: ArrayLike<number>, shape: readonly number[]) {
  const big = new BigInt64Array(data.length);
  for (let i = 0; i < big.length; i++) big[i] = BigInt(data[i]);
  return new Tensor("int64", big, shape);
}

/** Opens the model for the time of `use`. */
export async function using<T>(
  model: Uint8Array,
  use: (session: InferenceSession) => Promise<T>,
): Promise<T> {
  const session = await InferenceSession.create(model, options);
  try {
    return await use(session);
  } finally {
    await session.release();
  }
}

// Larger calls leave the cache. One call over a million rows takes twice the time.
const maxRowsPerCall = 8192;

export type Span = { from: number; to: number };
export function spans(rows: number, size = maxRowsPerCall): Span[] {
  return Array.from({ length: Math.ceil(rows / size) }, (_, i) => ({
    from: i * size,
    to: Math.min((i + 1) * size, rows),
  }));
}

/** Runs rows in chunks and joins `output`, which is float [rows, width]. */
export async function rows(
  session: InferenceSession,
  count: number,
  output: string,
  feeds: (span: Span) => Feeds,
): Promise<Float32Array> {
  let joined: Float32Array | undefined;
  for (const span of spans(count)) {
    const results = await session.run(feeds(span), [output]);
    const data = results[output].data as Float32Array;
    const width = data.length / (span.to - span.from);
    joined ??= new Float32Array(count * width);
    joined.set(data, span.from * width);
  }
  return joined ?? new Float32Array(0);
}

export * as OnnxRuntime from "./onnx-runtime";
