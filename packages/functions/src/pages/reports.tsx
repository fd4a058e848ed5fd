// reports: the pages of monthly reports
import { Hono } from "hono";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Failure } from "@mainstay/core/base/error";
import { MonthlyReport } from "@mainstay/core/report/monthly-report";
import { monthName } from "@mainstay/core/report/print-layout";
import { Link } from "../parts/link";
import { Page } from "../parts/page";
import { Absent } from "../parts/components";
import { Session, type Env } from "../parts/session";

export const reports = new Hono<Env>();

const month = (asked: string) => {
  const read = MonthlyReport.Month.safeParse(asked);
  if (read.success) return read.data;
  throw new Failure(
    "request.invalid",
    `Expected a month as YYYY-MM, got "${asked}"`,
  );
};

reports.get("/reports", Session.needs("read"), async (c) => {
  const { names, dataset } = await Page.chosen(c);
  const cursor = c.req.query("cursor");
  const [{ items, cursor: next }, periods] = await Promise.all([
    MonthlyReport.list(dataset, { limit: 60, cursor }),
    Dataset.periods(dataset),
  ]);
  const months = periods
    .filter((period) => MonthlyReport.Month.safeParse(period).success)
    .reverse();
  return Page.show(
    c,
    { title: "Reports", tab: "Reports", dataset },
    <>
      <h1>Reports</h1>
      <p class="lead">
        One for each month: figures, movements, risk, and whom to look after
        first
      </p>
      <Page.Datasets names={names} dataset={dataset} path="/reports" />
      <Make
        dataset={dataset}
        months={months}
        may={Session.may(c, "train")}
        any={periods.length > 0}
      />
      <section class="card" hidden={!periods.length}>
        {items.length ? (
          <List dataset={dataset} months={items.map((item) => item.month)} />
        ) : (
          <Absent>
            No report yet. One is made on the first of each month for the month
            before.
          </Absent>
        )}
        {next && (
          <nav class="pages" aria-label="Pages of the list">
            <a href={Link.to("/reports", { dataset, cursor: next })}>Older ›</a>
          </nav>
        )}
      </section>
    </>,
  );
});

const Make = ({
  dataset,
  months,
  may,
  any,
}: {
  dataset: string;
  months: string[];
  may: boolean;
  any: boolean;
}) => {
  if (!any)
    return (
      <Absent>
        A report tells of a month's rows, and there are none yet:{" "}
        <a href="/uploads">upload a CSV</a> first.
      </Absent>
    );
  if (!months.length)
    return (
      <Absent>
        Reports are monthly; <code>{dataset}</code> counts in other periods.
      </Absent>
    );
  if (!may)
    return <p class="note">Making one needs a key with the scope train.</p>;
  return (
    <form class="card row" method="post" action="/reports">
      <input type="hidden" name="dataset" value={dataset} />
      <label>
        Month
        <select name="month">
          {months.map((one) => (
            <option value={one}>{monthName(one)}</option>
          ))}
        </select>
      </label>
      <button>Make the report</button>
    </form>
  );
};

const List = ({ dataset, months }: { dataset: string; months: string[] }) => (
  <table>
    <thead>
      <tr>
        <th scope="col">Month</th>
        <th scope="col">Also as</th>
      </tr>
    </thead>
    <tbody>
      {months.map((one) => (
        <tr>
          <td>
            <a href={Link.report(dataset, one)}>{monthName(one)}</a>
          </td>
          <td>
            {["csv", "json"].map((format, k) => (
              <>
                {k > 0 && " · "}
                <a
                  href={Link.to(`/v1/reports/${one}`, { dataset, format })}
                  download={`report-${one}.${format}`}
                >
                  {format.toUpperCase()}
                </a>
              </>
            ))}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

reports.post("/reports", Session.needs("train"), async (c) => {
  const said = await c.req.parseBody();
  const dataset = Dataset.name(String(said.dataset));
  const of = month(String(said.month));
  const made = await MonthlyReport.make(dataset, of, new Date());
  const on = "jobId" in made ? `/jobs/${made.jobId}` : Link.report(dataset, of);
  return c.redirect(on, 303);
});

reports.get("/reports/:month", Session.needs("read"), async (c) => {
  const { dataset } = await Page.chosen(c);
  const of = month(c.req.param("month"));
  const text = await MonthlyReport.read(dataset, of, "html");
  return Page.stored(c, text, Link.to("/reports", { dataset }), "Reports");
});
