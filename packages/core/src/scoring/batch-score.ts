// batch-score: scores a CSV of any length into a CSV of probabilities, piece by piece in constant memory
import type { Dialect } from "../tabular/dialect";
import { Csv } from "../tabular/csv";
import { HeaderRow } from "../tabular/header-row";
import type { Frame } from "../tabular/frame";
import { feeds, type Inputs } from "../model/input-tensors";
import type { InferenceSession } from "../model/runtime";
import { TypedFrame } from "../tabular/typed-frame";
import { LogOdds } from "../stats/log-odds";

export type Model = {
  types: TypedFrame.Types;
  logits: (frame: Frame) => Promise<ArrayLike<number>>; // [rows]
};

// The features of so many rows fit into the processor's cache.
const rowsPerRun = 512;

/** Log-odds by model.onnx; `endDay` is the day since 1970-01-01 that the file's dates are measured against. */
export const bySession =
  (
    session: InferenceSession,
    inputs: Inputs,
    endDay: number,
  ): Model["logits"] =>
  async (frame) => {
    const all = new Float32Array(frame.rows);
    for (let from = 0; from < frame.rows; from += rowsPerRun) {
      const span = { from, to: Math.min(from + rowsPerRun, frame.rows) };
      const { logit } = await session.run(feeds(frame, inputs, endDay, span));
      all.set(logit.data as Float32Array, from);
    }
    return all;
  };

/**
 * Lines `row,probability,error`, one for each row of the file in its order; rows count from 0 after the header. A row that does
 * not read as its types has an error instead of a probability. The bytes are UTF-8 and start with a header.
 */
export async function* score(
  chunks: AsyncIterable<Uint8Array>,
  model: Model,
  dialect: Dialect,
  // Larger pieces are no faster.
  { pieceBytes = 1 << 18 } = {},
): AsyncGenerator<Buffer> {
  yield Buffer.from(Csv.line(["row", "probability", "error"]));
  let header: HeaderRow.Header | undefined;
  let done = 0;
  for await (const scan of scans(chunks, dialect, pieceBytes)) {
    const first = !header;
    header ??= HeaderRow.read(scan, { header: true });
    const here = first ? header : { ...header, rows: 0 };
    yield await lines(scan, here, done, model, dialect);
    done += scan.rows - here.rows;
  }
}

// Scans of whole rows; the row that a piece ends within begins the next piece.
async function* scans(
  chunks: AsyncIterable<Uint8Array>,
  dialect: Dialect,
  pieceBytes: number,
) {
  let waiting: Uint8Array[] = [];
  let size = 0;
  let wanted = pieceBytes;
  let line = 1;
  for await (const chunk of chunks) {
    waiting.push(chunk);
    size += chunk.length;
    if (size < wanted) continue;
    const bytes = Buffer.concat(waiting);
    const scan = Csv.scan(bytes, dialect, { line, cut: true });
    waiting = [bytes];
    // A single row may be cut. The piece doubles, so that a long row is not read over and over.
    wanted = scan.rows < 2 ? 2 * size : pieceBytes;
    if (scan.rows < 2) continue;
    const end = scan.offset[scan.rows];
    line = scan.next;
    waiting = [bytes.subarray(end)];
    size -= end;
    yield scan;
  }
  const scan = Csv.scan(Buffer.concat(waiting), dialect, { line });
  if (scan.rows > 0) yield scan;
}

async function lines(
  scan: Csv.Scan,
  header: HeaderRow.Header,
  before: number,
  { types, logits }: Model,
  { decimal }: Dialect,
) {
  const { frame, rows, rejects } = TypedFrame.fromScan({
    scan,
    header,
    types,
    decimal,
  });
  const out = writer(rows.length + rejects.length);
  const refuse = ({ row, message }: TypedFrame.Reject) =>
    out.text([before + row, null, message]);
  let refused = 0;
  const all = await logits(frame);
  for (let i = 0; i < frame.rows; i++) {
    const row = rows[i];
    while (rejects[refused]?.row < row) refuse(rejects[refused++]);
    out.scored(before + row, LogOdds.sigmoid(all[i]));
  }
  while (refused < rejects.length) refuse(rejects[refused++]);
  return out.bytes();
}

// Writes lines as bytes, without a string for each.
function writer(rows: number) {
  let out = Buffer.allocUnsafe(rows * 24 + 64);
  let at = 0;
  const room = (bytes: number) => {
    if (at + bytes > out.length)
      out = Buffer.concat([out.subarray(0, at)], 2 * (at + bytes));
  };
  const text = (cells: (string | number | null)[]) => {
    const line = Csv.line(cells);
    room(line.length * 3);
    at += out.write(line, at);
  };
  // Writes at least `width` digits, with leading zeros.
  const digits = (value: number, width: number) => {
    let count = width;
    for (let ten = 10 ** width; value >= ten; ten *= 10) count++;
    let rest = value;
    for (let i = at + count - 1; i >= at; i--) {
      const next = Math.floor(rest / 10);
      out[i] = 0x30 + rest - 10 * next;
      rest = next;
    }
    at += count;
  };
  return {
    text,
    scored(row: number, probability: number) {
      // Nine decimals hold the precision of float32 logits, except of the smallest probabilities.
      const billionths = Math.round(probability * 1e9);
      if (billionths < 1e5)
        return text([row, Number(probability.toPrecision(6)), null]);
      room(40);
      digits(row, 1);
      out[at++] = 0x2c;
      digits(Math.floor(billionths / 1e9), 1);
      out[at++] = 0x2e;
      digits(billionths % 1e9, 9);
      out[at++] = 0x2c;
      out[at++] = 0x0a;
    },
    bytes: () => out.subarray(0, at),
  };
}

export * as BatchScore from "./batch-score";
