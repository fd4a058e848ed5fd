import { Hono } from "hono";
import { Customer } from "@mainstay/core/customer";
import { Dataset } from "@mainstay/core/dataset";
import { Inbox } from "@mainstay/core/inbox";
import { Metric } from "@mainstay/core/metric";
import type { Card } from "@mainstay/core/model/card";
import { Registry } from "@mainstay/core/model/registry";
import { Months } from "@mainstay/core/months";
import { Snapshot } from "@mainstay/core/snapshot";
import type { Upload } from "@mainstay/core/upload";
import { Link } from "./link";
import { Quality } from "./model";
import { Month } from "./month";
import { Page } from "./page";
import { Absent, Band, Drawing, Probability, Reasons, Revenue } from "./parts";
import { Session, type Env } from "./session";
import { Words } from "./words";

export const overview = new Hono<Env>();

// As many as somebody can call in a morning.
const most = 8;

overview.get("/", Session.needs("read"), async (c) => {
  const { names, dataset } = await Page.chosen(c);
  const [periods, uploads, reports, model] = await Promise.all([
    Dataset.periods(dataset),
    Inbox.uploads({ dataset, limit: 4 }),
    Months.list(dataset, { limit: 1 }),
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
  const [month, last, worst] = await Promise.all([
    Month.read(dataset, period),
    before ? Month.read(dataset, before) : null,
    atRisk(dataset, period),
  ]);
  const drawing = month.scored ? await histogram(month, model) : null;
  return Page.show(
    c,
    frame,
    <>
      <h1>Overview</h1>
      <p class="lead">
        {Words.plural(month.customers, "row")} of <code>{dataset}</code> in{" "}
        {period}, the newest of {Words.plural(periods.length, "period")}.
      </p>
      <Datasets names={names} dataset={dataset} />
      <Figures month={month} last={last} />
      <Risk
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

async function atRisk(dataset: string, period: string) {
  const query = { period, sort: "probability", limit: most } as const;
  const { items } = await Customer.list(dataset, query);
  const scored = items.filter(({ probability }) => probability !== null);
  return Promise.all(
    scored.map(async (item) => ({
      ...item,
      reasons:
        (await Snapshot.get(dataset, period, item.id))?.score?.reasons ?? [],
    })),
  );
}
type AtRisk = Awaited<ReturnType<typeof atRisk>>[number];

// ECharts comes with the first page that draws.
async function histogram({ risk }: Month.Info, model: Card.Info | null) {
  const { histogram } = await import("@mainstay/core/chart");
  const { high, medium, low } = risk.bands;
  return histogram({
    title: "Customers by probability",
    description: `${high} at high, ${medium} at medium and ${low} at low risk`,
    bins: risk.histogram,
    cuts: model?.bands,
    x: "probability",
    width: 420,
    height: 260,
  });
}

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

function Figures({
  month,
  last,
}: {
  month: Month.Info;
  last: Month.Info | null;
}) {
  const { risk, scored } = month;
  const moved = Metric.movements(month.metrics, last && last.metrics);
  return (
    <section class="tiles" aria-label={`Figures of ${month.period}`}>
      {Metric.names.map((name) => {
        const { name: title, unit, text } = Metric.definitions[name];
        const value = month.metrics[name];
        const movement = moved[name];
        if (value.value === null)
          return (
            <div class="card" title={text}>
              <h3>{title}</h3>
              <p class="value">—</p>
              <p class="small">{value.why}</p>
            </div>
          );
        return (
          <div class="card" title={text}>
            <h3>{title}</h3>
            <p class="value">{Words.figure(value.value, unit)}</p>
            <p class="small">{Words.interval(value, unit)}</p>
            <p class="small">n = {Words.whole(value.n)}</p>
            {movement && last && (
              <p class="small">{Words.movement(movement, last.period, unit)}</p>
            )}
          </div>
        );
      })}
      <div class="card">
        <h3>At high risk</h3>
        <p class="value">{scored ? Words.whole(risk.bands.high) : "—"}</p>
        <p class="small">
          {scored
            ? `of ${Words.whole(scored)} scored`
            : "No model has scored this period."}
        </p>
        {scored > 0 && last !== null && last.scored > 0 && (
          <p class="small">
            {Words.whole(last.risk.bands.high)} in {last.period}
          </p>
        )}
      </div>
    </section>
  );
}

function Risk({
  month,
  dataset,
  drawing,
  model,
  worst,
}: {
  month: Month.Info;
  dataset: string;
  drawing: string | null;
  model: Card.Info | null;
  worst: AtRisk[];
}) {
  if (!drawing)
    return (
      <section class="card">
        <h2>Risk</h2>
        <Absent>
          {model
            ? "The model is scoring this period now; look again in a minute."
            : "No scores yet: no model serves this dataset. "}
          {!model && (
            <a href={`/models#${encodeURIComponent(dataset)}`}>Train one</a>
          )}
        </Absent>
      </section>
    );
  const { period, risk, scored } = month;
  const revenue = worst.some((customer) => customer.revenue !== null);
  return (
    <>
      <section class="card">
        <h2>Risk in {period}</h2>
        {model && (
          <p>
            A score is the probability that{" "}
            <b>{Words.event(model.label, model.period)}</b>.
          </p>
        )}
        <div class="two">
          <Drawing svg={drawing} />
          <table>
            <thead>
              <tr>
                <th scope="col">Band</th>
                <th scope="col">Probability</th>
                <th scope="col" class="number">
                  Customers
                </th>
                <th scope="col" class="number">
                  Share
                </th>
              </tr>
            </thead>
            <tbody>
              {(["high", "medium", "low"] as const).map((band) => (
                <tr>
                  <td>
                    <Band band={band} />
                  </td>
                  <td class="nowrap">{model && span(band, model.bands)}</td>
                  <td class="number">
                    <a href={Link.to("/customers", { dataset, period, band })}>
                      {Words.whole(risk.bands[band])}
                    </a>
                  </td>
                  <td class="number">
                    {Words.percent(risk.bands[band] / scored)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <section class="card">
        <div class="head">
          <h2>Most at risk</h2>
          <a href={Link.to("/customers", { dataset, period })}>All customers</a>
        </div>
        <table class="stack">
          <thead>
            <tr>
              <th scope="col">Customer</th>
              <th scope="col" class="number">
                Probability
              </th>
              <th scope="col">Band</th>
              {revenue && (
                <th scope="col" class="number">
                  Revenue
                </th>
              )}
              <th scope="col">Main reasons</th>
            </tr>
          </thead>
          <tbody>
            {worst.map((customer) => (
              <tr>
                <td>
                  <a href={Link.customer(dataset, customer.id)}>
                    {customer.name ?? customer.id}
                  </a>
                </td>
                <td class="number" data-label="Probability">
                  <Probability value={customer.probability} />
                </td>
                <td data-label="Band">
                  <Band band={customer.band} />
                </td>
                {revenue && (
                  <td class="number" data-label="Revenue">
                    <Revenue value={customer.revenue} />
                  </td>
                )}
                <td>
                  <Reasons reasons={customer.reasons} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <p class="note">
          <span class="up">▲</span> raises the probability,{" "}
          <span class="down">▼</span> lowers it. A reason says what moved the
          score, not what causes it.
        </p>
      </section>
    </>
  );
}

const span = (band: Card.Band, { high, medium }: Card.Bands) =>
  band === "low"
    ? `below ${Words.percent(medium)}`
    : `from ${Words.percent(band === "high" ? high : medium)}`;

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
          , made {Words.day(model.createdAt)}. On rows it had not seen:
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
                <div class="id">{Words.moment(upload.droppedAt)}</div>
              </td>
              <td data-label="State">
                <span class={`chip ${upload.state}`}>{upload.state}</span>
              </td>
              {(["rows", "accepted", "rejected", "scored"] as const).map(
                (name) => (
                  <td class="number" data-label={Words.title(name)}>
                    {Words.whole(upload[name])}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  ) : null;
