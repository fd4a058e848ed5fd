// retrain: every morning, models that are due are learned anew
import { Retraining } from "@mainstay/core/jobs/retraining";

export const handler = () => Retraining.run(new Date());
