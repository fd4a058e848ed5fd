// risk-section: how risk is spread over customers, and who is most at risk for which reasons
import { CustomerList } from "@mainstay/core/accounts/customer-list";
import { Dataset } from "@mainstay/core/dataset/dataset";
import type { Card } from "@mainstay/core/model/card";
import { Snapshot } from "@mainstay/core/customers/snapshot";
import { ExplainSnapshot } from "@mainstay/core/scoring/explain-snapshot";
import type { BandCounts } from "./band-counts";
import { FigureFormat } from "./figure-format";
import { Figures } from "./figures";
import { Link } from "./link";
import { Absent, Panel } from "./panel";
import { Reasons } from "./reasons";
import { Table } from "./table";

const { event, percent, whole } = FigureFormat;

// One person can call eight customers in a morning.
const maxCustomersShown = 8;

export async function mostAtRisk(dataset: string, period: string) {
  const { items } = await CustomerList.list(dataset, {
    period,
    sort: "probability",
    limit: maxCustomersShown,
  });
  const scored = items.filter(({ probability }) => probability !== null);
  const definition = await Dataset.current(dataset);
  return Promise.all(
    scored.map(async (item) => {
      const snapshot = await Snapshot.get(dataset, period, item.id);
      const reasons = snapshot?.score
        ? await ExplainSnapshot.kept(dataset, definition, snapshot)
        : [];
      return { ...item, reasons };
    }),
  );
}
type AtRisk = Awaited<ReturnType<typeof mostAtRisk>>[number];

/** The histogram of probabilities as SVG. */
export async function histogram(
  { risk }: BandCounts.Info,
  model: Card.Info | null,
) {
  // The chart library is large, so it is loaded with the first drawing.
  const { riskHistogram } = await import("@mainstay/core/chart/chart");
  const { high, medium, low } = risk.bands;
  return riskHistogram({
    description: `${high} at high, ${medium} at medium and ${low} at low risk`,
    bins: risk.histogram,
    cuts: model?.bands,
    width: 420,
    height: 260,
  });
}

type Shown = {
  month: BandCounts.Info;
  dataset: string;
  model: Card.Info | null;
};

export function Section({
  drawing,
  worst,
  ...shown
}: Shown & { drawing: string | null; worst: AtRisk[] }) {
  const { month, dataset, model } = shown;
  if (!drawing)
    return (
      <Panel title="Risk">
        <Absent>
          {model ? (
            "The model is scoring this period now; look again in a minute."
          ) : (
            <>
              No scores yet: no model serves this dataset.{" "}
              <a href={Link.models(dataset)}>Train one</a>
            </>
          )}
        </Absent>
      </Panel>
    );
  return (
    <>
      <Panel title={`Risk in ${month.period}`}>
        {model && (
          <p>
            A score is the probability that{" "}
            <b>{event(model.label, model.period)}</b>.
          </p>
        )}
        <div class="two">
          <Figures.Drawing svg={drawing} />
          <div>
            <Bands {...shown} />
            <p class="note">
              The cut-offs follow the base rate. A bar takes the colour of the
              band its lower end lies in.
            </p>
          </div>
        </div>
      </Panel>
      <MostAtRisk dataset={dataset} period={month.period} worst={worst} />
    </>
  );
}

const Bands = ({ month: { period, risk, scored }, dataset, model }: Shown) => (
  <Table
    kind="bands"
    rows={["high", "medium", "low"] as const}
    columns={[
      { title: "Band", cell: (band) => <Figures.Band band={band} /> },
      {
        title: "Probability",
        class: "nowrap",
        cell: (band) => model && span(band, model.bands),
      },
      {
        title: "Customers",
        number: true,
        cell: (band) => (
          <a href={Link.to("/customers", { dataset, period, band })}>
            {whole(risk.bands[band])}
          </a>
        ),
      },
      {
        title: "Share",
        number: true,
        cell: (band) => percent(risk.bands[band] / scored),
      },
    ]}
  />
);

const MostAtRisk = ({
  dataset,
  period,
  worst,
}: {
  dataset: string;
  period: string;
  worst: AtRisk[];
}) => (
  <Panel
    title="Most at risk"
    aside={
      <a href={Link.to("/customers", { dataset, period })}>Customer list</a>
    }
  >
    <Table
      rows={worst}
      columns={[
        {
          title: "Customer",
          cell: ({ id, name }) => (
            <a href={Link.customer(dataset, id)}>{name ?? id}</a>
          ),
        },
        {
          title: "Probability",
          number: true,
          cell: ({ probability }) => (
            <Figures.Probability value={probability} />
          ),
        },
        { title: "Band", cell: ({ band }) => <Figures.Band band={band} /> },
        worst.some(({ revenue }) => revenue !== null) && {
          title: "Revenue",
          number: true,
          cell: ({ revenue }) => <Figures.Revenue value={revenue} />,
        },
        {
          title: "Main drivers",
          label: null,
          cell: ({ reasons }) => <Reasons.List reasons={reasons} />,
        },
      ]}
    />
    <p class="note">
      <span class="up">▲</span> raises the probability,{" "}
      <span class="down">▼</span> lowers it. A driver moved the score; it need
      not be the cause.
    </p>
  </Panel>
);

const span = (band: Card.Band, { high, medium }: Card.Bands) =>
  band === "low"
    ? `below ${percent(medium)}`
    : `from ${percent(band === "high" ? high : medium)}`;

export * as RiskSection from "./risk-section";
