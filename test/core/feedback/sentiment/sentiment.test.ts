import { Sentiment } from "@mainstay/core/feedback/sentiment/sentiment";
import { Graph } from "@mainstay/training/onnx/graph";
import { expect, test } from "vitest";

const json = (value: unknown) =>
  new TextEncoder().encode(JSON.stringify(value));

test.each([
  ["Excellent support, very helpful.", "positive"],
  ["Terrible outage, we are angry and disappointed.", "negative"],
  ["The invoice is attached.", "neutral"],
  ["客服很热情，解决得很快，非常满意", "positive"],
  ["接口频繁报错，太差了，很失望", "negative"],
  ["今天下雨", "neutral"],
  ["", "neutral"],
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

test("the score of the word list is the sum of what its words contribute", async () => {
  const [said] = await Sentiment.words.classify(
    ["Great docs, but slow and unreliable support; terrible invoices"],
    { words: 100 },
  );
  const sum = said.words.reduce((total, one) => total + one.contribution, 0);
  expect(sum).toBeCloseTo(said.score!, 12);
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
