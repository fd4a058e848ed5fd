// playbook-effects: the effect of each playbook on its outcome over all periods, and whom each fits today
import * as z from "zod";
import { Bucket } from "../aws/bucket";
import { PlaybookReach } from "../playbooks/playbook-reach";
import { Action } from "../playbooks/action/action";
import { Dataset } from "../dataset/dataset";
import { Effect } from "../playbooks/effect";
import { PlaybookConfig } from "../playbooks/playbook-config";
import { Settings } from "../settings/settings";

export const Info = Effect.Info;

export async function all(dataset: string): Promise<Effect.Info[]> {
  const [config, periods] = await Promise.all([
    Settings.get(dataset, "playbooks"),
    Dataset.periods(dataset),
  ]);
  const actions = await Action.all(dataset, periods);
  return (config ?? PlaybookConfig.defaults).playbooks.map(({ id, outcome }) =>
    Effect.measureEffect(actions, id, outcome),
  );
}

const reachOf = z.array(PlaybookReach.Info);

/** How many customers each playbook fitted in the newest refresh, and why one fits nobody. */
export async function reach(dataset: string): Promise<PlaybookReach.Info[]> {
  const stored = await Bucket.json(Bucket.keys.reach(dataset));
  return reachOf.parse(stored ?? []);
}

export const writeReach = (dataset: string, all: PlaybookReach.Info[]) =>
  Bucket.put(Bucket.keys.reach(dataset), JSON.stringify(all), {
    type: "application/json",
  });

export * as PlaybookEffects from "./playbook-effects";
