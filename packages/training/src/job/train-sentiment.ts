// train-sentiment: from what customers wrote to a version of the model that judges it, where it earned its place
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Manifest } from "@mainstay/core/dataset/manifest";
import type { LearnedFrom } from "@mainstay/core/model/learned-from";
import { Failure } from "@mainstay/core/base/error";
import { Feedback } from "@mainstay/core/feedback/feedback";
import { Parquet } from "@mainstay/core/tabular/parquet";
import { put, serve } from "./publish";
import type { Input, Outcome } from "./training-input";
import { ofRating } from "../text/comment-labels";
import { FitComments } from "../text/fit-comments";
import { FitOdds } from "../text/fit-odds";

export async function train({
  dataset,
  seed,
  now,
  progress,
  ...asked
}: Input): Promise<Outcome> {
  progress(0, "reading");
  const { texts, labels, sources } = await labelled(dataset);
  progress(0.1, "fitting");
  const { files, card } = FitComments.fitFeedback({
    ...{ texts, labels, seed },
    createdAt: now,
  });
  const { version, earned, metrics, againstWords } = card;
  const { accuracy, majority } = metrics;
  if (againstWords && !FitOdds.gains(againstWords))
    throw new Failure(
      "train.refused.words",
      `The model is no better than the word list on distinct held-out comments: log loss ${againstWords.both.toFixed(3)} against ${againstWords.words.toFixed(3)}`,
      409,
    );
  const figures = `accuracy ${accuracy.value.toFixed(3)} on held-out comments against ${majority.accuracy.toFixed(3)} of always saying "${majority.class}"`;
  if (!earned)
    throw new Failure(
      "train.refused.base",
      `The model is no better than not reading the comments: ${figures}`,
      409,
    );
  progress(0.95, "publishing");
  await put(dataset, version, files, sources);
  return serve(dataset, version, figures, { now, ...asked });
}

/** Labels from the definition's label column, or from the ratings of the comments where it names none. */
async function labelled(dataset: string) {
  const definition = await Dataset.get(dataset);
  if (definition.label) return byColumn(dataset, definition);
  const texts: string[] = [];
  const labels: (string | null)[] = [];
  for (const month of await Dataset.periods(dataset))
    for (const { text, rating, scale } of await Feedback.inMonth(
      dataset,
      month,
    )) {
      if (!text) continue;
      texts.push(text);
      labels.push(ofRating(rating, scale));
    }
  const sources: LearnedFrom.Source[] = await Manifest.files(dataset);
  for (const period of await Dataset.periods(dataset))
    sources.push({ upload: Feedback.byHttp, period });
  return { texts, labels, sources };
}

async function byColumn(dataset: string, { label, roles }: Dataset.Info) {
  const rows = new Map<string, string | null>();
  const sources = await Manifest.files(dataset);
  for (const { key } of sources) {
    const { columns, cells } = await Parquet.read(await Manifest.bytes(key));
    const texts = cells[columns.indexOf(roles.text ?? "text")];
    const own = cells[columns.indexOf(label!.column)];
    texts?.forEach((text, row) => text && rows.set(text, own?.[row] ?? null));
  }
  return { texts: [...rows.keys()], labels: [...rows.values()], sources };
}

export * as TrainSentiment from "./train-sentiment";
