// split: parts of a stream of UTF-8 CSV that start and end between two rows
import type { Dialect } from "./dialect";

// Bytes start (inclusive) to end (exclusive) hold `rows` rows, the first of them from physical line `line`.
export type Part = { start: number; end: number; line: number; rows: number };

export async function* split(
  _chunks: AsyncIterable<Uint8Array>,
  _dialect: Dialect,
  _options: { skip?: number; maxBytes?: number; maxRows?: number } = {},
): AsyncGenerator<Part> {
  throw new Error("unwritten");
}

export * as Split from "./split";
