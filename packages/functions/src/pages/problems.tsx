// problems: the page of all that failed for good, each with a button that tries it again
import { Hono } from "hono";
import { Problems } from "@mainstay/core/jobs/problems";
import { FigureFormat } from "../parts/figure-format";
import { Page } from "../parts/page";
import { Pager } from "../parts/pager";
import { Absent } from "../parts/panel";
import { Session, type Env } from "../parts/session";
import { Table } from "../parts/table";

export const problems = new Hono<Env>();

const kinds = {
  upload: "File",
  job: "Job",
  work: "Update",
  message: "Message",
  file: "File nobody reads",
};

problems.get("/problems", Session.needs("read"), async (c) => {
  const cursor = c.req.query("cursor");
  const { items, cursor: next } = await Problems.list({ limit: 50, cursor });
  const may = Session.may(c, "write");
  return Page.show(
    c,
    {
      ...{ title: "Problems", tab: "Problems" },
      lead: (
        <>
          What failed for good and waits for somebody.{" "}
          <a href="/jobs">All work, waiting and running</a>
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
              title: "What",
              cell: ({ kind, subject, dataset, at }) => (
                <>
                  {subject}
                  <div class="id">
                    {kinds[kind]}
                    {dataset && ` of ${dataset}`} · {FigureFormat.moment(at)}
                  </div>
                </>
              ),
            },
            {
              title: "Why",
              cell: ({ message, code }) => (
                <>
                  {message} <code>{code}</code>
                </>
              ),
            },
            may && {
              title: "",
              cell: ({ id, mayRetry }) =>
                mayRetry && (
                  <form
                    method="post"
                    action={`/problems/${encodeURIComponent(id)}/retry`}
                  >
                    <button>Try again</button>
                  </form>
                ),
            },
          ]}
        />
      ) : (
        <Absent>Nothing failed.</Absent>
      )}
      <Pager
        links={[
          !!next && {
            href: `/problems?${new URLSearchParams({ cursor: next })}`,
            text: "Older ›",
          },
        ]}
      />
    </section>,
  );
});

problems.post("/problems/:id/retry", Session.needs("write"), async (c) => {
  const { jobId } = await Problems.retry(c.req.param("id"), new Date());
  const to = jobId ? `/jobs/${encodeURIComponent(jobId)}` : "/problems";
  return c.redirect(to, 303);
});
