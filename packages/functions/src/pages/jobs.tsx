// jobs: the page of slow work, and the one that follows a single job until it is done
import { Hono } from "hono";
import type { Job } from "@mainstay/core/aws/job";
import { Jobs } from "@mainstay/core/jobs/jobs";
import { Link } from "../parts/link";
import { Page } from "../parts/page";
import { Pager } from "../parts/pager";
import { Absent } from "../parts/panel";
import { RunningJobs } from "../parts/running-jobs";
import { Refusal } from "../parts/refusal";
import { Session, type Env } from "../parts/session";
import { FigureFormat } from "../parts/figure-format";
import { Table } from "../parts/table";
import { T, Words, t } from "../parts/words";

export const jobs = new Hono<Env>();

const refreshSeconds = 2;

jobs.get("/jobs", Session.needs("read"), async (c) => {
  const cursor = c.req.query("cursor");
  const { items, cursor: next } = await Jobs.list({ limit: 50, cursor });
  return Page.show(
    c,
    {
      ...{ title: t("jobs.jobs"), tab: "problems" },
      lead: (
        <>
          <T
            k="jobs.slowWorkNewestFirst"
            a={(inside) => <a href="/problems">{inside}</a>}
          />
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
              title: t("jobs.job"),
              cell: (job) => (
                <>
                  <a href={RunningJobs.path(job)}>{RunningJobs.title(job)}</a>
                  <div class="id">{FigureFormat.moment(job.createdAt)}</div>
                </>
              ),
            },
            { title: t("word.state"), cell: (job) => <State job={job} /> },
            {
              title: t("jobs.progress"),
              cell: ({ progress }) => FigureFormat.percent(progress, 0),
            },
            {
              title: t("word.why"),
              cell: ({ error }) => (error ? <Refusal failure={error} /> : "—"),
            },
          ]}
        />
      ) : (
        <Absent>{t("jobs.nothingWasAskedFor")}</Absent>
      )}
      <Pager
        links={[
          !!next && {
            href: `/jobs?${new URLSearchParams({ cursor: next })}`,
            text: t("word.older"),
          },
        ]}
      />
    </section>,
  );
});

const State = ({ job: { state } }: { job: Job.Info }) => (
  <span class={`chip ${state}`}>{t(`jobState.${state}`)}</span>
);

jobs.get("/jobs/:id", Session.needs("read"), async (c) => {
  const job = await Jobs.get(c.req.param("id"));
  const busy = RunningJobs.isBusy(job);
  const title = RunningJobs.title(job);
  const tabs = { train: "models", report: "reports" } as const;
  const tab =
    job.kind === "train" || job.kind === "report" ? tabs[job.kind] : "uploads";
  return Page.show(
    c,
    { title, heading: null, tab, ...(busy && { refreshSeconds }) },
    <section class="card">
      <div class="head">
        <h1>{title}</h1>
        <State job={job} />
      </div>
      <progress value={job.progress} max={1} aria-label={t("jobs.progress")} />
      <p>
        {FigureFormat.percent(job.progress, 0)}
        {job.stage && job.state === "running" && <>: {Words.said(job.stage)}</>}
      </p>
      {job.error && (
        <p class="bad">
          <Refusal failure={job.error} />
        </p>
      )}
      {job.error?.next && (
        <p>
          <b>{t("word.nextStep")}</b> {Words.said(job.error.next)}
        </p>
      )}
      {job.state === "done" && <Done job={job} />}
      {Session.may(c, "write") && <Buttons job={job} />}
      <p class="note">
        {t(busy ? "jobs.startedRefreshes" : "jobs.startedAt", {
          at: FigureFormat.moment(job.createdAt),
        })}
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
        <button>
          {verb === "cancel" ? t("word.cancel") : t("word.tryAgain")}
        </button>
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
  if (job.kind === "report")
    return <a href="/reports">{t("jobs.toTheReports")}</a>;
  if (["remove", "drop", "retain"].includes(job.kind))
    return <Removed result={job.result as Gone} />;
  const { promoted, why } = (job.result ?? {}) as Record<string, unknown>;
  return (
    <p>
      {job.version && (
        <a href={Link.model(job.subject, job.version)}>
          <T k="jobs.version" version={job.version} />
        </a>
      )}{" "}
      {t(promoted === true ? "jobs.serves" : "jobs.servesNot")}
      {typeof why === "string" && <>: {Words.said(why)}</>}{" "}
      <a href="/models">{t("jobs.toTheModels")}</a>
    </p>
  );
}

type Gone = { removed: Record<string, number> };
const gone = [
  "rows",
  "snapshots",
  "lakeFiles",
  "files",
  "inboxFiles",
  "droppedFiles",
  "lakeRows",
  "feedback",
  "uploads",
  "periods",
  "actions",
  "objects",
] as const;

function goneWords(name: string, n: number) {
  const known = gone.find((one) => one === name);
  return known ? t(`gone.${known}`, { n }) : `${FigureFormat.whole(n)} ${name}`;
}

const Removed = ({ result }: { result: Gone }) => (
  <p>
    <T
      k="jobs.removedToTheUploads"
      join={Object.entries(result.removed)
        .map(([name, count]) => goneWords(name, count))
        .join(", ")}
      a={(inside) => <a href="/uploads">{inside}</a>}
    />
  </p>
);
