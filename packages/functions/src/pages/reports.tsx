// reports: the page that lists and makes monthly reports, and the reports themselves
import { Hono } from "hono";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Failure } from "@mainstay/core/base/error";
import { MonthlyReport } from "@mainstay/core/reporting/monthly-report";
import { ReportJob } from "@mainstay/core/reporting/report-job";
import { Message } from "@mainstay/core/text/message";
import { Wording } from "@mainstay/core/text/wording";
import { FigureFormat } from "../parts/figure-format";
import { DatasetChoice } from "../parts/dataset-choice";
import { Link } from "../parts/link";
import { Page } from "../parts/page";
import { Pager } from "../parts/pager";
import { Absent } from "../parts/panel";
import { Select } from "../parts/select";
import { Session, type Env } from "../parts/session";
import { Table } from "../parts/table";
import { T, Words, t } from "../parts/words";

export const reports = new Hono<Env>();

const reportsPerPage = 60;

const readMonth = (asked: string) => {
  const read = MonthlyReport.Month.safeParse(asked);
  if (read.success) return read.data;
  throw new Failure(
    "request.invalid",
    `Expected a month as YYYY-MM, got "${asked}"`,
  );
};

reports.get("/reports", Session.needs("read"), async (c) => {
  const { names, dataset } = await DatasetChoice.chosen(c);
  const cursor = c.req.query("cursor");
  const [{ items, cursor: next }, periods] = await Promise.all([
    MonthlyReport.list(dataset, { limit: reportsPerPage, cursor }),
    Dataset.periods(dataset),
  ]);
  const months = periods
    .filter((period) => MonthlyReport.Month.safeParse(period).success)
    .reverse();
  return Page.show(
    c,
    {
      ...{ title: t("tab.reports"), tab: "reports", dataset, names },
      lead: t("reports.figuresMovementsRiskAnd"),
    },
    <>
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
          <Absent>{t("reports.noReportYetOne")}</Absent>
        )}
        <Pager
          links={[
            !!next && {
              href: Link.to("/reports", { dataset, cursor: next }),
              text: t("word.older"),
            },
          ]}
        />
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
        <T
          k="reports.aReportIsAbout"
          a={(inside) => <a href="/import">{inside}</a>}
        />
      </Absent>
    );
  if (!months.length)
    return (
      <Absent>
        <T k="reports.reportsAreMonthlyCounts" dataset={dataset} />
      </Absent>
    );
  if (!may) return <p class="note">{t("reports.creatingAReportNeeds")}</p>;
  return (
    <form class="card row" method="post" action="/reports">
      <input type="hidden" name="dataset" value={dataset} />
      <Select
        title={t("column.month")}
        name="month"
        options={months.map((month) => [month, FigureFormat.month(month)])}
      />
      <button>{t("reports.createReport")}</button>
    </form>
  );
};

const List = ({ dataset, months }: { dataset: string; months: string[] }) => (
  <Table
    kind="reports"
    rows={months}
    columns={[
      {
        title: t("column.month"),
        cell: (month) => (
          <>
            <a href={Link.report(dataset, month, Words.lang())}>
              {FigureFormat.month(month)}
            </a>
            {" · "}
            <Other dataset={dataset} month={month} />
          </>
        ),
      },
      {
        title: t("word.downloads"),
        cell: (month) =>
          ["pdf", "csv", "json"].map((format, k) => (
            <>
              {k > 0 && " · "}
              <a
                href={Link.to(`/v1/reports/${month}`, { dataset, format })}
                download={`report-${month}.${format}`}
              >
                {format.toUpperCase()}
              </a>
            </>
          )),
      },
    ]}
  />
);

// The report in the language that the page is not in.
const Other = ({ dataset, month }: { dataset: string; month: string }) => {
  const lang = Words.lang() === "en" ? "zh" : "en";
  return (
    <a href={Link.report(dataset, month, lang)} lang={lang}>
      {Message.text(lang, "page.language")}
    </a>
  );
};

reports.post("/reports", Session.needs("train"), async (c) => {
  const fields = await c.req.parseBody();
  const dataset = Dataset.name(String(fields.dataset));
  const month = readMonth(String(fields.month));
  const made = await ReportJob.make(dataset, month, new Date());
  return c.redirect(
    "jobId" in made
      ? `/jobs/${made.jobId}`
      : Link.report(dataset, month, Words.lang()),
    303,
  );
});

reports.get("/reports/:month", Session.needs("read"), async (c) => {
  const { dataset } = await DatasetChoice.chosen(c);
  const month = readMonth(c.req.param("month"));
  const lang = Wording.Lang.catch("en").parse(c.req.query("lang"));
  const bytes = await MonthlyReport.read(dataset, month, "html", lang);
  const text = Buffer.from(bytes).toString("utf8");
  return Page.stored(
    c,
    text,
    Link.to("/reports", { dataset }),
    t("tab.reports"),
  );
});
