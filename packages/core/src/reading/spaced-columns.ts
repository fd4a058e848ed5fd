// spaced-columns: a table whose columns are kept apart by spaces alone, rewritten with tabs line by line
import type { QuoteStyle } from "./quote-style";

type Chunks = AsyncIterable<Uint8Array>;

const sampleBytes = 64 * 1024;
const minLines = 3;
const others = /[,;\t|~^\x01\x1f]/;

/** Null where another sign parts the cells, or lines do not fall into the same columns. */
export function find(
  prefix: Uint8Array,
  whole: boolean,
): QuoteStyle.Rewriting | null {
  const head = Buffer.from(prefix.subarray(0, 256)).toString();
  if (!/\S {2,}\S/.test(head)) return null;
  const text = Buffer.from(prefix.subarray(0, sampleBytes)).toString();
  const lines = text.split(/\r\n|\r|\n/);
  if (!whole || prefix.length > sampleBytes) lines.pop();
  const filled = lines.filter((line) => line.trim()).map((l) => l.trimEnd());
  if (filled.length < minLines) return null;
  const counts = new Map<number, number>();
  for (const line of filled) {
    const { length } = piecesOf(line);
    counts.set(length, (counts.get(length) ?? 0) + 1);
  }
  const [width, times] = [...counts].sort((a, b) => b[1] - a[1])[0];
  const table = filled.filter((line) => piecesOf(line).length === width);
  if (width < 2 || others.test(table[0])) return null;
  const gaps = gapsOf(filled);
  const named = piecesOf(filled[0]).length;
  const byPlace = gaps.length + 1 === Math.max(named, width);
  if (!byPlace && times * 10 < filled.length * 9) return null;
  const cells = (line: string) => {
    const pieces = piecesOf(line.trimEnd());
    if (!byPlace || gaps.some(({ from, to }) => line.slice(from, to).trim()))
      return pieces;
    return [0, ...gaps.map(({ to }) => to)].map((from, k) =>
      line.slice(from, gaps[k]?.from).trim(),
    );
  };
  return {
    change: (chunks) =>
      lineByLine(chunks, (line) =>
        line.trim() ? cells(line).join("\t") : line,
      ),
    warning: {
      code: "separator.spaces",
      message: `Spaces alone part the cells of the lines; they were read as ${byPlace ? gaps.length + 1 : width} columns.`,
    },
  };
}

const piecesOf = (line: string) => line.trim().split(/ {2,}/);

// Stretches of at least two places where no line has a sign, the ends aside.
function gapsOf(lines: string[]): { from: number; to: number }[] {
  const longest = Math.max(...lines.map(({ length }) => length));
  const used = new Uint8Array(longest);
  for (const line of lines)
    for (let at = 0; at < line.length; at++) if (line[at] !== " ") used[at] = 1;
  const gaps: { from: number; to: number }[] = [];
  let from = used.indexOf(1);
  for (let at = from; at < longest; at++) {
    if (used[at]) {
      if (at - from >= 2) gaps.push({ from, to: at });
      from = at + 1;
    }
  }
  return gaps;
}

/** Each line as another text of one line; the ends of lines stay as they are. */
async function* lineByLine(
  chunks: Chunks,
  change: (line: string) => string,
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let rest = "";
  const changed = (text: string) =>
    text.replace(/[^\r\n]+/g, (line) => change(line));
  for await (const chunk of chunks) {
    const text = rest + decoder.decode(chunk, { stream: true });
    const end = Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r")) + 1;
    rest = text.slice(end);
    if (end) yield Buffer.from(changed(text.slice(0, end)));
  }
  rest += decoder.decode();
  if (rest) yield Buffer.from(changed(rest));
}

export * as SpacedColumns from "./spaced-columns";
