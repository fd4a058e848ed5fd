// sweep: what got lost between two steps is looked for: files whose event never came, works and jobs nobody is at
import { Sweep } from "@mainstay/core/jobs/sweep";

export const handler = () => Sweep.run(new Date());
