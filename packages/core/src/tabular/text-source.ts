// text-source: the bytes of a file of any kind that is read, as UTF-8 text
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { Failure } from "../base/error";
import type { Warning } from "../reading/warning";
import type { Separator } from "./csv";
import { GuessEncoding } from "../reading/guess-encoding";
import { QuoteStyle } from "../reading/quote-style";
import { SpacedColumns } from "../reading/spaced-columns";
import { TextEncoding } from "../reading/text-encoding";
import { Utf8Stream } from "../reading/utf8-stream";
import { Workbook } from "./workbook";

type Chunks = AsyncIterable<Uint8Array>;

export type Info = {
  encoding: TextEncoding.Encoding;
  warnings: Warning.Info[];
  // The separator that a workbook is written out with.
  separator?: Separator;
  // Whether the text is anything but the file's own bytes; those may begin with a mark that the text leaves out.
  converted: boolean;
  /** Rows stand on other lines than in the file. */
  moved?: boolean;
  mark: number;
  sample: Uint8Array; // the first bytes of the text
  whole: boolean; // nothing comes behind them
  chunks: Chunks; // all of the text
};

type Options = {
  workbook?: boolean;
  encoding?: string;
  /** What is made of the text before it is cut into rows. */
  change?: (text: Chunks) => Chunks;
  /** How a table that is not one row for each customer or event is made one that is. */
  reshape?: Reshape;
};

export type Shape = QuoteStyle.Rewriting & {
  /** Whether rows stand on other lines than in the file. */
  moved: boolean;
};
export type Reshape = (
  sample: Uint8Array,
  whole: boolean,
  separator?: Separator,
) => Shape | null;

const headBytes = 1 << 20;
const sampleBytes = 4 << 20;

export async function open(bytes: Chunks, options: Options): Promise<Info> {
  const { workbook, encoding, change } = options;
  if (workbook) return reshaped(await openWorkbook(bytes), options);
  const raw = await peek(bytes, 2);
  const zipped = TextEncoding.isGzip(raw.prefix);
  const plain = await peek(zipped ? gunzip(raw.chunks) : raw.chunks, headBytes);
  const found = TextEncoding.detect(plain.prefix, encoding);
  const decoded = Utf8Stream.decode(plain.chunks, found.encoding, found.plain);
  const text = await peek(change ? change(decoded) : decoded, sampleBytes);
  const isUtf8 = found.encoding === "utf-8";
  const info: Info = {
    encoding: found.encoding,
    warnings: found.warnings,
    converted: !!change || zipped || !isUtf8,
    mark: isUtf8 && startsWithMark(plain.prefix) ? 3 : 0,
    sample: text.prefix,
    whole: text.whole,
    chunks: text.chunks,
  };
  return change ? info : reshaped(await respelt(info), options);
}

async function respelt(info: Info): Promise<Info> {
  const { sample, whole } = info;
  const style = QuoteStyle.find(sample);
  const spelt = style ? await rewritten(info, style) : info;
  const spaced = SpacedColumns.find(spelt.sample, whole);
  return spaced ? rewritten(spelt, spaced) : spelt;
}

async function reshaped(info: Info, { reshape }: Options): Promise<Info> {
  const shape = reshape?.(info.sample, info.whole, info.separator);
  if (!shape) return info;
  return { ...(await rewritten(info, shape)), moved: shape.moved };
}

async function rewritten(
  info: Info,
  { change, warning }: QuoteStyle.Rewriting,
): Promise<Info> {
  const { prefix, whole, chunks } = await peek(
    change(info.chunks),
    sampleBytes,
  );
  return {
    ...info,
    ...{ converted: true, mark: 0, sample: prefix, whole, chunks },
    warnings: [...info.warnings, warning],
  };
}

async function openWorkbook(bytes: Chunks): Promise<Info> {
  const { csv, warnings } = await Workbook.open(await gathered(bytes));
  const { prefix, whole, chunks } = await peek(csv, sampleBytes);
  if (!prefix.length)
    throw new Failure(
      "upload.csv.empty",
      "Expected a workbook with rows, got an empty one.",
    );
  return {
    encoding: "utf-8",
    warnings,
    separator: ",",
    converted: true,
    mark: 0,
    sample: prefix,
    whole,
    chunks,
  };
}

/** For a file whose first bytes are ASCII and later ones no UTF-8: told from all of them. */
export async function encodingOf(bytes: Chunks): Promise<TextEncoding.Found> {
  const raw = await peek(bytes, 2);
  const zipped = TextEncoding.isGzip(raw.prefix);
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of zipped ? gunzip(raw.chunks) : raw.chunks) {
    const piece = GuessEncoding.sampleOf(chunk);
    size += piece.length;
    if (size < headBytes) pieces.push(piece);
  }
  return TextEncoding.guessed(Buffer.concat(pieces));
}

/** All of a text that fits into memory. */
export async function read(
  bytes: Uint8Array,
  options: Options = {},
): Promise<{ text: Buffer; info: Info }> {
  const once = async function* () {
    yield bytes;
  };
  const all = async (asked: Options) => {
    const info = await open(once(), asked);
    return { text: await gathered(info.chunks), info };
  };
  try {
    return await all(options);
  } catch (error) {
    if (!(error instanceof Utf8Stream.Late)) throw error;
    const { encoding, warnings } = await encodingOf(once());
    const found = await all({ ...options, encoding });
    return { ...found, info: { ...found.info, warnings } };
  }
}

async function gathered(chunks: Chunks): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

const startsWithMark = (b: Uint8Array) =>
  b[0] === 0xef && b[1] === 0xbb && b[2] === 0xbf;

// Text hardly ever shrinks to less than a twentieth; more is a file made to fill a disk.
const maxExpansion = 200;
const alwaysFreeBytes = 64 << 20;

async function* gunzip(chunks: Chunks) {
  let [packed, unpacked] = [0, 0];
  const counted = async function* () {
    for await (const chunk of chunks) {
      packed += chunk.length;
      yield chunk;
    }
  };
  const source = Readable.from(counted());
  const unzip = createGunzip();
  source.on("error", (error) => unzip.destroy(error));
  try {
    for await (const chunk of source.pipe(unzip) as AsyncIterable<Buffer>) {
      unpacked += chunk.length;
      if (unpacked > Math.max(alwaysFreeBytes, maxExpansion * packed))
        throw new Failure(
          "upload.gzip.expansion",
          `Expected a gzip file that unpacks to at most ${maxExpansion} times its size, got more than ${unpacked} bytes out of ${packed}.`,
        );
      yield chunk as Uint8Array;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.startsWith("Z_"))
      throw new Failure(
        "upload.gzip",
        `Expected a whole gzip file, got: ${(error as Error).message}`,
      );
    throw error;
  }
}

// The first bytes to look at, and all of them to read after that.
async function peek(chunks: Chunks, size: number) {
  const iterator = chunks[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  let length = 0;
  let whole = false;
  while (length < size && !whole) {
    const next = await iterator.next();
    if (next.done) whole = true;
    else {
      seen.push(next.value);
      length += next.value.length;
    }
  }
  const rest = async function* () {
    yield* seen.splice(0);
    if (!whole) yield* { [Symbol.asyncIterator]: () => iterator };
  };
  return { prefix: Buffer.concat(seen), whole, chunks: rest() };
}

export * as TextSource from "./text-source";
