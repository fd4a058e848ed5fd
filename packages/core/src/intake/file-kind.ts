// file-kind: what the name of an object says it is; only these are read
import { Failure } from "../base/error";
import { Markdown } from "../knowledge/markdown";

export type Kind = "text" | "workbook" | "article";

/** Null for a name of no kind that is read. */
export function of(dataset: string, name: string): Kind | null {
  if (Markdown.is(dataset, name)) return "article";
  if (/\.xlsx$/i.test(name)) return "workbook";
  return /\.(csv|tsv|txt)(\.gz)?$/i.test(name) ? "text" : null;
}

export const expected =
  "a name that ends in .csv, .tsv or .txt, in one of these and .gz, in .xlsx, or in .md for knowledge";

export function check(dataset: string, name: string): Kind {
  const kind = of(dataset, name);
  if (kind) return kind;
  throw new Failure(
    "upload.type",
    `Expected ${expected}, got "${name}". Save it as one of these and drop it again.`,
  );
}

export * as FileKind from "./file-kind";
