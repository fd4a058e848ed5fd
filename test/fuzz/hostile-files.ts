// hostile-files: files and names made to hurt, with what each has to answer
import { createGzip, gzipSync } from "node:zlib";
import { buffer } from "node:stream/consumers";
import { Readable } from "node:stream";

type Answer = {
  state: "done" | "failed";
  accepted: number;
  rejected: number;
  code: string | null;
};
export type File = {
  what: string;
  name: string;
  make: () => Uint8Array | string | Promise<Uint8Array>;
  expected: Answer;
};

const head = "customer_id,month,mrr\n";
const failed = (code: string, rejected = 0): Answer => ({
  ...{ state: "failed", accepted: 0, rejected, code },
});
const done = (accepted: number, rejected: number): Answer => ({
  ...{ state: "done", accepted, rejected, code: null },
});
const wide = (n: number) => Array.from({ length: n }, (_, k) => `c${k}`);
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le");

export const files: File[] = [
  {
    what: "a header of 100,000 columns answers at once",
    name: "wide.csv",
    make: () => `id,month,${wide(100_000).join(",")}\na,2026-10\n`,
    expected: failed("upload.columns"),
  },
  {
    what: "an id that no store can hold refuses its row alone",
    name: "ids.csv",
    make: () =>
      `${head}${"i".repeat(1_025)},2026-10,1\n${"é".repeat(600)},2026-10,1\nb,2026-10,2\n`,
    expected: done(1, 2),
  },
  {
    what: "a row that no store can hold refuses itself alone",
    name: "rows.csv",
    make: () =>
      `customer_id,month,note\na,2026-10,${"x".repeat(400 * 1_024)}\nb,2026-10,y\n`,
    expected: done(1, 1),
  },
  {
    what: "a row of many small cells that no store can hold refuses itself alone",
    name: "cells.csv",
    make: () =>
      `customer_id,month,${wide(900).join(",")}\na,2026-10,${wide(900)
        .map(() => "v".repeat(450))
        .join(",")}\nb,2026-10,${wide(900)
        .map(() => "v")
        .join(",")}\n`,
    expected: done(1, 1),
  },
  {
    what: "NUL bytes answer what they are",
    name: "nul.csv",
    make: () => `${head}a,2026-10,1\nb\0,2026-10,2\n`,
    expected: failed("upload.csv.binary"),
  },
  {
    what: "UTF-8 that ends in another encoding answers with the line",
    name: "mixed.csv",
    make: () =>
      Buffer.concat([
        Buffer.from(head),
        Buffer.from("é,2026-10,1\n".repeat(200_000)),
        utf16("b,2026-10,2\n"),
      ]),
    expected: failed("upload.csv.binary"),
  },
  {
    what: "an empty file answers what it is",
    name: "empty.csv",
    make: () => "",
    expected: failed("upload.csv.empty"),
  },
  {
    what: "gzip that breaks off answers what it is",
    name: "broken.csv.gz",
    make: () => gzipSync(`${head}a,2026-10,1\n`.repeat(1_000)).subarray(0, 60),
    expected: failed("upload.gzip"),
  },
  {
    what: "half a megabyte that unpacks to twenty million rows answers what it is",
    name: "bomb.csv.gz",
    make: () => bomb(20_000_000),
    expected: failed("upload.gzip.expansion"),
  },
  {
    what: "bytes of no table answer what they are",
    name: "program.csv",
    make: () => Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0]),
    expected: failed("upload.csv.binary"),
  },
];

async function bomb(rows: number) {
  const chunk = Buffer.from("a,2026-10,1\n".repeat(100_000));
  async function* text() {
    yield Buffer.from(head);
    for (let n = 0; n < rows; n += 100_000) yield chunk;
  }
  return buffer(Readable.from(text()).pipe(createGzip({ level: 9 })));
}

export const names = [
  "..",
  "../../etc/passwd",
  "a%2fb",
  "a b+c",
  "?x=1#y",
  "😀",
  "/leading",
  "trailing /",
  "é",
  "\\back",
  "'\"<b>&",
  "line\nbreak",
  "bell\u0007",
  "n".repeat(1_024 - "inbox/names/.csv.gz".length),
];

export * as HostileFiles from "./hostile-files";
