// history: a customer period by period
import type { Customer } from "@mainstay/core/accounts/customer";
import { Band, Drawing, Light, Probability, Revenue } from "./components";
import { FigureFormat } from "./figure-format";

export async function drawn(history: Customer.Moment[]) {
  const scored = history.filter(({ probability }) => probability !== null);
  if (scored.length < 2) return null;
  const { movement } = await import("@mainstay/core/chart/chart");
  const written = history.map(
    ({ period, probability: p }) =>
      `${period}: ${p === null ? "none" : FigureFormat.percent(p)}`,
  );
  return movement({
    title: "Probability by period",
    description: written.join("; "),
    points: history.map(({ period, probability: value }) => ({
      period,
      value,
    })),
    y: "probability",
    share: true,
    width: 420,
    height: 220,
  });
}

export const Section = ({
  history,
  drawing,
}: {
  history: Customer.Moment[];
  drawing: string | null;
}) => {
  const healthy = history.some(({ health }) => health !== null);
  return (
    <section class="card">
      <h2>Period by period</h2>
      {drawing && <Drawing svg={drawing} />}
      <table class="tight">
        <thead>
          <tr>
            <th scope="col">Period</th>
            <th scope="col" class="number">
              Risk
            </th>
            {healthy && <th scope="col">Health</th>}
            <th scope="col" class="number">
              Revenue
            </th>
          </tr>
        </thead>
        <tbody>
          {history.toReversed().map((moment) => (
            <tr>
              <td class="nowrap">{moment.period}</td>
              <td class="number">
                <Probability value={moment.probability} />{" "}
                {moment.band && <Band band={moment.band} />}
              </td>
              {healthy && (
                <td>
                  <Light value={moment.health} status={moment.status} />
                </td>
              )}
              <td class="number">
                <Revenue value={moment.revenue} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

export * as History from "./history";
