import { readdirSync, readFileSync } from "node:fs";
import { MetricBoard } from "@mainstay/core/metrics/metric-board";
import { MetricWords } from "@mainstay/core/metrics/metric-words";
import { Message } from "@mainstay/core/text/message";
import { Why } from "@mainstay/core/text/why";
import fc from "fast-check";
import { expect, test } from "vitest";
import { namesIn } from "./names-in";

test("every language has every message and no other, none of them empty", () => {
  for (const catalogue of Object.values(Message.catalogues)) {
    expect(Object.keys(catalogue)).toEqual(Message.keys);
    expect(Object.values(catalogue).filter((text) => !text.trim())).toEqual([]);
  }
});

test.each(Message.keys)("%s names the same values in both languages", (key) => {
  expect(namesIn(Message.catalogues.zh[key])).toEqual(
    namesIn(Message.catalogues.en[key]),
  );
});

const sources = readdirSync("packages", { recursive: true, encoding: "utf8" })
  .filter((path) => /^[a-z]+\/src\/.*\.tsx?$/.test(path))
  .map((path) => readFileSync(`packages/${path}`, "utf8"));

test("every message is used somewhere", () => {
  const all = sources.join("\n");
  const used = (key: string) =>
    all.includes(`"${key}"`) ||
    all.includes(`\`${key.replace(/\.[^.]+$/, ".$")}`);
  expect(Message.keys.filter((key) => !used(key))).toEqual([]);
});

test("every metric has a Chinese name and definition", () => {
  for (const name of MetricBoard.names) {
    const definition = MetricBoard.definitions[name];
    const words = MetricWords.of(name, "zh", definition);
    expect(words.name).toMatch(/\p{Script=Han}/u);
    expect(words.text).toMatch(/\p{Script=Han}/u);
    expect(MetricWords.of(name, "en", definition)).toBe(definition);
  }
});

// Reasons stand in the code as the argument of none(…) or as the value of why.
const reasons = sources
  .flatMap((text) => [
    ...text.matchAll(/\b(?:none\(|why:)\s*(?:"((?:[^"\\]|\\.)+)"|`([^`]+)`)/g),
  ])
  .map(
    ([, plain, template]) =>
      plain ?? template.replace(/\$\{[^`]*?\}(?!\))/g, "7"),
  )
  .filter((reason) => /^[A-Z].*[.]$/s.test(reason));

test("every reason that code gives for a missing figure is worded in Chinese", () => {
  expect(reasons.length).toBeGreaterThan(25);
  expect(reasons.filter((reason) => Why.chinese(reason) === null)).toEqual([]);
});

test("what a reason names stands in its Chinese wording", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{3,12}$/), (role) => {
      expect(Why.text(`No column has the role ${role}.`, "zh")).toContain(role);
    }),
  );
});
