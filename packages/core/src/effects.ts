// effects: what each playbook changed, over all periods its actions are remembered for
import { Action } from "./action";
import { Dataset } from "./dataset";
import { Effect } from "./effect";
import { Playbook } from "./playbook";
import { Settings } from "./settings";

export const Info = Effect.Info;

export async function all(dataset: string): Promise<Effect.Info[]> {
  const [config, periods] = await Promise.all([
    Settings.said(dataset, "playbooks"),
    Dataset.periods(dataset),
  ]);
  const actions = await Action.all(dataset, periods);
  return (config ?? Playbook.usual).playbooks.map(({ id }) =>
    Effect.of(actions, id),
  );
}

export * as Effects from "./effects";
