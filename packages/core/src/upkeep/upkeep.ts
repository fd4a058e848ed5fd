// upkeep: what follows for a dataset's model once its rows are up to date
import { Log } from "../base/log";
import { Alert } from "../playbooks/alert/alert";
import { Registry } from "../model/registry";
import { Settings } from "../settings/settings";
import { DriftWatch } from "./drift-watch";
import { DriftWords } from "./drift-words";
import { Shadow } from "./shadow";

/** What fails here stops nothing else: the rows are in force and scored. */
export async function after(dataset: string, now: Date) {
  try {
    await run(dataset, now);
  } catch (error) {
    Log.error(error, { dataset });
  }
}

async function run(dataset: string, now: Date) {
  if (!(await Registry.promoted(dataset))) return;
  await Shadow.score(dataset, now);
  await Shadow.decide(dataset, now);
  const alert = DriftWords.alert(await DriftWatch.read(dataset));
  if (!alert) return;
  const config = (await Settings.get(dataset, "alerts")) ?? Alert.defaults;
  if (config.causes.includes(alert.kind))
    await Alert.raise(dataset, [alert], config, now);
}

export * as Upkeep from "./upkeep";
