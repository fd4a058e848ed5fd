// block: what a document such as a report consists of, drawn alike as a page and as a PDF

/** Colours that carry a meaning: bands of risk and states of health. */
export type Tone =
  "high" | "medium" | "low" | "red" | "amber" | "green" | "unknown";

/** A piece of a line of text; `line` ends the line, `solid` is never broken. */
export type Span =
  | string
  | { strong: string }
  | { code: string }
  | { quiet: string }
  | { rises: string }
  | { falls: string }
  | { chip: string; tone: Tone }
  | { heat: string; percent: number }
  | { stayed: string }
  | { solid: string }
  | { line: true };
export type Text = string | Span[];

/** `number` columns stand right and do not break. */
export type Column = { title: string; number?: boolean };
export type Table = {
  kind: "table";
  columns: Column[];
  rows: Text[][];
  look?: "cohorts" | "measures" | "wordy";
};
export type Tile = { name: string; value: string; notes: string[] };
export type Block =
  | { kind: "text"; text: Text; note?: boolean; absent?: boolean }
  | { kind: "heading"; text: string }
  | { kind: "list"; items: Text[] }
  | { kind: "tiles"; label: string; tiles: Tile[] }
  | Table
  | { kind: "chart"; svg: string; caption: Text }
  | { kind: "beside"; parts: Block[][] }
  | {
      kind: "split";
      label: string;
      parts: { tone: Tone; share: number }[];
    };

export type Section = { id: string; title: string; blocks: Block[] };

/** `front` is what is read; `appendix` is what it rests on. */
export type Document = {
  lang: "en" | "zh";
  title: string;
  company: string | null;
  lead: Text;
  notice: { label: string; blocks: Block[] } | null;
  letter: { label: string; text: Span[] }[];
  tiles: Block[];
  contents: string;
  front: Section[];
  appendixTitle: string;
  appendix: Section[];
  attached: string; // said in a mail that brings the document
  sheet: string; // how a page of the PDF is numbered, with {page} and {pages}
};

export const plain = (text: Text): string =>
  typeof text === "string"
    ? text
    : text
        .map((span) => {
          if (typeof span === "string") return span;
          if ("line" in span) return "\n";
          return Object.values(span).find(
            (value): value is string => typeof value === "string",
          )!;
        })
        .join("");

export const text = (text: Text): Block => ({ kind: "text", text });
export const note = (text: Text): Block => ({ kind: "text", text, note: true });
export const heading = (text: string): Block => ({ kind: "heading", text });
export const list = (items: Text[]): Block => ({ kind: "list", items });
export const line: Span = { line: true };

/** A column whose name starts with # holds numbers. */
export const table = (
  columns: string[],
  rows: Text[][],
  look?: Table["look"],
): Table => ({
  kind: "table",
  columns: columns.map((name) =>
    name.startsWith("#")
      ? { title: name.slice(1), number: true }
      : { title: name },
  ),
  rows,
  look,
});

// A longer one would make a row of many lines.
const maxName = 40;

/** The name, where there is one, above the id; both cut where they are very long. */
export const customer = (id: string, name: string | null): Span[] =>
  name
    ? [clipped(name, maxName), line, { quiet: clipped(id, maxName) }]
    : [clipped(id, maxName)];

/** The text, cut to so many letters. */
export function clipped(text: string, maxLetters: number): string {
  const letters = [...text];
  return letters.length > maxLetters
    ? `${letters.slice(0, maxLetters - 1).join("")}…`
    : text;
}

/** Texts in a row with something between them. */
export const joined = (texts: Text[], between: string): Span[] =>
  texts.flatMap((text, k) => [...(k > 0 ? [between] : []), ...spans(text)]);

export const spans = (text: Text): Span[] =>
  typeof text === "string" ? [text] : text;

export * as Block from "./block";
