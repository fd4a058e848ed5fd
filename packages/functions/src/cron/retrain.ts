// retrain: every morning, models that are due are learned anew, and so is whom playbooks change
import { Retraining } from "@mainstay/core/jobs/retraining";
import { UpliftDue } from "@mainstay/core/jobs/uplift-due";

export const handler = async () => {
  const now = new Date();
  return [...(await Retraining.run(now)), ...(await UpliftDue.run(now))];
};
