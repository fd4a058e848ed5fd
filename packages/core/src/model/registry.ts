// registry: the versions of a dataset's model, and which of them serves
import * as z from "zod";
import { Bucket } from "../aws/bucket";
import { ObjectCache } from "../aws/object-cache";
import { Failure } from "../base/error";
import { PromiseCache } from "../base/promise-cache";
import { Card } from "./card";
import { ServingHistory } from "./serving-history";

export const Current = z.object({
  version: z.string(),
  // What the version is for; scores where it is not said.
  task: z.string().optional(),
  history: z.array(ServingHistory.Promotion),
});
export type Current = z.infer<typeof Current>;

const prefix = (dataset: string) => `models/${dataset}/`;

const read = ObjectCache.create(1_000, (text) =>
  Current.parse(JSON.parse(text)),
);
// How long a promotion may go unseen by a warm function.
const seen = PromiseCache.create<Current | null>({ max: 1_000, ttlMs: 1_000 });

// Versions of several heads answer no score of yes and no; whoever wants one finds none.
const several = (task?: string) => task === "outcome";

/** The promotion of a version that serves, whatever it is for, remembered for a second. */
export const promoted = (dataset: string) =>
  seen(dataset, () => read(Bucket.keys.current(dataset)));

/** The promotion of a score that serves, remembered for a second; after that S3 is asked whether it changed. */
export async function current(dataset: string) {
  const found = await promoted(dataset);
  return several(found?.task) ? null : found;
}

/** The promotion of a version of several heads, remembered likewise; null where none serves. */
export async function outcome(dataset: string) {
  const found = await promoted(dataset);
  return several(found?.task) ? found : null;
}

// What every version says of itself, whatever it was made for; an owner's own model has a manifest for a card.
export const Described = z.looseObject({
  task: z.string().default("score"),
  createdAt: z.string().default(""),
});

async function description(dataset: string, version: string) {
  for (const name of ["card.json", "manifest.json"]) {
    const key = Bucket.keys.model(dataset, version, name);
    const found = await Bucket.json<object>(key);
    if (found) return Described.parse({ dataset, version, ...found });
  }
  return null;
}

export async function described(dataset: string, version: string) {
  const found = await description(dataset, version);
  if (found) return found;
  throw new Failure(
    "model.unknown",
    `There is no version "${version}" of the model of ${dataset}`,
    404,
  );
}

export const card = async (dataset: string, version: string) =>
  Card.Info.parse(await described(dataset, version));

const Learned = z.looseObject({ columns: z.array(Card.Column) });

/** The columns that a version reads, whatever kind of label it is of. */
export const columns = async (dataset: string, version: string) =>
  Learned.parse(await described(dataset, version)).columns;

export async function versions(dataset: string) {
  const now = (await serving(dataset)).current?.version;
  const items = [];
  for await (const version of Bucket.folders(prefix(dataset))) {
    const found = await description(dataset, version);
    // Its publishing is under way, or was cut off and will be done again.
    if (!found) continue;
    const { createdAt, task } = found;
    items.push({ version, current: version === now, createdAt, task });
  }
  return items.sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
}

export async function datasets() {
  const names: string[] = [];
  for await (const name of Bucket.folders("models/")) names.push(name);
  return names;
}

// What S3 says this moment: for whoever must not miss a promotion of a moment ago.
export async function serving(dataset: string) {
  const found = await Bucket.changed(Bucket.keys.current(dataset));
  if (!found || found === "same") return { current: null, etag: undefined };
  return { current: Current.parse(JSON.parse(found.text)), etag: found.etag };
}

/** The same where it is a version whose scores are stored with customers; null where another one serves. */
export async function scoring(dataset: string) {
  const { current } = await serving(dataset);
  return { current: several(current?.task) ? null : current };
}

export type Word = Pick<ServingHistory.Promotion, "who" | "why">;

async function turn(
  dataset: string,
  choose: (now: Current | null) => string,
  said: Word & { by: ServingHistory.Promotion["by"]; at: Date },
) {
  const { current, etag } = await serving(dataset);
  const version = choose(current);
  const { task } = await described(dataset, version);
  const next: Current = {
    version,
    ...(several(task) && { task }),
    history: ServingHistory.add(current?.history ?? [], { version, ...said }),
  };
  const won = await Bucket.put(
    Bucket.keys.current(dataset),
    JSON.stringify(next, null, 2),
    { etag, absent: !etag, type: "application/json" },
  );
  if (!won)
    throw new Failure(
      "model.race",
      `Another promotion of ${dataset} came first; look at which version serves and try again`,
      409,
    );
  seen.forget(dataset);
  return next;
}

/** Lets a version serve from now on; `at` is this moment, not that of the work that led to it. */
export async function promote(
  dataset: string,
  version: string,
  at: Date,
  {
    by = "promote",
    ...word
  }: Word & { by?: Exclude<ServingHistory.Promotion["by"], "rollback"> } = {},
) {
  await described(dataset, version);
  return turn(dataset, () => version, { by, at, ...word });
}

/** The version that served before the one that serves. */
export const before = ({ version, history }: Current) =>
  history.findLast((one) => one.version !== version)?.version;

/** Back to the version that served before the one that serves. */
export const rollback = (dataset: string, at: Date, word: Word = {}) =>
  turn(
    dataset,
    (now) => {
      const version = now && before(now);
      if (version) return version;
      throw new Failure(
        "model.rollback",
        `No version of ${dataset} served before the present one`,
        409,
      );
    },
    { by: "rollback", at, ...word },
  );

export * as Registry from "./registry";
