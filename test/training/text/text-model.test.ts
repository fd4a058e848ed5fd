import { Sentiment } from "@mainstay/core/feedback/sentiment/sentiment";
import { Lexicon } from "@mainstay/core/feedback/sentiment/lexicon";
import { NgramModel as Served } from "@mainstay/core/feedback/sentiment/ngram-model";
import { random } from "@mainstay/core/base/random";
import { ofRating } from "@mainstay/training/text/comment-labels";
import { fitFeedback } from "@mainstay/training/text/fit-comments";
import { auc, judge } from "@mainstay/training/text/text-quality";
import { LinearClassifier } from "@mainstay/training/text/linear-classifier";
import { BucketMatrix } from "@mainstay/training/text/bucket-matrix";
import { model as graph } from "@mainstay/training/text/text-graph";
import { TextModel } from "@mainstay/training/text/text-model";
import { PlattScaling } from "@mainstay/training/text/platt-scaling";
import { margin, svm } from "@mainstay/training/text/svm";
import { scale, weigh } from "@mainstay/training/text/bucket-weights";
import { expect, test } from "vitest";

const createdAt = new Date("2026-11-23T00:00:00Z");

// Comments whose words lean to one class, with filler that leans to none.
function corpus(rows: number, seed: number, banks: string[][], joint: string) {
  const { integer, uniform } = random(seed);
  const filler = banks.flat().map((word) => word.split("").reverse().join(""));
  const label = Int32Array.from({ length: rows }, () => integer(banks.length));
  const texts = Array.from(label, (c) => {
    const words = Array.from({ length: 6 }, () => {
      const bank = uniform() < 0.8 ? banks[c] : banks[integer(banks.length)];
      return uniform() < 0.5
        ? bank[integer(bank.length)]
        : filler[integer(filler.length)];
    });
    return words.join(joint);
  });
  return { texts, label };
}
const english = [
  ["slow", "broken", "angry", "late", "refund", "crash"],
  ["fast", "solid", "lovely", "early", "thanks", "stable"],
];
const chinese = [
  ["太慢", "报错", "失望", "退款", "崩溃", "糟糕"],
  ["很快", "稳定", "喜欢", "感谢", "顺利", "专业"],
];

test("weights are those of the formula", () => {
  const matrix = BucketMatrix.count(["ab", "ab", "b", "a"], "han", 21);
  const u = weigh(matrix, [0, 1, 2, 3], [1, 1, 0, 0]);
  // "ab" is in both positives alone; "a" in three texts, two of them positive; so is "b".
  const formula = (p: number, n: number) =>
    (Math.log(5 / (1 + p + n)) + 1) *
    (Math.abs(Math.log((p + 1) / 4) - Math.log((n + 1) / 4)) + 0.5);
  const expected = [formula(2, 1), formula(2, 1), formula(2, 0)];
  expect(Array.from(u).map((v) => v.toFixed(5))).toEqual(
    expected.map((v) => v.toFixed(5)),
  );
});

test("rows are as long as the share of their blocks that holds anything", () => {
  const { texts, label } = corpus(50, 1, english, " ");
  const matrix = BucketMatrix.count(texts, "latin", 18);
  const rows = texts.map((_, i) => i);
  const x = scale(matrix, weigh(matrix, rows, label));
  for (const row of rows) {
    const entries = x.subarray(matrix.first[row], matrix.first[row + 1]);
    const square = entries.reduce((sum, value) => sum + value * value, 0);
    expect(square).toBeCloseTo(1, 5);
  }
});

test("the plane is the optimum: no step along any weight lowers the primal loss", () => {
  const { texts, label } = corpus(120, 2, english, " ");
  const matrix = BucketMatrix.count(texts, "latin", 18);
  const rows = Int32Array.from(texts, (_, i) => i);
  const x = scale(matrix, weigh(matrix, rows, label));
  const plane = svm(matrix, x, rows, label, {
    seed: 7,
    tolerance: 1e-4,
  });
  // ½‖w‖² + ½b² + C Σ max(0, 1 − y f)², C = ½
  const loss = (w: Float32Array, bias: number) => {
    let sum = bias ** 2 / 2;
    for (const one of w) sum += one ** 2 / 2;
    for (const row of rows) {
      const y = label[row] ? 1 : -1;
      const f = margin(matrix, x, { w, bias }, row);
      sum += 0.5 * Math.max(0, 1 - y * f) ** 2;
    }
    return sum;
  };
  const best = loss(plane.w, plane.bias);
  const h = 1e-4;
  const slopes = Array.from({ length: 20 }, (_, c) => {
    const up = plane.w.with(c, plane.w[c] + h);
    const down = plane.w.with(c, plane.w[c] - h);
    return (loss(up, plane.bias) - loss(down, plane.bias)) / (2 * h);
  });
  for (const slope of slopes) expect(Math.abs(slope)).toBeLessThan(1e-3 * best);
});

test("Platt's curve has the mean of its targets and no slope left", () => {
  const { normal } = random(3);
  const label = Array.from({ length: 400 }, (_, i) => i % 2);
  const margins = label.map((y) => y - 0.3 + normal());
  const curve = PlattScaling.fit(margins, label);
  const targets = label.map((y) => (y ? 201 / 202 : 1 / 202));
  let [gap, moment] = [0, 0];
  margins.forEach((m, i) => {
    const error = PlattScaling.probability(curve, m) - targets[i];
    gap += error;
    moment += error * m;
  });
  expect(Math.abs(gap)).toBeLessThan(1e-5);
  expect(Math.abs(moment)).toBeLessThan(1e-5);
});

test("accuracy, F1 and AUC are those of the confusion matrix and of all pairs", () => {
  const truth = [0, 0, 1, 1, 1, 2];
  const said = [0, 1, 1, 1, 2, 2];
  const { accuracy, macroF1 } = judge(truth, said, 4);
  expect(accuracy).toBeCloseTo(4 / 6, 12);
  expect(macroF1).toBeCloseTo((2 / 3 + 4 / 6 + 2 / 3) / 3, 12);
  const y = Uint8Array.of(0, 1, 0, 1);
  const p = Float64Array.of(0.1, 0.4, 0.4, 0.8);
  const order = Uint32Array.of(0, 1, 2, 3);
  expect(auc({ y, p, order })).toBe(3.5 / 4);
  expect(auc({ y, p, order }, [1, 0, 1, 2])).toBe(1);
});

test.each([
  ["latin", english, " "],
  ["han", chinese, ""],
] as const)(
  "the exported %s model agrees with the trained one within its bytes",
  async (script, banks, joint) => {
    const { texts, label } = corpus(600, 5, banks, joint);
    const fold = texts.map((_, i) => i % 4);
    const bits = 16;
    const part = LinearClassifier.fit(
      { texts, label, classes: 2, fold },
      { script, bits, seed: 1 },
    );
    const x = scale(part.matrix, part.u);
    const own = texts.map((_, i) => margin(part.matrix, x, part.planes[0], i));
    const served = await Served.open(graph([part]), {
      version: "v",
      classes: [
        { name: "no", rows: 0 },
        { name: "yes", rows: 0 },
      ],
      languages: [{ script, rows: 600, bits, offset: 0 }],
      polarity: null,
    });
    const found = await served.judge(texts);
    await served.close();
    const gaps = own.map((m, i) => Math.abs(m - found.margin[i]));
    expect(Math.max(...gaps)).toBeLessThan(0.03);
    const { slope, offset } = part.planes[0].platt;
    found.logit.forEach((z, i) =>
      expect(z).toBeCloseTo(slope * found.margin[i] + offset, 4),
    );
  },
);

test("the words of a Chinese comment share out its whole margin", async () => {
  const { texts, label } = corpus(400, 6, chinese, "");
  const { files, card } = fitFeedback({
    texts,
    labels: Array.from(label, (c) => (c ? "positive" : "negative")),
    seed: 1,
    createdAt,
  });
  const served = await Served.open(files["model.onnx"], card);
  const said = await served.classify(texts.slice(0, 40), { words: 1000 });
  const { margin } = await served.judge([...texts.slice(0, 40), "龘"]);
  await served.close();
  said.forEach(({ words }, i) => {
    const sum = words.reduce((total, one) => total + one.contribution, 0);
    expect(sum).toBeCloseTo(margin[i] - margin[40], 4);
  });
});

test("one model serves both scripts of a mixed file, each by its own words", async () => {
  const en = corpus(400, 8, english, " ");
  const zh = corpus(100, 9, chinese, "");
  const labels = [...en.label, ...zh.label].map((c) =>
    c ? "positive" : "negative",
  );
  const texts = [...en.texts, ...zh.texts];
  const fitted = fitFeedback({ texts, labels, seed: 1, createdAt });
  const { card, files } = fitted;
  expect(card.languages.map(({ script, rows }) => [script, rows])).toEqual([
    ["latin", 400],
    ["han", 100],
  ]);
  expect(card.bytes).toBe(files["model.onnx"].length);
  expect(card.bytes).toBeLessThan(10e6);
  expect(card.earned).toBe(true);
  const served = await Sentiment.open(files);
  const [good, bad, gut, schlecht] = await served.classify([
    "fast and stable, thanks",
    "slow, broken, crash",
    "很快，专业，感谢",
    "报错，太慢，糟糕",
  ]);
  await served.close();
  expect([good, bad, gut, schlecht].map(({ label }) => label)).toEqual([
    "positive",
    "negative",
    "positive",
    "negative",
  ]);
  for (const { score, probabilities, model } of [good, bad, gut]) {
    const { positive, negative } = probabilities;
    expect(score).toBeCloseTo(positive - negative, 12);
    expect(model).toBe(card.version);
  }
  expect(good.words[0].contribution).toBeGreaterThan(0);
  expect(schlecht.words[0].contribution).toBeLessThan(0);
});

test("a handful of comments in another script is read with the words of the many", () => {
  const en = corpus(400, 8, english, " ");
  const zh = corpus(10, 9, chinese, "");
  const { languages } = TextModel.fit(
    {
      texts: [...en.texts, ...zh.texts],
      label: [...en.label, ...zh.label],
      classes: 2,
    },
    { seed: 1 },
  );
  expect(languages.map(({ script, rows }) => [script, rows])).toEqual([
    ["latin", 410],
  ]);
});

test("categories are told apart, with probabilities that add up to one", async () => {
  const banks = [...english, ["invoice", "price", "costly", "bill"]];
  const names = ["bugs", "praise", "price"];
  const { texts, label } = corpus(500, 10, banks, " ");
  const labels = Array.from(label, (c) => names[c]);
  const { files, card } = fitFeedback({ texts, labels, seed: 1, createdAt });
  expect(card.polarity).toBeNull();
  expect(card.metrics.auc).toBeNull();
  expect(card.metrics.accuracy.value).toBeGreaterThan(
    card.metrics.majority.accuracy + 0.3,
  );
  const served = await Sentiment.open(files);
  const said = await served.classify(["the costly invoice", "crash, refund"]);
  await served.close();
  expect(said.map(({ label, score }) => [label, score])).toEqual([
    ["price", null],
    ["bugs", null],
  ]);
  expect(said[0].words.map(({ text }) => text)).toContain("invoice");
});

test("a model of twelve categories in two scripts stays under 10 MB", () => {
  const letters = Array.from("abcdefghijkl");
  const en = letters.map((c) => [c.repeat(3), c.repeat(4)]);
  const han = Array.from("天地玄黄宇宙洪荒日月盈昃").map((c) => [c + c]);
  const one = corpus(300, 11, en, " ");
  const other = corpus(300, 12, han, "");
  const { onnx, languages } = TextModel.fit(
    {
      texts: [...one.texts, ...other.texts],
      label: [...one.label, ...other.label],
      classes: 12,
    },
    { seed: 1 },
  );
  expect(languages).toHaveLength(2);
  expect(onnx.length).toBeLessThan(10e6);
});

test("equal comments and seed give equal bytes", () => {
  const { texts, label } = corpus(200, 13, english, " ");
  const labels = Array.from(label, (c) => (c ? "positive" : "negative"));
  const fit = () => fitFeedback({ texts, labels, seed: 3, createdAt }).files;
  const [one, other] = [fit(), fit()];
  for (const name of ["model.onnx", "card.json"])
    expect(Buffer.compare(one[name], other[name])).toBe(0);
});

test("copies of a comment do not make the figures better than chance", () => {
  const { integer } = random(14);
  const words = Array.from({ length: 60 }, (_, i) => `w${i}x`);
  const distinct = Array.from({ length: 60 }, (_, i) => words[i]);
  const luck = distinct.map(() => (integer(2) ? "positive" : "negative"));
  const { card } = fitFeedback({
    texts: [...distinct, ...distinct, ...distinct, ...distinct],
    labels: [...luck, ...luck, ...luck, ...luck],
    seed: 1,
    createdAt,
  });
  expect(card.metrics.accuracy.value).toBeLessThan(0.7);
});

test("a model that tells no more than the word list does not earn its place", () => {
  const of = (side: number) =>
    Array.from(Lexicon.latin)
      .filter(([word, valence]) => valence * side >= 2 && /^[a-z]+$/.test(word))
      .map(([word]) => word)
      .filter((word, k, all) => word.slice(0, 4) !== all[k - 1]?.slice(0, 4))
      .slice(0, 60);
  const [bad, good] = [of(-1), of(1)];
  const { card } = fitFeedback({
    texts: [...bad, ...good],
    labels: [...bad.map(() => "negative"), ...good.map(() => "positive")],
    ...{ seed: 1, createdAt },
  });
  expect(card.againstWords!.words).toBeLessThan(0.3);
  expect(card.againstWords!.gain.value).toBeLessThan(0.01);
  expect(card.earned).toBe(false);
});

test("few discontented comments do not make an unknown one contented", async () => {
  const { texts, label } = corpus(400, 16, english, " ");
  const kept = texts.map((_, i) => label[i] === 1 || i % 8 === 0);
  const fitted = fitFeedback({
    texts: texts.filter((_, i) => kept[i]),
    labels: Array.from(label, (c) => (c ? "positive" : "negative")).filter(
      (_, i) => kept[i],
    ),
    ...{ seed: 1, createdAt },
  });
  const served = await Sentiment.open(fitted.files);
  const [unknown, worse] = await served.classify([
    "qwzx vbnm",
    "nobody replied, we are very disappointed",
  ]);
  await served.close();
  expect(unknown.label).toBe("mixed");
  expect(worse.label).toBe("negative");
});

test("too few comments of a class are refused, saying how many there are", () => {
  const texts = Array.from({ length: 30 }, (_, i) => `comment ${i}`);
  const labels = texts.map((_, i) => (i < 5 ? "negative" : "positive"));
  expect(() => fitFeedback({ texts, labels, seed: 1, createdAt })).toThrow(
    'Expected at least 10 comments of each of two classes, got 5 of "negative", 25 of "positive"',
  );
});

test.each([
  [5, 5, "positive"],
  [7, 10, "positive"],
  [3, 5, null],
  [4, 10, "negative"],
  [0, 10, "negative"],
  [11, 10, null],
  [null, 10, null],
])("a rating of %s out of %s is %s", (rating, scale, label) => {
  expect(ofRating(rating, scale)).toBe(label);
});
