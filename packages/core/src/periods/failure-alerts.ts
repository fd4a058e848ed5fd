// failure-alerts: what went wrong, told to those who asked to hear of it
import { Alert } from "../playbooks/alert/alert";
import { FindAlerts } from "../playbooks/alert/find-alerts";
import { Settings } from "../settings/settings";

/** Whoever cannot be told must not stop what goes on. */
export async function tell(
  dataset: string,
  happened: Pick<FindAlerts.Happened, "uploads" | "refusals" | "trainings">,
  now: Date,
) {
  try {
    const config = (await Settings.get(dataset, "alerts")) ?? Alert.defaults;
    const none = { before: null, now: null };
    const found = FindAlerts.find({ dataset, ...none, ...happened }, config);
    await Alert.raise(dataset, found, config, now);
  } catch (error) {
    console.error(error);
  }
}

export * as FailureAlerts from "./failure-alerts";
