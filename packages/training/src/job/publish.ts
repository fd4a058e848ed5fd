// publish: a version into the bucket, named by its content, and the question whether it serves
import { Bucket } from "@mainstay/core/aws/bucket";
import { sha256 } from "@mainstay/core/base/digest";
import { Reference } from "@mainstay/core/drift/reference";
import type { Card } from "@mainstay/core/model/card";
import { LearnedFrom } from "@mainstay/core/model/learned-from";
import { Registry } from "@mainstay/core/model/registry";
import type { Artifact } from "../fit/artifact";
import { page } from "../card/card-page";

/** Equal files have equal names, so that training the same data again publishes nothing new. */
export const versionOf = (files: Record<string, Uint8Array>) =>
  sha256(...Object.values(files)).slice(0, 12);

const types: Record<string, string> = {
  html: "text/html; charset=utf-8",
  json: "application/json",
};

/** The card comes last: a version without one does not exist. */
export async function put(
  dataset: string,
  version: string,
  { "card.json": card, ...files }: Record<string, Uint8Array | string>,
  sources: LearnedFrom.Source[],
) {
  await LearnedFrom.write(dataset, version, sources);
  for (const [name, body] of Object.entries({ ...files, "card.json": card }))
    await Bucket.put(Bucket.keys.model(dataset, version, name), body, {
      absent: true,
      type: types[name.split(".").at(-1)!] ?? "application/octet-stream",
    });
}

export const publish = (
  card: Card.Info,
  files: Artifact.Files,
  {
    sources,
    reference,
  }: { sources: LearnedFrom.Source[]; reference: Reference.Info },
) =>
  put(
    card.dataset,
    card.version,
    {
      ...files,
      [Reference.file]: JSON.stringify(reference),
      "card.html": page(card),
      "card.json": JSON.stringify(card, null, 2),
    },
    sources,
  );

export type Asked = {
  now: Date;
  clock?: () => Date; // read when a version begins to serve; `now` unless told
  who?: string; // asked for it
};

/** Promotes a model that has no rival to beat on the same rows, since its newest version serves. */
export async function serve(
  dataset: string,
  version: string,
  why: string,
  { now, clock = () => now, who }: Asked,
) {
  const { current } = await Registry.serving(dataset);
  if (current?.version === version)
    return { version, promoted: false, why: "this version serves already" };
  await Registry.promote(dataset, version, clock(), {
    ...{ by: "training", who, why },
  });
  return { version, promoted: true, why };
}
