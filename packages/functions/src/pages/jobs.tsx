// jobs: the page of slow work, and the one that follows a single job until it is done
import { Hono } from "hono";
import type { Job } from "@mainstay/core/aws/job";
import { Jobs } from "@mainstay/core/jobs/jobs";
import { Link } from "../parts/link";
import { Page } from "../parts/page";
import { Pager } from "../parts/pager";
import { Absent } from "../parts/panel";
import { RunningJobs } from "../parts/running-jobs";
import { Session, type Env } from "../parts/session";
import { FigureFormat } from "../parts/figure-format";
import { Table } from "../parts/table";

export const jobs = new Hono<Env>();

const refreshSeconds = 2;

jobs.get("/jobs", Session.needs("read"), async (c) => {
  const cursor = c.req.query("cursor");
  const { items, cursor: next } = await Jobs.list({ limit: 50, cursor });
  return Page.show(
    c,
    {
      ...{ title: "Jobs", tab: "Problems" },
      lead: (
        <>
          Slow work, newest first. <a href="/problems">Problems</a>
        </>
      ),
    },
    <section class="card">
      {items.length ? (
        <Table
          rows={items}
          id={({ id }) => id}
          columns={[
            {
              title: "Job",
              cell: (job) => (
                <>
                  <a href={RunningJobs.path(job)}>{RunningJobs.title(job)}</a>
                  <div class="id">{FigureFormat.moment(job.createdAt)}</div>
                </>
              ),
            },
            { title: "State", cell: (job) => <State job={job} /> },
            {
              title: "Progress",
              cell: ({ progress }) => FigureFormat.percent(progress, 0),
            },
            { title: "Why", cell: ({ error }) => error?.message ?? "—" },
          ]}
        />
      ) : (
        <Absent>Nothing was asked for yet.</Absent>
      )}
      <Pager
        links={[
          !!next && {
            href: `/jobs?${new URLSearchParams({ cursor: next })}`,
            text: "Older ›",
          },
        ]}
      />
    </section>,
  );
});

const State = ({ job: { state } }: { job: Job.Info }) => (
  <span class={`chip ${state}`}>{state}</span>
);

jobs.get("/jobs/:id", Session.needs("read"), async (c) => {
  const job = await Jobs.get(c.req.param("id"));
  const busy = RunningJobs.isBusy(job);
  const title = RunningJobs.title(job);
  const tabs = { train: "Models", report: "Reports" } as const;
  const tab =
    job.kind === "train" || job.kind === "report" ? tabs[job.kind] : "Uploads";
  return Page.show(
    c,
    { title, heading: null, tab, ...(busy && { refreshSeconds }) },
    <section class="card">
      <div class="head">
        <h1>{title}</h1>
        <State job={job} />
      </div>
      <progress value={job.progress} max={1} aria-label="Progress" />
      <p>
        {FigureFormat.percent(job.progress, 0)}
        {job.stage && job.state === "running" && `: ${job.stage}`}
      </p>
      {job.error && <p class="bad">{job.error.message}</p>}
      {job.error?.next && (
        <p>
          <b>Next step:</b> {job.error.next}
        </p>
      )}
      {job.state === "done" && <Done job={job} />}
      {Session.may(c, "write") && <Buttons job={job} />}
      <p class="note">
        Started {FigureFormat.moment(job.createdAt)}
        {busy && "; this page refreshes by itself"}.
      </p>
    </section>,
  );
});

const Buttons = ({ job }: { job: Job.Info }) => {
  const verb = RunningJobs.isBusy(job)
    ? "cancel"
    : job.state === "failed" && "retry";
  return (
    verb && (
      <form method="post" action={`${RunningJobs.path(job)}/${verb}`}>
        <button>{verb === "cancel" ? "Cancel" : "Try again"}</button>
      </form>
    )
  );
};

jobs.post("/jobs/:id/retry", Session.needs("write"), async (c) => {
  const { jobId } = await Jobs.retry(c.req.param("id"), new Date());
  return c.redirect(`/jobs/${encodeURIComponent(jobId)}`, 303);
});

jobs.post("/jobs/:id/cancel", Session.needs("write"), async (c) => {
  await Jobs.cancel(c.req.param("id"));
  return c.redirect("/jobs", 303);
});

function Done({ job }: { job: Job.Info }) {
  if (job.kind === "report") return <a href="/reports">To the reports</a>;
  if (job.kind === "remove" || job.kind === "drop")
    return <Removed result={job.result as Gone} />;
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

type Gone = { removed: Record<string, number> };
const what: Record<string, string> = {
  rows: "row",
  snapshots: "customer snapshot",
  lakeFiles: "stored file",
  files: "file",
  uploads: "upload",
  periods: "period",
  actions: "action",
  objects: "object",
};

const Removed = ({ result }: { result: Gone }) => (
  <p>
    Removed{" "}
    {Object.entries(result.removed)
      .map(([name, count]) => FigureFormat.count(count, what[name] ?? name))
      .join(", ")}
    . <a href="/uploads">To the uploads</a>
  </p>
);
