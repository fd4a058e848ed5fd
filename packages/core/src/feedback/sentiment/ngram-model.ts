// ngram-model: serves a trained model of comments: it counts n-grams, and ONNX Runtime weighs them
import { InferenceSession, Tensor } from "../../model/runtime";
import { PromiseCache } from "../../base/promise-cache";
import { sigmoid } from "../../stats/log-odds";
import type { Classifier } from "./classifier";
import type { SentimentCard } from "./sentiment-card";
import { counter, place } from "../../text/ngrams/bucket-counts";
import { familiarity } from "./mood-odds";
import { blocks as blocksOf, reader } from "../../text/ngrams/ngrams";
import { WritingSystem } from "../../text/ngrams/writing-system";
import { DrivingWords } from "../../text/ngrams/driving-words";

export const options: InferenceSession.SessionOptions = {
  executionMode: "sequential",
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  logSeverityLevel: 3,
};
// A run pads its texts to the longest of them.
const textsPerRun = 32;

export type Margins = {
  margin: Float32Array; // [texts, margins]
  logit: Float32Array; // [texts, margins] calibrated, but for the bias the margin's sign decides
};

type Run = Margins & {
  length: number;
  share: Float32Array | null; // [texts, blocks, length, margins]
  bucket: BigInt64Array; // [texts, blocks, length]
  count: Float32Array; // [texts, blocks, length] 0 is padding
};

// The part of a card that serving needs.
export type Reading = Pick<
  SentimentCard.Info,
  "version" | "classes" | "languages" | "polarity"
>;

export async function open(model: Uint8Array, card: Reading) {
  const session = await InferenceSession.create(model, options);
  const classes = card.classes.map(({ name }) => name);
  const margins = classes.length === 2 ? 1 : classes.length;
  const blocks = Math.max(
    ...card.languages.map(({ script }) => blocksOf[script]),
  );
  const count = counter();
  const read = reader();

  // A script that the model did not learn is read as its first one.
  function languageOf(text: string) {
    const { languages } = card;
    if (languages.length === 1) return 0;
    const script = WritingSystem.detect(text);
    return Math.max(
      languages.findIndex((language) => language.script === script),
      0,
    );
  }

  async function run(texts: string[], shares: boolean): Promise<Run> {
    const script = BigInt64Array.from(texts, (text) =>
      BigInt(languageOf(text)),
    );
    const counted = texts.map((text, i) => {
      const language = card.languages[Number(script[i])];
      const {
        size,
        bucket,
        count: times,
      } = count(text, language.script, language.bits);
      return {
        language,
        bucket: bucket.slice(0, size),
        times: times.slice(0, size),
      };
    });
    const most = Math.max(1, ...counted.map(({ bucket }) => bucket.length));
    const sizes = new Int32Array(blocks);
    let length = 1;
    if (blocks === 1) length = most;
    else
      for (const { language, bucket } of counted) {
        sizes.fill(0);
        for (const b of bucket) sizes[b >> language.bits]++;
        length = Math.max(length, ...sizes);
      }
    const shape = [texts.length, blocks, length];
    const rows = new BigInt64Array(texts.length * blocks * length);
    const frequency = new Float32Array(rows.length);
    counted.forEach(({ language, bucket, times }, i) => {
      sizes.fill(0);
      for (let k = 0; k < bucket.length; k++) {
        const block = bucket[k] >> language.bits;
        const at = (i * blocks + block) * length + sizes[block]++;
        rows[at] = BigInt(language.offset + bucket[k]);
        frequency[at] = times[k];
      }
    });
    const wanted = ["margin", "logit"];
    if (shares) wanted.push("share");
    const result = await session.run(
      {
        bucket: new Tensor("int64", rows, shape),
        count: new Tensor("float32", frequency, shape),
        script: new Tensor("int64", script, [texts.length]),
      },
      wanted,
    );
    return {
      length,
      bucket: rows,
      count: frequency,
      margin: result.margin.data as Float32Array,
      logit: result.logit.data as Float32Array,
      share: shares ? (result.share.data as Float32Array) : null,
    };
  }

  /** The outputs for all texts, without words. */
  async function judge(texts: readonly string[]): Promise<Margins> {
    const margin = new Float32Array(texts.length * margins);
    const logit = new Float32Array(margin.length);
    for (let from = 0; from < texts.length; from += textsPerRun) {
      const found = await run(texts.slice(from, from + textsPerRun), false);
      margin.set(found.margin, from * margins);
      logit.set(found.logit, from * margins);
    }
    return { margin, logit };
  }

  // An n-gram's share is divided equally among the characters it covers.
  function wordsOf(text: string, i: number, m: number, found: Run) {
    const language = card.languages[languageOf(text)];
    const { length, bucket, share } = found;
    const shares = new Map<number, number>();
    for (let b = 0; b < blocks; b++)
      for (let k = 0; k < length; k++) {
        const at = (i * blocks + b) * length + k;
        const value = share![at * margins + m];
        if (value !== 0)
          shares.set(Number(bucket[at]) - language.offset, value);
      }
    const {
      text: lower,
      size,
      block,
      hash,
      from,
      to,
    } = read(text, language.script);
    const times = new Map<number, number>();
    const at = Int32Array.from({ length: size }, (_, g) =>
      place(block[g], hash[g], language.bits),
    );
    for (const bucket of at) times.set(bucket, (times.get(bucket) ?? 0) + 1);
    const weight = new Float64Array(lower.length);
    for (let g = 0; g < size; g++) {
      const value = shares.get(at[g]);
      if (value === undefined) continue;
      const each = value / times.get(at[g])! / (to[g] - from[g]);
      for (let c = from[g]; c < to[g]; c++) weight[c] += each;
    }
    return DrivingWords.gather(lower, language.script, weight);
  }

  const classifier: Classifier = {
    model: card.version,
    labels: classes,
    async classify(texts, { words = 5 } = {}) {
      const all: Classifier.Info[] = [];
      for (let from = 0; from < texts.length; from += textsPerRun) {
        const some = texts.slice(from, from + textsPerRun);
        const found = await run(some, words > 0);
        some.forEach((text, i) => {
          const span = [i * margins, (i + 1) * margins];
          const said = decide(
            found.margin.subarray(...span),
            found.logit.subarray(...span),
          );
          const named =
            words > 0
              ? wordsOf(text, i, margins === 1 ? 0 : said.label, found)
              : [];
          all.push({
            label: classes[said.label],
            probability: said.probabilities[said.label],
            probabilities: Object.fromEntries(
              classes.map((name, k) => [name, said.probabilities[k]]),
            ),
            score: scoreOf(card, said.probabilities),
            words: DrivingWords.largest(named, words),
            model: card.version,
          });
        });
      }
      return all;
    },
    close: () => session.release(),
  };

  // The margin and logit of a text of which nothing is known, by language.
  const nothing = PromiseCache.create<{ margin: number; logit: number }>({
    max: 2,
  });
  const empty = (language: number) =>
    nothing(String(language), async () => {
      const shape = [1, blocks, 1];
      const { margin, logit } = await session.run(
        {
          bucket: new Tensor("int64", new BigInt64Array(blocks), shape),
          count: new Tensor("float32", new Float32Array(blocks), shape),
          script: new Tensor("int64", [BigInt(language)], [1]),
        },
        ["margin", "logit"],
      );
      return {
        margin: (margin.data as Float32Array)[0],
        logit: (logit.data as Float32Array)[0],
      };
    });

  /** Of two classes: what the words add to the logit, by how familiar they are, and what a margin is worth in it. */
  async function evidence(texts: readonly string[]) {
    const all: { logit: number; slope: number }[] = [];
    for (let from = 0; from < texts.length; from += textsPerRun) {
      const some = texts.slice(from, from + textsPerRun);
      const found = await run(some, true);
      for (const [i, text] of some.entries()) {
        const without = await empty(languageOf(text));
        const known = familiarity(knownShare(found, i));
        const margin = found.margin[i] - without.margin;
        const logit = known * (found.logit[i] - without.logit);
        all.push({ logit, slope: margin === 0 ? 0 : logit / margin });
      }
    }
    return all;
  }

  function knownShare({ count, share, length }: Run, i: number) {
    let [there, known] = [0, 0];
    for (let at = i * blocks * length; at < (i + 1) * blocks * length; at++) {
      if (count[at] === 0) continue;
      there++;
      if (share![at] !== 0) known++;
    }
    return there ? known / there : 0;
  }
  return { ...classifier, judge, evidence };
}

export type NgramModel = Awaited<ReturnType<typeof open>>;

/** The label is that of the largest margin, with two classes by its sign; a probability never contradicts the sign. */
export function decide(margin: ArrayLike<number>, logit: ArrayLike<number>) {
  if (margin.length === 1) {
    const label = margin[0] > 0 ? 1 : 0;
    const p = sigmoid(logit[0]);
    const second = label ? Math.max(p, 0.5) : Math.min(p, 0.5);
    return { label, probabilities: [1 - second, second] };
  }
  const odds = Array.from(logit, sigmoid);
  const sum = odds.reduce((a, b) => a + b, 0);
  let label = 0;
  for (let m = 1; m < margin.length; m++)
    if (margin[m] > margin[label]) label = m;
  return { label, probabilities: odds.map((p) => p / sum) };
}

/** The probability of the positive class less that of the negative one; null without polarity. */
export function scoreOf(
  { polarity, classes }: Pick<SentimentCard.Info, "polarity" | "classes">,
  probabilities: number[],
): number | null {
  if (!polarity) return null;
  const of = (name: string) =>
    probabilities[classes.findIndex((one) => one.name === name)] ?? 0;
  return of(polarity.positive) - of(polarity.negative);
}

export * as NgramModel from "./ngram-model";
