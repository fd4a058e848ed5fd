// quote-style: cells quoted in another way than by doubled double quotes, rewritten so byte by byte as they go by
import type { Warning } from "./warning";

type Chunks = AsyncIterable<Uint8Array>;
export type Rewriting = {
  change: (chunks: Chunks) => Chunks;
  warning: Warning.Info;
};

const [LF, CR, SPACE, QUOTE, SINGLE, BACKSLASH] = [
  0x0a, 0x0d, 0x20, 0x22, 0x27, 0x5c,
];
const sampleBytes = 64 * 1024;
const separators = [",", ";", "\t", "|"];

/** Null for cells quoted as usual, or not at all. */
export function find(prefix: Uint8Array): Rewriting | null {
  const sample = Buffer.from(prefix.subarray(0, sampleBytes));
  if (sample.includes(SINGLE)) {
    const separator = singleQuoted(sample.toString());
    if (separator)
      return {
        change: (chunks) => unsingled(chunks, separator.charCodeAt(0)),
        warning: {
          code: "quotes.single",
          message: "Cells are quoted by single quotes; these were taken off.",
        },
      };
  }
  if (sample.includes(BACKSLASH) && isEscaped(sample.toString()))
    return {
      change: unescaped,
      warning: {
        code: "quotes.backslash",
        message:
          "A backslash stands before quotes within cells; they were read as signs of the text.",
      },
    };
  return null;
}

// The separator between cells that are whole in single quotes; names and apostrophes begin or end with one alone.
function singleQuoted(text: string): string | null {
  const lines = text
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim())
    .slice(0, 40);
  if (lines.length < 2) return null;
  for (const separator of separators) {
    const inside = `'${separator}`;
    const quoted = lines.filter(
      (line) =>
        line.includes(inside) &&
        (line.startsWith("'") || line.includes(`${separator}'`)) &&
        !line.startsWith('"'),
    );
    const pairs = text.split(`'${separator}'`).length - 1;
    // A cell may go on over several lines, but the first line's do not.
    if (
      quoted[0] === lines[0] &&
      quoted.length * 2 >= lines.length &&
      pairs >= quoted.length / 2
    )
      return separator;
  }
  return null;
}

// Quotes behind a backslash stand within cells, and none is doubled there.
function isEscaped(text: string): boolean {
  const within = text.match(/\\"(?![,;\t|\r\n]|$)/g)?.length ?? 0;
  const doubled = text.match(/[^,;\t|\r\n\\"]""[^,;\t|\r\n"]/g)?.length ?? 0;
  return within > 0 && doubled === 0 && /(^|[,;\t|\n])"/.test(text);
}

// \" becomes "", which takes as many bytes, so that every place and line stays.
async function* unescaped(chunks: Chunks): Generated {
  let escapes = false;
  for await (const chunk of chunks) {
    if (!escapes && !chunk.includes(BACKSLASH)) {
      yield chunk;
      continue;
    }
    // The backslash at a chunk's end waits for what it stands before.
    const bytes = escapes
      ? Buffer.concat([Buffer.of(BACKSLASH), chunk])
      : Buffer.from(chunk);
    escapes = false;
    let size = bytes.length;
    for (let at = bytes.indexOf(BACKSLASH); at >= 0;) {
      if (at + 1 === size) {
        escapes = true;
        size--;
        break;
      }
      if (bytes[at + 1] === QUOTE) bytes[at] = QUOTE;
      at = bytes.indexOf(BACKSLASH, at + 2);
    }
    if (size) yield bytes.subarray(0, size);
  }
  if (escapes) yield Buffer.of(BACKSLASH);
}
type Generated = AsyncGenerator<Uint8Array>;

// '' and \' within such a cell stand for one, and a double quote is doubled.
async function* unsingled(chunks: Chunks, separator: number): Generated {
  let begins = true; // a cell
  let quoted = false;
  let held = -1; // a quote or backslash that the next sign explains
  for await (const chunk of chunks) {
    const out = Buffer.allocUnsafe(3 * chunk.length + 2);
    let to = 0;
    for (const byte of chunk) {
      const before = held;
      held = -1;
      if (before === SINGLE) {
        if (byte === SINGLE) {
          out[to++] = SINGLE;
          continue;
        }
        out[to++] = QUOTE;
        quoted = false;
      } else if (before === BACKSLASH) {
        out[to++] = byte === SINGLE ? SINGLE : BACKSLASH;
        if (byte === SINGLE) continue;
      }
      if (quoted && (byte === SINGLE || byte === BACKSLASH)) {
        held = byte;
        continue;
      }
      if (quoted && byte === QUOTE) out[to++] = QUOTE;
      const opens = !quoted && begins && byte === SINGLE;
      out[to++] = opens ? QUOTE : byte;
      if (opens) quoted = true;
      begins =
        !quoted &&
        (byte === separator ||
          byte === LF ||
          byte === CR ||
          (begins && byte === SPACE));
    }
    if (to) yield out.subarray(0, to);
  }
  if (held >= 0) yield Buffer.of(held === SINGLE ? QUOTE : held);
}

export * as QuoteStyle from "./quote-style";
