// risk-section: how probable it is for how many, and who is worst off for which reasons
import { CustomerList } from "@mainstay/core/accounts/customer-list";
import { Dataset } from "@mainstay/core/dataset/dataset";
import type { Card } from "@mainstay/core/model/card";
import { Snapshot } from "@mainstay/core/customers/snapshot";
import { ExplainSnapshot } from "@mainstay/core/scoring/explain-snapshot";
import { Link } from "./link";
import type { BandCounts } from "./band-counts";
import {
  Absent,
  Band,
  Drawing,
  Probability,
  Reasons,
  Revenue,
} from "./components";
import { FigureFormat } from "./figure-format";

// As many as somebody can call in a morning.
const most = 8;

export async function worst(dataset: string, period: string) {
  const query = { period, sort: "probability", limit: most } as const;
  const { items } = await CustomerList.list(dataset, query);
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
type AtRisk = Awaited<ReturnType<typeof worst>>[number];

// ECharts comes with the first page that draws.
export async function histogram(
  { risk }: BandCounts.Info,
  model: Card.Info | null,
) {
  const { histogram } = await import("@mainstay/core/chart/chart");
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

export function Section({
  month,
  dataset,
  drawing,
  model,
  worst,
}: {
  month: BandCounts.Info;
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
            <b>{FigureFormat.event(model.label, model.period)}</b>.
          </p>
        )}
        <div class="two">
          <Drawing svg={drawing} />
          <div>
            {" "}
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
                      <a
                        href={Link.to("/customers", { dataset, period, band })}
                      >
                        {FigureFormat.whole(risk.bands[band])}
                      </a>
                    </td>
                    <td class="number">
                      {FigureFormat.percent(risk.bands[band] / scored)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p class="note">
              The cut-offs follow the base rate. A bar takes the colour of the
              band its lower end lies in.
            </p>
          </div>
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
    ? `below ${FigureFormat.percent(medium)}`
    : `from ${FigureFormat.percent(band === "high" ? high : medium)}`;

export * as RiskSection from "./risk-section";
