// Every failure that a page may show is worded in Chinese.
import { readdirSync, readFileSync } from "node:fs";
import { FailureWords } from "@mainstay/core/text/failure-words";
import { expect, test } from "vitest";

// The command line and the start speak English.
const terminal =
  /^(evaluate|file|machine|s3|text|datasets?\.argument)\.|^machine/;

const codes = ["core", "functions", "training"].flatMap((name) =>
  readdirSync(`packages/${name}/src`, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) =>
      Array.from(
        readFileSync(`packages/${name}/src/${file}`, "utf8").matchAll(
          /new Failure\(\s*"([a-z.-]+)"/g,
        ),
        ([, code]) => code,
      ),
    ),
);

test("every failure of a page is worded in Chinese", () => {
  const worded = new Set(codes.filter((code) => !terminal.test(code)));
  expect(worded.size).toBeGreaterThan(80);
  const missing = [...worded].filter((code) => !FailureWords.worded(code));
  expect(missing).toEqual([]);
});

test("a code that is put together is worded as what it begins with", () => {
  expect(FailureWords.worded("where.value.number")).toBe(
    FailureWords.worded("where.value"),
  );
  expect(FailureWords.worded("never.said")).toBeNull();
  expect(FailureWords.worded("constructor")).toBeNull();
});
