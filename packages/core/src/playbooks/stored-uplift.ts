// stored-uplift: what was learned last of whom each playbook of a dataset changes
import * as z from "zod";
import { Bucket } from "../aws/bucket";
import { Uplift } from "./uplift";

const List = z.array(Uplift.Stored);

/** Of each playbook that was looked at; empty before the first time. */
export async function read(dataset: string): Promise<Uplift.Stored[]> {
  const stored = await Bucket.json(Bucket.keys.uplift(dataset));
  return stored ? List.parse(stored) : [];
}

export const write = (dataset: string, all: Uplift.Stored[]) =>
  Bucket.put(Bucket.keys.uplift(dataset), JSON.stringify(all), {
    type: "application/json",
  });

export * as StoredUplift from "./stored-uplift";
