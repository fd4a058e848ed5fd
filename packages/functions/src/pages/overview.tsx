// overview: the first page: key figures, whom to see first, risk, and what is newest
import { Hono } from "hono";
import { Priorities } from "@mainstay/core/accounts/priorities";
import { Renewals } from "@mainstay/core/accounts/renewals";
import { Refresh } from "@mainstay/core/periods/refresh";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Presigned } from "@mainstay/core/ingest/presigned";
import type { Card } from "@mainstay/core/model/card";
import { PeriodCompleteness } from "@mainstay/core/periods/period-completeness";
import { Registry } from "@mainstay/core/model/registry";
import { MonthlyReport } from "@mainstay/core/reporting/monthly-report";
import type { Upload } from "@mainstay/core/ingest/upload";
import { BandCounts } from "../parts/band-counts";
import { DatasetChoice } from "../parts/dataset-choice";
import { FigureFormat } from "../parts/figure-format";
import { HeadlineFigures } from "../parts/headline-figures";
import { Link } from "../parts/link";
import { ModelQuality } from "../parts/model-quality";
import { Page } from "../parts/page";
import { Absent, Panel } from "../parts/panel";
import { PriorityList } from "../parts/priority-list";
import { RenewalMonths } from "../parts/renewal-months";
import { RiskSection } from "../parts/risk-section";
import { RunningJobs } from "../parts/running-jobs";
import { Session, type Env } from "../parts/session";
import { Table } from "../parts/table";
import { UploadColumns } from "../parts/upload-columns";
import { Withheld } from "../parts/withheld";

export const overview = new Hono<Env>();

const uploadsShown = 4;
const refreshSeconds = 5;

overview.get("/", Session.needs("read"), async (c) => {
  const { names, dataset } = await DatasetChoice.chosen(c);
  const [running, periods, uploads, reports, model] = await Promise.all([
    RunningJobs.read(),
    Dataset.periods(dataset),
    Presigned.uploads({ dataset, limit: uploadsShown }),
    MonthlyReport.list(dataset, { limit: 1 }),
    currentCard(dataset),
  ]);
  const frame = {
    ...({ title: "Overview", tab: "Overview", dataset, names } as const),
    ...(running.length > 0 && { refreshSeconds }),
  };
  const period = periods.at(-1);
  if (!period)
    return Page.show(
      c,
      frame,
      <>
        <RunningJobs.Section jobs={running} />
        <Welcome />
        <LatestUploads uploads={uploads.items} dataset={dataset} />
      </>,
    );
  const before = periods.at(-2);
  const [summary, month, last] = await Promise.all([
    Refresh.summary(dataset, period),
    BandCounts.read(dataset, period),
    before ? BandCounts.read(dataset, before) : null,
  ]);
  // The summary brings the list up to date first.
  const now = new Date();
  const [first, renewals] = await Promise.all([
    Priorities.list(dataset, { limit: customersShown }, now),
    Renewals.list(dataset, { limit: 24 }, now),
  ]);
  const drawing = month.scored
    ? await RiskSection.histogram(month, model)
    : null;
  const lead = (
    <>
      {FigureFormat.count(month.customers, "row")} of <code>{dataset}</code> in{" "}
      {period}
      {before &&
        `, the newest of ${FigureFormat.count(periods.length, "period")}`}
      .
    </>
  );
  return Page.show(
    c,
    { ...frame, lead },
    <>
      <RunningJobs.Section jobs={running} />
      <Withheld {...{ dataset, summary, may: Session.may(c, "write") }} />
      <HeadlineFigures.Section {...{ dataset, summary, month, last }} />
      <First first={first} dataset={dataset} />
      <RenewalMonths.Section renewals={renewals} dataset={dataset} />
      <RiskSection.Section {...{ month, dataset, drawing, model }} />
      <div class="two">
        <CurrentModel model={model} dataset={dataset} />
        <LatestReport month={reports.items[0]?.month} dataset={dataset} />
      </div>
      <LatestUploads uploads={uploads.items} dataset={dataset} />
    </>,
  );
});

overview.post("/periods/:period/confirm", Session.needs("write"), async (c) => {
  const { dataset: asked } = await c.req.parseBody();
  const dataset = Dataset.name(String(asked));
  const period = c.req.param("period");
  await PeriodCompleteness.confirm(dataset, period, new Date());
  return c.redirect(Link.to("/", { dataset }), 303);
});

async function currentCard(dataset: string) {
  const current = await Registry.current(dataset);
  return current && (await Registry.card(dataset, current.version));
}

// One person can call eight customers in a morning.
const customersShown = 8;

const First = ({
  first,
  dataset,
}: {
  first: Priorities.Info;
  dataset: string;
}) =>
  first.items.some(({ probability }) => probability !== null) ? (
    <Panel
      title="Whom to see first"
      aside={
        <a href={Link.to("/actions", { dataset })}>
          All {FigureFormat.count(first.total, "customer")}
        </a>
      }
    >
      {first.moneyAtRisk > 0 && (
        <p>
          <b>{FigureFormat.whole(first.moneyAtRisk)}</b> of a year's revenue is
          expected to be lost among all customers.
        </p>
      )}
      <PriorityList.List items={first.items} dataset={dataset} />
    </Panel>
  ) : null;

const Welcome = () => (
  <Panel title="Three steps to the first scores">
    <ol class="steps">
      <li>
        <a href="/import">Import an export</a> of your customers as your tools
        write it. You see how it is read before anything is stored.
      </li>
      <li>
        Choose on <a href="/models">Models</a> which column to predict, and
        train.
      </li>
      <li>
        Scores with their drivers appear here and in the{" "}
        <a href="/customers">customer list</a>, and each month closes with a{" "}
        <a href="/reports">report</a>.
      </li>
    </ol>
  </Panel>
);

const CurrentModel = ({
  model,
  dataset,
}: {
  model: Card.Info | null;
  dataset: string;
}) => (
  <Panel title="Current model">
    {model ? (
      <>
        <p>
          <a href={Link.model(dataset, model.version)}>
            Version <code>{model.version}</code>
          </a>
          , created {FigureFormat.day(model.createdAt)}. Tested on rows it had
          not seen:
        </p>
        <ModelQuality card={model} />
      </>
    ) : (
      <Absent>
        None yet. <a href={Link.models(dataset)}>Train one</a>
      </Absent>
    )}
  </Panel>
);

const LatestReport = ({
  month,
  dataset,
}: {
  month: string | undefined;
  dataset: string;
}) => {
  const all = Link.to("/reports", { dataset });
  return (
    <Panel title="Latest report">
      {month ? (
        <>
          <p>
            <a href={Link.report(dataset, month)}>Customer report of {month}</a>
          </p>
          <p class="small">
            Figures with their definitions, movements, risk and the customers to
            look after first; to read, print or pass on.{" "}
            <a href={all}>All reports</a>
          </p>
        </>
      ) : (
        <Absent>
          None yet. One is made on the first of each month, or now on{" "}
          <a href={all}>Reports</a>.
        </Absent>
      )}
    </Panel>
  );
};

const LatestUploads = ({
  uploads,
  dataset,
}: {
  uploads: Upload.Info[];
  dataset: string;
}) =>
  uploads.length ? (
    <Panel
      title="Latest uploads"
      aside={
        <a href={`/uploads?dataset=${encodeURIComponent(dataset)}`}>
          All uploads
        </a>
      }
    >
      <Table
        rows={uploads}
        columns={[
          {
            title: "File",
            cell: ({ key, droppedAt }) => (
              <>
                {key.split("/").at(-1)}
                <div class="id">{FigureFormat.moment(droppedAt)}</div>
              </>
            ),
          },
          UploadColumns.state,
          ...UploadColumns.counts("rows", "accepted", "rejected", "scored"),
        ]}
      />
    </Panel>
  ) : null;
