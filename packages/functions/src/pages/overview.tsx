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
import { MonthLetter } from "../parts/month-letter";
import { ModelQuality } from "../parts/model-quality";
import { Page } from "../parts/page";
import { ForetoldCounts } from "@mainstay/core/lists/foretold-counts";
import { OutcomeSummary } from "../parts/outcome-summary";
import { Absent, Panel } from "../parts/panel";
import { PriorityList } from "../parts/priority-list";
import { RenewalMonths } from "../parts/renewal-months";
import { RiskSection } from "../parts/risk-section";
import { RunningJobs } from "../parts/running-jobs";
import { Session, type Env } from "../parts/session";
import { Table } from "../parts/table";
import { UploadColumns } from "../parts/upload-columns";
import { Withheld } from "../parts/withheld";
import { T, Words, t } from "../parts/words";

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
    ...({
      title: t("tab.home"),
      tab: "home",
      dataset,
      names,
    } as const),
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
  const [summary, month, last, foretold, letter] = await Promise.all([
    Refresh.summary(dataset, period),
    BandCounts.read(dataset, period),
    before ? BandCounts.read(dataset, before) : null,
    ForetoldCounts.read(dataset, period),
    MonthLetter.read(dataset, period),
  ]);
  // The summary brings the list up to date first.
  const now = new Date();
  const [first, renewals] = await Promise.all([
    Priorities.list(
      dataset,
      { limit: customersShown, lang: Words.lang() },
      now,
    ),
    Renewals.list(dataset, { limit: 24 }, now),
  ]);
  const drawing = month.scored
    ? await RiskSection.histogram(month, model)
    : null;
  const lead = (
    <>
      <T
        k="overview.ofIn"
        customers={t("count.row", { n: month.customers })}
        dataset={dataset}
        period={period}
        more={
          before &&
          t("overview.theNewestOf", {
            n: t("count.period", { n: periods.length }),
          })
        }
      />
    </>
  );
  return Page.show(
    c,
    { ...frame, lead },
    <>
      <RunningJobs.Section jobs={running} />
      <Withheld {...{ dataset, summary, may: Session.may(c, "write") }} />
      <MonthLetter.Section
        {...{ letter, dataset, period, may: Session.may(c, "train") }}
      />
      <HeadlineFigures.Section {...{ dataset, summary, month, last }} />
      <First first={first} dataset={dataset} />
      <RenewalMonths.Section renewals={renewals} dataset={dataset} />
      {!foretold && (
        <RiskSection.Section {...{ month, dataset, drawing, model }} />
      )}
      <div class="two">
        {foretold ? (
          <OutcomeSummary.Section {...{ dataset, foretold }} />
        ) : (
          <CurrentModel model={model} dataset={dataset} />
        )}
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
      title={t("word.whomFirst")}
      aside={
        <a href={Link.to("/actions", { dataset })}>
          <T k="overview.all" total={t("count.customer", { n: first.total })} />
        </a>
      }
    >
      {first.moneyAtRisk > 0 && (
        <p>
          <T
            k="overview.ofAYearsRevenue"
            moneyAtRisk={FigureFormat.whole(first.moneyAtRisk)}
          />
        </p>
      )}
      <PriorityList.List items={first.items} dataset={dataset} />
    </Panel>
  ) : null;

const Welcome = () => (
  <Panel title={t("overview.threeStepsToThe")}>
    <ol class="steps">
      <li>
        <T
          k="overview.importAnExportOf"
          a={(inside) => <a href="/import">{inside}</a>}
        />
      </li>
      <li>
        <T
          k="overview.chooseOnModelsWhich"
          a={(inside) => <a href="/models">{inside}</a>}
        />
      </li>
      <li>
        <T
          k="overview.scoresWithTheirDrivers"
          a={(inside) => <a href="/customers">{inside}</a>}
          a2={(inside) => <a href="/reports">{inside}</a>}
        />
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
  <Panel title={t("overview.currentModel")}>
    {model ? (
      <>
        <p>
          <T
            k="overview.versionCreatedTestedOn"
            a={(inside) => (
              <a href={Link.model(dataset, model.version)}>{inside}</a>
            )}
            version={model.version}
            createdAt={FigureFormat.day(model.createdAt)}
          />
        </p>
        <ModelQuality card={model} />
      </>
    ) : (
      <Absent>
        <T
          k="overview.noneYetTrainOne"
          a={(inside) => <a href={Link.models(dataset)}>{inside}</a>}
        />
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
    <Panel title={t("overview.latestReport")}>
      {month ? (
        <>
          <p>
            <a href={Link.report(dataset, month, Words.lang())}>
              <T
                k="overview.customerReportOf"
                month={FigureFormat.month(month)}
              />
            </a>
          </p>
          <p class="small">
            <T
              k="overview.figuresWithTheirDefinitions"
              a={(inside) => <a href={all}>{inside}</a>}
            />
          </p>
        </>
      ) : (
        <Absent>
          <T
            k="overview.noneYetOneIs"
            a={(inside) => <a href={all}>{inside}</a>}
          />
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
      title={t("overview.latestUploads")}
      aside={
        <a href={`/uploads?dataset=${encodeURIComponent(dataset)}`}>
          {t("overview.allUploads")}
        </a>
      }
    >
      <Table
        rows={uploads}
        columns={[
          {
            title: t("word.file"),
            cell: ({ key, droppedAt }) => (
              <>
                {key.split("/").at(-1)}
                <div class="id">{FigureFormat.moment(droppedAt)}</div>
              </>
            ),
          },
          UploadColumns.state(),
          ...UploadColumns.counts("rows", "accepted", "rejected", "scored"),
        ]}
      />
    </Panel>
  ) : null;
