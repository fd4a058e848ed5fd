// overview: the first page, the figures of the newest period
import { Hono } from "hono";
import { Action } from "@mainstay/core/playbooks/action/action";
import { Refresh } from "@mainstay/core/periods/refresh";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Presigned } from "@mainstay/core/ingest/presigned";
import type { Card } from "@mainstay/core/model/card";
import { Registry } from "@mainstay/core/model/registry";
import { MonthlyReport } from "@mainstay/core/report/monthly-report";
import type { Upload } from "@mainstay/core/ingest/upload";
import { Figures } from "../parts/headline-figures";
import { Link } from "../parts/link";
import { Quality } from "../parts/model-quality";
import { BandCounts } from "../parts/band-counts";
import { Page } from "../parts/page";
import { Absent } from "../parts/components";
import { RiskSection } from "../parts/risk-section";
import { Session, type Env } from "../parts/session";
import { ActionList } from "../parts/action-list";
import { FigureFormat } from "../parts/figure-format";

export const overview = new Hono<Env>();

overview.get("/", Session.needs("read"), async (c) => {
  const { names, dataset } = await Page.chosen(c);
  const [periods, uploads, reports, model] = await Promise.all([
    Dataset.periods(dataset),
    Presigned.uploads({ dataset, limit: 4 }),
    MonthlyReport.list(dataset, { limit: 1 }),
    serving(dataset),
  ]);
  const frame = { title: "Overview", tab: "Overview", dataset } as const;
  const period = periods.at(-1);
  if (!period)
    return Page.show(
      c,
      frame,
      <>
        <h1>Nothing here yet</h1>
        <Datasets names={names} dataset={dataset} />
        <Welcome />
        <Newest uploads={uploads.items} dataset={dataset} />
      </>,
    );
  const before = periods.at(-2);
  const [summary, month, last, worst, actions] = await Promise.all([
    Refresh.summary(dataset, period),
    BandCounts.read(dataset, period),
    before ? BandCounts.read(dataset, before) : null,
    RiskSection.worst(dataset, period),
    Action.all(dataset, [period]),
  ]);
  const drawing = month.scored
    ? await RiskSection.histogram(month, model)
    : null;
  return Page.show(
    c,
    frame,
    <>
      <h1>Overview</h1>
      <p class="lead">
        {FigureFormat.plural(month.customers, "row")} of <code>{dataset}</code>{" "}
        in {period}
        {before &&
          `, the newest of ${FigureFormat.plural(periods.length, "period")}`}
        .
      </p>
      <Datasets names={names} dataset={dataset} />
      <Figures {...{ dataset, summary, month, last }} />
      <ToDo
        actions={ActionList.urgent(actions).filter(ActionList.isOpen)}
        dataset={dataset}
        may={Session.may(c, "write")}
      />
      <RiskSection.Section
        month={month}
        dataset={dataset}
        drawing={drawing}
        model={model}
        worst={worst}
      />
      <div class="two">
        <Model model={model} dataset={dataset} />
        <div class="card">
          <h2>Newest report</h2>
          <NewestReport month={reports.items[0]?.month} dataset={dataset} />
        </div>
      </div>
      <Newest uploads={uploads.items} dataset={dataset} />
    </>,
  );
});

const Datasets = (props: { names: string[]; dataset: string }) => (
  <Page.Datasets {...props} path="/" />
);

async function serving(dataset: string) {
  const current = await Registry.current(dataset);
  return current && (await Registry.card(dataset, current.version));
}
// As many as somebody can begin a day with.
const first = 5;

const ToDo = ({
  actions,
  dataset,
  may,
}: {
  actions: Action.Info[];
  dataset: string;
  may: boolean;
}) =>
  actions.length ? (
    <section class="card">
      <div class="head">
        <h2>To do first</h2>
        <a href={Link.to("/actions", { dataset })}>
          All {FigureFormat.plural(actions.length, "open action")}
        </a>
      </div>
      <ActionList.Short
        actions={actions.slice(0, first)}
        next={Link.to("/", { dataset })}
        may={may}
      />
    </section>
  ) : null;

const Welcome = () => (
  <section class="card">
    <h2>Three steps to the first scores</h2>
    <ol class="steps">
      <li>
        <a href="/uploads">Upload a CSV</a> with one row for each customer and
        month. Its columns are understood by themselves.
      </li>
      <li>
        Say on <a href="/models">Models</a> which column is to be predicted, and
        train.
      </li>
      <li>
        Scores with their reasons appear here and under{" "}
        <a href="/customers">Customers</a>, and each month closes with a{" "}
        <a href="/reports">report</a>.
      </li>
    </ol>
  </section>
);

const Model = ({
  model,
  dataset,
}: {
  model: Card.Info | null;
  dataset: string;
}) => (
  <section class="card">
    <h2>Model in use</h2>
    {model ? (
      <>
        <p>
          <a href={Link.model(dataset, model.version)}>
            Version <code>{model.version}</code>
          </a>
          , made {FigureFormat.day(model.createdAt)}. On rows it had not seen:
        </p>
        <Quality card={model} />
      </>
    ) : (
      <Absent>
        None yet.{" "}
        <a href={`/models#${encodeURIComponent(dataset)}`}>Train one</a>
      </Absent>
    )}
  </section>
);

const NewestReport = ({
  month,
  dataset,
}: {
  month: string | undefined;
  dataset: string;
}) =>
  month ? (
    <>
      <p>
        <a href={Link.report(dataset, month)}>Customer report of {month}</a>
      </p>
      <p class="small">
        Figures with their definitions, movements, risk and the customers to
        look after first; to read, print or pass on.{" "}
        <a href={Link.to("/reports", { dataset })}>All reports</a>
      </p>
    </>
  ) : (
    <Absent>
      None yet. One is made on the first of each month, or now on{" "}
      <a href={Link.to("/reports", { dataset })}>Reports</a>.
    </Absent>
  );

const Newest = ({
  uploads,
  dataset,
}: {
  uploads: Upload.Info[];
  dataset: string;
}) =>
  uploads.length ? (
    <section class="card">
      <div class="head">
        <h2>Newest uploads</h2>
        <a href={`/uploads?dataset=${encodeURIComponent(dataset)}`}>
          All uploads
        </a>
      </div>
      <table class="stack">
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">State</th>
            {["Rows", "Accepted", "Rejected", "Scored"].map((name) => (
              <th scope="col" class="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {uploads.map((upload) => (
            <tr>
              <td>
                {upload.key.split("/").at(-1)}
                <div class="id">{FigureFormat.moment(upload.droppedAt)}</div>
              </td>
              <td data-label="State">
                <span class={`chip ${upload.state}`}>{upload.state}</span>
              </td>
              {(["rows", "accepted", "rejected", "scored"] as const).map(
                (name) => (
                  <td class="number" data-label={FigureFormat.title(name)}>
                    {FigureFormat.whole(upload[name])}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  ) : null;
