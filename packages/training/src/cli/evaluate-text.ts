// evaluate-text: comments of any file classified by folds, or by a model of another file; data row i is tested in fold i mod k
import { Failure } from "@mainstay/core/base/error";
import {
  decide,
  NgramModel,
} from "@mainstay/core/feedback/sentiment/ngram-model";
import { Evaluate } from "../judge/evaluate";
import { sigmoid } from "@mainstay/core/stats/log-odds";
import { judge } from "../text/text-quality";
import { TextModel } from "../text/text-model";
import { LabelledTexts } from "../text/labelled-texts";

export type Options = LabelledTexts.Options & {
  file: string;
  trainFile?: string;
  folds: number;
  fold?: number; // that one alone
  seed: number;
  progress?: (share: number, stage: string) => void;
};

export type Result = {
  rows: number; // with a label, of the file
  tested: number;
  classes: number;
  labels: string[];
  // Over all rows tested, pooled.
  accuracy: number;
  macroF1: number;
  auc?: number; // of two classes, for the second
  fitSeconds: number; // of processor time a fit, reading of texts included
};

export async function trial(options: Options): Promise<Result> {
  const { file, trainFile, folds, fold, seed, progress = () => {} } = options;
  const test = await LabelledTexts.read(file, options);
  const train = trainFile ? await LabelledTexts.read(trainFile, options) : null;
  const known = (labels: (string | null)[]) => labels.filter((x) => x !== null);
  const names = [
    ...new Set([...known(test.labels), ...known(train?.labels ?? [])]),
  ].sort();
  if (names.length < 2)
    throw new Failure(
      "text.classes",
      `Expected labels of two classes or more in "${options.label}", got ${names.join(", ") || "none"}`,
    );
  if (fold !== undefined && !(fold >= 0 && fold < folds))
    throw new Failure(
      "text.fold",
      `Expected a fold from 0 to ${folds - 1}, got ${fold}`,
    );
  const label = test.labels.map((name) =>
    name === null ? -1 : names.indexOf(name),
  );
  const all = label.flatMap((c, i) => (c < 0 ? [] : [i]));
  const turns = train
    ? [
        {
          texts: train.texts,
          label: train.labels.map((name) =>
            name === null ? -1 : names.indexOf(name),
          ),
          tested: all,
        },
      ]
    : Array.from({ length: folds }, (_, k) => k)
        .filter((k) => fold === undefined || k === fold)
        .map((k) => ({
          texts: test.texts,
          label: label.map((c, i) => (i % folds === k ? -1 : c)),
          tested: all.filter((i) => i % folds === k),
        }));
  const [truth, said, probability]: number[][] = [[], [], []];
  let seconds = 0;
  for (const [k, turn] of turns.entries()) {
    progress(k / turns.length, `fit ${k + 1} of ${turns.length}`);
    const rows = turn.label.flatMap((c, i) => (c < 0 ? [] : [i]));
    const started = process.cpuUsage();
    const fitted = TextModel.fit(
      {
        texts: rows.map((i) => turn.texts[i]),
        label: rows.map((i) => turn.label[i]),
        classes: names.length,
      },
      { seed },
    );
    const { user, system } = process.cpuUsage(started);
    seconds += (user + system) / 1e6;
    // The exported bytes are judged, since they would serve.
    const { judge: margins, close } = await NgramModel.open(fitted.onnx, {
      version: "",
      classes: names.map((name) => ({ name, rows: 0 })),
      languages: fitted.languages,
      polarity: null,
    });
    const { margin, logit } = await margins(
      turn.tested.map((i) => test.texts[i]),
    );
    await close();
    turn.tested.forEach((row, i) => {
      const span = [i * fitted.margins, (i + 1) * fitted.margins];
      truth.push(label[row]);
      said.push(
        decide(margin.subarray(...span), logit.subarray(...span)).label,
      );
      probability.push(sigmoid(logit[span[0]]));
    });
  }
  const both = new Set(truth).size === 2;
  return {
    rows: all.length,
    tested: truth.length,
    classes: names.length,
    labels: names,
    ...judge(truth, said, names.length),
    ...(names.length === 2 &&
      both && { auc: Evaluate.auc(truth, probability) }),
    fitSeconds: seconds / turns.length,
  };
}

export * as EvaluateText from "./evaluate-text";
