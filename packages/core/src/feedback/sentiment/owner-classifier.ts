// owner-classifier: a text classifier that an owner brings as ONNX with a manifest
import { Failure } from "../../base/error";
import { InferenceSession, Tensor } from "../../model/runtime";
import type { Classifier } from "./classifier";
import { options } from "./ngram-model";
import type { ClassifierManifest } from "./classifier-manifest";
import { WritingSystem } from "../../text/ngrams/writing-system";
import { DrivingWords } from "../../text/ngrams/driving-words";

// The contribution of a word costs one run without it, so later words have none.
const maxExplainedWords = 64;

export async function open(
  model: Uint8Array,
  manifest: ClassifierManifest.Info,
): Promise<Classifier> {
  const { input, output, labels, positive } = manifest;
  const session = await InferenceSession.create(model, options);
  for (const [name, names, what] of [
    [input, session.inputNames, "input"],
    [output, session.outputNames, "output"],
  ] as const)
    if (!names.includes(name))
      throw new Failure(
        "model.manifest",
        `The manifest names the ${what} "${name}"; the model has ${names.join(", ")}`,
      );
  const negative =
    manifest.negative ??
    (labels.length === 2 ? labels.find((one) => one !== positive) : undefined);
  let wantsColumn = false; // whether the input is [n, 1]

  async function run(texts: string[]): Promise<Float32Array> {
    const shape = wantsColumn ? [texts.length, 1] : [texts.length];
    const feeds = { [input]: new Tensor("string", texts, shape) };
    const result = await session.run(feeds, [output]).catch((error) => {
      if (wantsColumn || !/rank|dimension/i.test(String(error))) throw error;
      wantsColumn = true;
    });
    if (!result) return run(texts);
    const { data } = result[output];
    if (data.length === texts.length * labels.length)
      return Float32Array.from(data as Float32Array);
    throw new Failure(
      "model.manifest",
      `Expected ${labels.length} numbers a text (${labels.join(", ")}) from "${output}", got ${data.length / texts.length}`,
    );
  }

  const rowsOf = async (texts: string[]) => {
    const data = texts.length ? await run(texts) : new Float32Array(0);
    return texts.map((_, i) =>
      shares(data.subarray(i * labels.length, (i + 1) * labels.length)),
    );
  };

  function scoreOf(p: number[]): number | null {
    if (positive === undefined) return null;
    const down = negative === undefined ? 0 : p[labels.indexOf(negative)];
    return p[labels.indexOf(positive)] - down;
  }

  async function wordsOf(text: string, p: number[], label: number) {
    const spans = DrivingWords.spans(text, WritingSystem.detect(text)).slice(
      0,
      maxExplainedWords,
    );
    const without = spans.map(
      ({ from, to }) => text.slice(0, from) + text.slice(to),
    );
    const outputOf = (q: number[]) => scoreOf(q) ?? q[label];
    const reduced = await rowsOf(without);
    return spans.map(({ text }, k) => ({
      text,
      contribution: outputOf(p) - outputOf(reduced[k]),
    }));
  }

  return {
    model: "owner",
    labels,
    async classify(texts, { words = 5 } = {}) {
      const rows = await rowsOf(texts);
      const all = rows.map(async (p, i) => {
        const label = p.indexOf(Math.max(...p));
        const named = words > 0 ? await wordsOf(texts[i], p, label) : [];
        return {
          label: labels[label],
          probability: p[label],
          probabilities: Object.fromEntries(
            labels.map((name, k) => [name, p[k]]),
          ),
          score: scoreOf(p),
          words: DrivingWords.largest(named, words),
          model: "owner",
        };
      });
      return Promise.all(all);
    },
    close: () => session.release(),
  };
}

// Probabilities stay as they are; other outputs count as logits and go through softmax.
function shares(row: Float32Array): number[] {
  const values = Array.from(row);
  const sum = values.reduce((a, b) => a + b, 0);
  if (values.every((p) => p >= 0) && Math.abs(sum - 1) < 1e-3)
    return values.map((p) => p / sum);
  const most = Math.max(...values);
  const powers = values.map((z) => Math.exp(z - most));
  const total = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / total);
}

export * as OwnerClassifier from "./owner-classifier";
