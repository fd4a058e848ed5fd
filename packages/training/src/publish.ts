// publish: a version into the bucket, named by its content, and the question whether it serves
import { Bucket } from "@mainstay/core/bucket";
import { sha256 } from "@mainstay/core/digest";
import type { Card } from "@mainstay/core/model/card";
import { Registry } from "@mainstay/core/model/registry";
import { page } from "./card";

export type Graphs = { model: Uint8Array; explain: Uint8Array };

/** Equal graphs have equal names, so that training the same data again publishes nothing new. */
export const versionOf = ({ model, explain }: Graphs) =>
  sha256(model, explain).slice(0, 12);

// The card comes last: a version without one does not exist.
export async function publish(card: Card.Info, { model, explain }: Graphs) {
  const files: [string, Uint8Array | string, string][] = [
    ["model.onnx", model, "application/octet-stream"],
    ["explain.onnx", explain, "application/octet-stream"],
    ["card.html", page(card), "text/html; charset=utf-8"],
    ["card.json", JSON.stringify(card, null, 2), "application/json"],
  ];
  for (const [name, body, type] of files)
    await Bucket.put(
      Bucket.keys.model(card.dataset, card.version, name),
      body,
      { absent: true, type },
    );
}

export const promote = ({ dataset, version }: Card.Info, at: Date) =>
  Registry.promote(dataset, version, at, "training");
