// playbook-effects: the effect of each playbook on its outcome, measured over all periods
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
  return (config ?? PlaybookConfig.defaults).playbooks.map(({ id }) =>
    Effect.measureEffect(actions, id),
  );
}

export * as PlaybookEffects from "./playbook-effects";
