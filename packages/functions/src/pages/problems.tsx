// problems: the page of all that failed for good, each with a button that tries it again
import { Hono } from "hono";
import { Problems } from "@mainstay/core/jobs/problems";
import { FigureFormat } from "../parts/figure-format";
import { Page } from "../parts/page";
import { Pager } from "../parts/pager";
import { Absent } from "../parts/panel";
import { Refusal } from "../parts/refusal";
import { Session, type Env } from "../parts/session";
import { Table } from "../parts/table";
import { T, t } from "../parts/words";

export const problems = new Hono<Env>();

problems.get("/problems", Session.needs("read"), async (c) => {
  const cursor = c.req.query("cursor");
  const { items, cursor: next } = await Problems.list({ limit: 50, cursor });
  const may = Session.may(c, "write");
  return Page.show(
    c,
    {
      ...{ title: t("tab.problems"), tab: "problems" },
      lead: (
        <>
          <T
            k="problems.whatFailedForGood"
            a={(inside) => <a href="/jobs">{inside}</a>}
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
              title: t("problems.what"),
              cell: ({ kind, subject, dataset, at }) => (
                <>
                  {subject}
                  <div class="id">
                    {t(`problem.${kind}`)} · {dataset && <>{dataset} · </>}
                    {FigureFormat.moment(at)}
                  </div>
                </>
              ),
            },
            {
              title: t("word.why"),
              cell: (failure) => (
                <>
                  <Refusal failure={failure} /> <code>{failure.code}</code>
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
                    <button>{t("word.tryAgain")}</button>
                  </form>
                ),
            },
          ]}
        />
      ) : (
        <Absent>{t("problems.nothingFailed")}</Absent>
      )}
      <Pager
        links={[
          !!next && {
            href: `/problems?${new URLSearchParams({ cursor: next })}`,
            text: t("word.older"),
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
