// running-jobs: the slow work that is under way, each with how far it is, for the pages that fill up by it
import type { Job } from "@mainstay/core/aws/job";
import { Jobs } from "@mainstay/core/jobs/jobs";
import { FigureFormat } from "./figure-format";
import { Panel } from "./panel";
import { Words, t } from "./words";

// Their subject is what was asked for; the others work on the dataset as a whole.
const named = new Set<Job.Kind>([
  "train",
  "report",
  "remove",
  "drop",
  "retain",
]);

export const title = ({ kind, subject, dataset }: Job.Info) =>
  t(`work.${kind}`, { of: (named.has(kind) ? subject : dataset) ?? "" });
export const path = ({ id }: Job.Info) => `/jobs/${encodeURIComponent(id)}`;
export const isBusy = ({ state }: Job.Info) =>
  state === "queued" || state === "running";

const shown = 5;

/** What runs now, newest first. */
export async function read() {
  const { items } = await Jobs.list({ state: "running", limit: shown });
  return items;
}

export const Section = ({ jobs }: { jobs: Job.Info[] }) =>
  jobs.length ? (
    <Panel
      title={t("runningJobs.underWay")}
      aside={<a href="/jobs">{t("runningJobs.allWork")}</a>}
    >
      <ul class="why">
        {jobs.map((job) => (
          <li>
            <a href={path(job)}>{title(job)}</a>:{" "}
            {FigureFormat.percent(job.progress, 0)}
            {job.stage && <> {Words.said(job.stage)}</>}
          </li>
        ))}
      </ul>
    </Panel>
  ) : null;

export * as RunningJobs from "./running-jobs";
