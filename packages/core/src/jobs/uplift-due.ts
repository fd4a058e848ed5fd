// uplift-due: whom playbooks change, learned anew where enough more outcomes are known than it was learned from
import { Job } from "../aws/job";
import { Log } from "../base/log";
import { Dataset } from "../dataset/dataset";
import { StartTraining } from "../ingest/start-training";
import { PlaybookEffects } from "../periods/playbook-effects";
import { StoredUplift } from "../playbooks/stored-uplift";
import { Uplift } from "../playbooks/uplift";

// Fewer more would hardly change what was found.
const leastGrowth = 1.2;

/** Begins what is due; a dataset that fails stops no other. */
export async function run(now: Date) {
  const started: { dataset: string; jobId: string }[] = [];
  const busy = new Set(
    (await Job.all())
      .filter((job) => job.kind === "uplift" && !Job.isOver(job))
      .map(({ subject }) => subject),
  );
  for (const dataset of await Dataset.names())
    try {
      if (busy.has(dataset) || !(await isDue(dataset))) continue;
      const asked = { now, who: "schedule" };
      const { jobId } = await StartTraining.startUplift(dataset, asked);
      started.push({ dataset, jobId });
    } catch (error) {
      Log.error(error, { dataset });
    }
  return started;
}

async function isDue(dataset: string): Promise<boolean> {
  if (Dataset.kind(dataset) === "log") return false;
  const [effects, learned] = await Promise.all([
    PlaybookEffects.all(dataset),
    StoredUplift.read(dataset),
  ]);
  const before = new Map(
    learned.map(({ playbook, ...one }) => [playbook, one]),
  );
  return effects.some(({ playbook, treated, heldOut }) => {
    if (!Uplift.isEnough({ treated: treated.known, heldOut: heldOut.known }))
      return false;
    const known = before.get(playbook);
    const from = known ? known.treated + known.heldOut : 0;
    return treated.known + heldOut.known >= leastGrowth * from;
  });
}

export * as UpliftDue from "./uplift-due";
