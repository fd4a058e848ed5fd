// risk-section: how risk is spread over customers
import type { Card } from "@mainstay/core/model/card";
import type { BandCounts } from "./band-counts";
import { FigureFormat } from "./figure-format";
import { Figures } from "./figures";
import { Link } from "./link";
import { Absent, Panel } from "./panel";
import { Table } from "./table";
import { T, t } from "./words";

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
    description: t("riskSection.atHighAtMedium", { high, medium, low }),
    title: t("riskSection.customersByProbability"),
    x: t("riskSection.probability"),
    y: t("riskSection.customers"),
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
      <Panel title={t("column.risk")}>
        <Absent>
          {model ? (
            t("riskSection.theModelIsScoring")
          ) : (
            <>
              <T
                k="riskSection.noScoresYetNo"
                a={(inside) => <a href={Link.models(dataset)}>{inside}</a>}
              />
            </>
          )}
        </Absent>
      </Panel>
    );
  return (
    <Panel title={t("riskSection.riskIn", { period: month.period })}>
      {model && (
        <p>
          <T
            k="riskSection.aScoreIsThe"
            label={event(model.label, model.period)}
          />
        </p>
      )}
      <div class="two">
        <Figures.Drawing svg={drawing} />
        <div>
          <Bands {...shown} />
          <p class="note">{t("riskSection.theCutOffsFollow")}</p>
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
      { title: t("column.band"), cell: (band) => <Figures.Band band={band} /> },
      {
        title: t("column.probability"),
        class: "nowrap",
        cell: (band) => model && span(band, model.bands),
      },
      {
        title: t("column.customers"),
        number: true,
        cell: (band) => (
          <a href={Link.to("/customers", { dataset, period, band })}>
            {whole(risk.bands[band])}
          </a>
        ),
      },
      {
        title: t("column.share"),
        number: true,
        cell: (band) => percent(risk.bands[band] / scored),
      },
    ]}
  />
);

const span = (band: Card.Band, { high, medium }: Card.Bands) =>
  band === "low"
    ? t("riskSection.below", { medium: percent(medium) })
    : t("riskSection.from", {
        percent: percent(band === "high" ? high : medium),
      });

export * as RiskSection from "./risk-section";
