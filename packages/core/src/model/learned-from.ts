// learned-from: which rows of the lake each version of a model learned from, as uploads and their periods
import { Bucket } from "../aws/bucket";
import { Registry } from "./registry";

export type Source = { upload: string; period: string };

const keyOf = (dataset: string, version: string) =>
  Bucket.keys.model(dataset, version, "sources.json");

/** Kept beside a version's files; the first to say it counts, as equal rows give equal versions. */
export const write = (dataset: string, version: string, sources: Source[]) =>
  Bucket.put(keyOf(dataset, version), JSON.stringify(grouped(sources)), {
    absent: true,
    type: "application/json",
  });

// [upload, its periods]
type Written = [string, string[]][];

function grouped(sources: Source[]): Written {
  const byUpload = new Map<string, Set<string>>();
  for (const { upload, period } of sources) {
    const periods = byUpload.get(upload) ?? new Set();
    byUpload.set(upload, periods.add(period));
  }
  return [...byUpload].map(([upload, periods]) => [upload, [...periods]]);
}

/**
 * The versions that learned from rows `held`, or may have: one that read an upload which is not among the `known` any
 * more, and one that does not say what it read.
 */
export async function versions(
  dataset: string,
  held: Source[],
  known: Set<string>,
): Promise<string[]> {
  const wanted = new Set(held.map(nameOf));
  const found: string[] = [];
  for (const { version } of await Registry.versions(dataset)) {
    // An owner's own model learned elsewhere.
    const card = Bucket.keys.model(dataset, version, "card.json");
    if (!(await Bucket.etag(card))) continue;
    const written = await Bucket.json<Written>(keyOf(dataset, version));
    const isTheirs =
      !written ||
      written.some(
        ([upload, periods]) =>
          !known.has(upload) ||
          periods.some((period) => wanted.has(nameOf({ upload, period }))),
      );
    if (isTheirs) found.push(version);
  }
  return found;
}

const nameOf = ({ upload, period }: Source) => `${upload} ${period}`;

export * as LearnedFrom from "./learned-from";
