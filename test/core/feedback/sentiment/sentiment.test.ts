import { Sentiment } from "@mainstay/core/feedback/sentiment/sentiment";
import { MoodOdds } from "@mainstay/core/feedback/sentiment/mood-odds";
import { Graph } from "@mainstay/training/onnx/graph";
import fc from "fast-check";
import { expect, test } from "vitest";

const json = (value: unknown) =>
  new TextEncoder().encode(JSON.stringify(value));

test.each([
  ["Excellent support, very helpful.", "positive"],
  ["Terrible outage, we are angry and disappointed.", "negative"],
  ["The invoice is attached.", "mixed"],
  ["客服很热情，解决得很快，非常满意", "positive"],
  ["接口频繁报错，太差了，很失望", "negative"],
  ["Support never replied to us", "negative"],
  ["总是超时，客服也不回复，很失望", "negative"],
  ["It works, but it is far too slow", "negative"],
  ["There were no problems and nobody complained", "positive"],
  ["今天下雨", "mixed"],
  ["", "mixed"],
])("before there is a model, %j sounds %s", async (text, label) => {
  const [said] = await Sentiment.words.classify([text]);
  expect(said).toMatchObject({ label, model: "words" });
});

test.each([
  ["good", "not good"],
  ["满意", "不满意"],
  ["好", "没有很好"],
])("%j negated turns to its other side", async (plain, negated) => {
  const [up, down] = await Sentiment.words.classify([plain, negated]);
  expect(up.score).toBeGreaterThan(0);
  expect(down.score).toBeLessThan(0);
  expect(down.score!).toBeGreaterThan(-up.score!);
});

test("a negator's clause ends with it", async () => {
  const [said] = await Sentiment.words.classify(["not today, good work"]);
  expect(said.score).toBeGreaterThan(0);
});

test("what the words of the list contribute adds up to the log-odds", async () => {
  const [said] = await Sentiment.words.classify(
    ["Great docs, but slow and unreliable support; terrible invoices"],
    { words: 100 },
  );
  const sum = said.words.reduce((total, one) => total + one.contribution, 0);
  const { negative, positive } = said.probabilities;
  const logit = (p: number) => Math.log(p / (1 - p));
  expect(sum).toBeCloseTo((logit(positive) - logit(negative)) / 2, 9);
});

test("three probabilities add up to one, the label has the largest, and the score is positive less negative", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.constantFrom(
          "good ",
          "bad ",
          "never replied ",
          "很失望",
          "满意，",
          "but ",
        ),
      ),
      async (pieces) => {
        const [{ label, score, probabilities, probability }] =
          await Sentiment.words.classify([pieces.join("")]);
        const list = Object.values(probabilities);
        expect(list.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
        expect(Math.min(...list)).toBeGreaterThanOrEqual(0);
        expect(probabilities[label]).toBe(Math.max(...list));
        expect(probability).toBe(probabilities[label]);
        expect(score).toBe(probabilities.positive - probabilities.negative);
      },
    ),
  );
});

test("evidence of both kinds strengthens, and strong evidence of opposite kinds is mixed", () => {
  const odds = { model: 1, words: 3, offset: 0 };
  const mood = (evidence: number, words: number) =>
    MoodOdds.mood(odds, { evidence, words });
  expect(mood(2, 0.8).score).toBeGreaterThan(mood(0, 0.8).score);
  expect(mood(2.4, -0.8).label).toBe("mixed");
  expect(mood(-2.4, 0.8).label).toBe("mixed");
  expect(mood(8, -0.8).label).toBe("positive");
});

// A bag of words: two logits, the sum of its words' valences and its opposite.
function bag() {
  const g = new Graph();
  const text = g.input("text", "string", ["n"]);
  const [words] = g.node(
    "Tokenizer",
    [text],
    [{ type: "string", shape: ["n", "words"] }],
    {
      mark: 0,
      mincharnum: 1,
      pad_value: "#",
      separators: { strings: [" "] },
    },
    "com.microsoft",
  );
  const [valence] = g.node(
    "LabelEncoder",
    [words],
    [{ type: "float", shape: ["n", "words"] }],
    {
      keys_strings: { strings: ["good", "bad"] },
      values_floats: { floats: [2, -3] },
      default_float: { float: 0 },
    },
    "ai.onnx.ml",
  );
  const sum = g.ReduceSum(valence, [1], true);
  g.output("logits", g.Concat([g.Neg(sum), sum], 1));
  return g.model();
}
const manifest = {
  input: "text",
  output: "logits",
  labels: ["down", "up"],
  positive: "up",
};
const softmax = (z: number) => 1 / (1 + Math.exp(-2 * z));

test("an owner's classifier serves, and words weigh what the score loses without them", async () => {
  const owner = await Sentiment.open({
    "model.onnx": bag(),
    "manifest.json": json(manifest),
  });
  const [good, bad] = await owner.classify(["good bad x", "a bad day"]);
  await owner.close();
  const score = (z: number) => 2 * softmax(z) - 1;
  expect(good).toMatchObject({ label: "down", model: "owner" });
  expect(good.score).toBeCloseTo(score(-1), 6);
  expect(good.probability).toBeCloseTo(1 - softmax(-1), 6);
  expect(good.words.map((one) => one.text)).toEqual(["bad", "good"]);
  expect(good.words[0].contribution).toBeCloseTo(score(-1) - score(2), 6);
  expect(good.words[1].contribution).toBeCloseTo(score(-1) - score(-3), 6);
  expect(bad.words.map((one) => one.text)).toEqual(["bad"]);
});

test("a manifest that names no input of the model is refused by name", async () => {
  const files = {
    "model.onnx": bag(),
    "manifest.json": json({ ...manifest, input: "texts" }),
  };
  await expect(Sentiment.open(files)).rejects.toMatchObject({
    code: "model.manifest",
    message: 'The manifest names the input "texts"; the model has text',
  });
});

test("an output of another width than the labels is refused", async () => {
  const owner = await Sentiment.open({
    "model.onnx": bag(),
    "manifest.json": json({ ...manifest, labels: ["a", "b", "up"] }),
  });
  await expect(owner.classify(["good"])).rejects.toMatchObject({
    code: "model.manifest",
  });
  await owner.close();
});

test("files without a model are refused", async () => {
  await expect(Sentiment.open({})).rejects.toMatchObject({
    code: "model.files",
  });
});
