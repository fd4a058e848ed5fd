// jobs: the page that follows a training or a report until it is done
import { Hono } from "hono";
import { Job } from "@mainstay/core/aws/job";
import { Link } from "../parts/link";
import { Page } from "../parts/page";
import { Session, type Env } from "../parts/session";
import { FigureFormat } from "../parts/figure-format";

export const jobs = new Hono<Env>();

const refreshSeconds = 2;

jobs.get("/jobs/:id", Session.needs("read"), async (c) => {
  const job = await Job.get(c.req.param("id"));
  const busy = job.state === "queued" || job.state === "running";
  const title = `${job.kind === "train" ? "Training" : "Report"} of ${job.subject}`;
  return Page.show(
    c,
    {
      title,
      heading: null,
      tab: job.kind === "train" ? "Models" : "Reports",
      ...(busy && { refreshSeconds }),
    },
    <section class="card">
      <div class="head">
        <h1>{title}</h1>
        <span class={`chip ${job.state}`}>{job.state}</span>
      </div>
      <progress value={job.progress} max={1} aria-label="Progress" />
      <p>
        {FigureFormat.percent(job.progress, 0)}
        {job.stage && job.state === "running" && `: ${job.stage}`}
      </p>
      {job.error && <p class="bad">{job.error.message}</p>}
      {job.state === "done" && <Done job={job} />}
      <p class="note">
        Started {FigureFormat.moment(job.createdAt)}
        {busy && "; this page refreshes by itself"}.
      </p>
    </section>,
  );
});

function Done({ job }: { job: Job.Info }) {
  if (job.kind === "report") return <a href="/reports">To the reports</a>;
  const { promoted, why } = (job.result ?? {}) as Record<string, unknown>;
  return (
    <p>
      {job.version && (
        <a href={Link.model(job.subject, job.version)}>
          Version <code>{job.version}</code>
        </a>
      )}{" "}
      {promoted === true ? "now serves" : "does not serve"}
      {typeof why === "string" && `: ${why}`}.{" "}
      <a href="/models">To the models</a>
    </p>
  );
}
