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

const Reached = z.object({
  day: z.string().describe("When playbooks were looked at last"),
  playbooks: z.array(PlaybookReach.Info),
});
type Reached = z.infer<typeof Reached>;

/** How many customers each playbook fitted when they were looked at last, and why one fits nobody; null before the first time. */
export async function reach(dataset: string): Promise<Reached | null> {
  const stored = await Bucket.json(Bucket.keys.reach(dataset));
  return stored ? Reached.parse(stored) : null;
}

export const writeReach = (dataset: string, reached: Reached) =>
  Bucket.put(Bucket.keys.reach(dataset), JSON.stringify(reached), {
    type: "application/json",
  });

export * as PlaybookEffects from "./playbook-effects";
