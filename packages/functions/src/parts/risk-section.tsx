// risk-section: how risk is spread over customers
import type { Card } from "@mainstay/core/model/card";
import type { BandCounts } from "./band-counts";
import { FigureFormat } from "./figure-format";
import { Figures } from "./figures";
import { Link } from "./link";
import { Absent, Panel } from "./panel";
import { Table } from "./table";

const { event, percent, whole } = FigureFormat;

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
  ...shown
}: Shown & { drawing: string | null }) {
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

const span = (band: Card.Band, { high, medium }: Card.Bands) =>
  band === "low"
    ? `below ${percent(medium)}`
    : `from ${percent(band === "high" ? high : medium)}`;

export * as RiskSection from "./risk-section";
