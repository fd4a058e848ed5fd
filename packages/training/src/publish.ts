// publish: a version into the bucket, named by its content, and the question whether it serves
import { Bucket } from "@mainstay/core/bucket";
import { sha256 } from "@mainstay/core/digest";
import type { Card } from "@mainstay/core/model/card";
import { Registry } from "@mainstay/core/model/registry";
import type { Artifact } from "./artifact";
import { page } from "./card";

/** Equal files have equal names, so that training the same data again publishes nothing new. */
export const versionOf = (files: Artifact.Files) =>
  sha256(...Object.values(files)).slice(0, 12);

const put = (
  card: Card.Info,
  name: string,
  body: Uint8Array | string,
  type: string,
) =>
  Bucket.put(Bucket.keys.model(card.dataset, card.version, name), body, {
    absent: true,
    type,
  });

// The card comes last: a version without one does not exist.
export async function publish(card: Card.Info, files: Artifact.Files) {
  for (const [name, bytes] of Object.entries(files))
    await put(card, name, bytes, "application/octet-stream");
  await put(card, "card.html", page(card), "text/html; charset=utf-8");
  await put(
    card,
    "card.json",
    JSON.stringify(card, null, 2),
    "application/json",
  );
}

export const promote = ({ dataset, version }: Card.Info, at: Date) =>
  Registry.promote(dataset, version, at, "training");
