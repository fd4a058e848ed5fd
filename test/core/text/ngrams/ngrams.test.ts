import { BucketCounts } from "@mainstay/core/text/ngrams/bucket-counts";
import { Ngrams } from "@mainstay/core/text/ngrams/ngrams";
import { murmur3 } from "@mainstay/core/text/ngrams/murmur3";
import { WritingSystem } from "@mainstay/core/text/ngrams/writing-system";
import { DrivingWords } from "@mainstay/core/text/ngrams/driving-words";
import fc from "fast-check";
import { expect, test } from "vitest";

const hash = (text: string) => {
  const bytes = new TextEncoder().encode(text);
  return murmur3(bytes, 0, bytes.length);
};

test.each([
  // Appleby's reference, seed 0.
  ["", 0],
  ["test", 0xba6bd213],
  ["Hello, world!", 0xc0363e43],
  ["The quick brown fox jumps over the lazy dog", 0x2e4ff723],
  ["c不", 1329637802],
  ["c不好", 984272739],
  ["wnot", 2101116453],
  ["wgood_NEG", 801995108],
  ["w<s> the", 3022213068],
  ["b th", 2354526410],
  ["bthe ", 1491755339],
])("murmur3 of %j is the published value", (text, value) => {
  expect(hash(text)).toBe(value);
});

function pieces(text: string, script: "han" | "latin") {
  const { size, block, hash } = Ngrams.reader()(text, script);
  return Array.from(
    { length: size },
    (_, i) => `${block[i]} ${hash[i]}`,
  ).sort();
}
const expected = (block: number, texts: string[]) =>
  texts.map((text) => `${block} ${hash(text)}`);

test("Chinese is read by every run of one to three characters, white space run together", () => {
  expect(pieces("不  好😀A", "han")).toEqual(
    expected(0, [
      ...["c不", "c ", "c好", "c😀", "ca"],
      ...["c不 ", "c 好", "c好😀", "c😀a"],
      ...["c不 好", "c 好😀", "c好😀a"],
    ]).sort(),
  );
});

test("English is read by words, pairs, what a negator reaches, and windows of its words", () => {
  expect(pieces("Not so, ok", "latin")).toEqual(
    [
      ...expected(0, ["wnot", "wso", "w,", "wok"]),
      ...expected(0, ["w<s> not", "wnot so", "wso ,", "w, ok", "wok </s>"]),
      ...expected(0, ["wso_NEG"]),
      ...expected(1, ["b n", "bno", "bot", "bt ", "b no", "bnot", "bot "]),
      ...expected(1, ["b not", "bnot ", "b not "]),
      ...expected(1, ["b s", "bso", "bo,", "b, ", "b so", "bso,", "bo, "]),
      ...expected(1, ["b so,", "bso, ", "b so, "]),
      ...expected(1, ["b o", "bok", "bk ", "b ok", "bok ", "b ok ", "b ok "]),
    ].sort(),
  );
});

test("a negator reaches four words and no further", () => {
  const all = pieces("never a b c d e", "latin");
  const has = (text: string) => all.includes(`0 ${hash(text)}`);
  expect(["a", "b", "c", "d", "e"].map((word) => has(`w${word}_NEG`))).toEqual([
    true,
    true,
    true,
    true,
    false,
  ]);
});

const text = fc.string({ unit: "grapheme", maxLength: 60 });
const script = fc.constantFrom("han" as const, "latin" as const);

test("what a text is read as does not depend on the texts read before", () => {
  const shared = BucketCounts.counter();
  fc.assert(
    fc.property(text, script, (text, script) => {
      const own = BucketCounts.counter()(text, script, 18);
      const again = shared(text, script, 18);
      const seen = ({ size, bucket, count }: typeof own) => [
        bucket.slice(0, size),
        count.slice(0, size),
      ];
      expect(seen(again)).toEqual(seen(own));
    }),
  );
});

test("counts of a text add up to the pieces it has, in ascending order", () => {
  fc.assert(
    fc.property(text, script, (text, script) => {
      const { size, bucket, count } = BucketCounts.counter()(text, script, 16);
      const sum = count.subarray(0, size).reduce((a, b) => a + b, 0);
      expect(sum).toBe(Ngrams.reader()(text, script).size);
      for (let i = 1; i < size; i++)
        expect(bucket[i]).toBeGreaterThan(bucket[i - 1]);
    }),
  );
});

test("spans of pieces lie within the text they are read from", () => {
  fc.assert(
    fc.property(text, script, (text, script) => {
      const grams = Ngrams.reader()(text, script);
      const length = Array.from(grams.text).length;
      for (let i = 0; i < grams.size; i++) {
        expect(grams.from[i]).toBeGreaterThanOrEqual(0);
        expect(grams.to[i]).toBeGreaterThanOrEqual(grams.from[i]);
        expect(grams.to[i]).toBeLessThanOrEqual(length);
      }
    }),
  );
});

test("a text is of the script that says more of it", () => {
  expect(WritingSystem.detect("API 报错了")).toBe("han");
  expect(WritingSystem.detect("The 客服 never answers my tickets")).toBe(
    "latin",
  );
  expect(WritingSystem.detect("12:30 !!")).toBe("latin");
});

test("words share out all that their characters weigh", () => {
  const letters = fc.stringMatching(/^[a-z]{1,6}( [a-z]{1,6}){0,6}$/);
  fc.assert(
    fc.property(letters, (text) => {
      const weight = Array.from(text, (c, i) => (c === " " ? 0 : i + 1));
      const sum = DrivingWords.gather(text, "latin", weight).reduce(
        (total, { contribution }) => total + contribution,
        0,
      );
      expect(sum).toBe(weight.reduce((a, b) => a + b, 0));
    }),
  );
});
