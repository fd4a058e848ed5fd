// sentiment: the classifier that serves a dataset's comments, from the registry or from files
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Bucket } from "../../aws/bucket";
import { Failure } from "../../base/error";
import { PromiseCache } from "../../base/promise-cache";
import { Registry } from "../../model/registry";
import type { Classifier } from "./classifier";
import { SentimentCard } from "./sentiment-card";
import { NgramModel } from "./ngram-model";
import { ClassifierManifest } from "./classifier-manifest";
import { OwnerClassifier } from "./owner-classifier";
import { MoodClassifier } from "./mood-classifier";

export type Files = Partial<
  Record<"model.onnx" | "card.json" | "manifest.json", Uint8Array>
>;

/** The classifier before a model has been trained. */
export const words = MoodClassifier.words;

/** Opens the files of a version or the folder with them. A trained model has a card, an owner's model a manifest. */
export async function open(source: Files | string): Promise<Classifier> {
  const files = typeof source === "string" ? folder(source) : source;
  const model = files["model.onnx"];
  const read = (bytes: Uint8Array) => JSON.parse(Buffer.from(bytes).toString());
  if (model && files["manifest.json"])
    return OwnerClassifier.open(
      model,
      ClassifierManifest.Info.parse(read(files["manifest.json"])),
    );
  if (model && files["card.json"])
    return learned(model, SentimentCard.Info.parse(read(files["card.json"])));
  throw new Failure(
    "model.files",
    `Expected model.onnx with card.json or manifest.json, got ${Object.keys(files).join(", ") || "nothing"}`,
  );
}

async function learned(model: Uint8Array, card: SentimentCard.Info) {
  const ngrams = await NgramModel.open(model, card);
  return card.polarity ? MoodClassifier.learned(ngrams, card) : ngrams;
}

const names = ["model.onnx", "card.json", "manifest.json"] as const;

function folder(path: string): Files {
  const there = names.filter((name) => existsSync(join(path, name)));
  return Object.fromEntries(
    there.map((name) => [name, readFileSync(join(path, name))]),
  );
}

// One session a version: those that serve, and one more while another takes its place.
const cached = PromiseCache.create<Classifier>({
  max: 4,
  dispose: (classifier) => classifier.close(),
});

/** A function that judges comments by the version that serves, or by the word list without one. */
export async function judge(
  dataset: string,
): Promise<(texts: string[]) => Promise<Classifier.Info[]>> {
  const { classify } = await serving(dataset);
  return (texts) => classify(texts);
}

async function serving(dataset: string): Promise<Classifier> {
  const version = (await Registry.current(dataset))?.version;
  if (!version) return words;
  return cached(`${dataset}/${version}`, () => load(dataset, version));
}

async function load(dataset: string, version: string) {
  const files = await Promise.all(
    names.map(async (name) => {
      const bytes = await Bucket.bytes(
        Bucket.keys.model(dataset, version, name),
      );
      return [name, bytes] as const;
    }),
  );
  return open(Object.fromEntries(files.filter(([, bytes]) => bytes)));
}

export * as Sentiment from "./sentiment";
