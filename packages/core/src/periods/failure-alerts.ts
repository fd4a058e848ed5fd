// failure-alerts: alerts about failed uploads, refused models and failed trainings
import { Alert } from "../playbooks/alert/alert";
import { FindAlerts } from "../playbooks/alert/find-alerts";
import { Settings } from "../settings/settings";
import { Log } from "../base/log";

/** Raises the alerts; an alert that cannot be sent does not stop the work that failed. */
export async function tell(
  dataset: string,
  happened: Pick<FindAlerts.Happened, "uploads" | "refusals" | "trainings">,
  now: Date,
) {
  try {
    const config = (await Settings.get(dataset, "alerts")) ?? Alert.defaults;
    const found = FindAlerts.find(
      { dataset, before: null, now: null, ...happened },
      config,
    );
    await Alert.raise(dataset, found, config, now);
  } catch (error) {
    Log.error(error, { dataset });
  }
}

export * as FailureAlerts from "./failure-alerts";
