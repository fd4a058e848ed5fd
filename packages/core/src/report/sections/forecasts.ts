// forecasts: the forecast of each series with its intervals and its past error
import { Chart } from "../../chart/chart";
import type { Ahead, Info } from "../report";
import { figure, html, type Html } from "../print-layout";
import { fixed, whole } from "../../text/format";
import type { Section } from "./section";
import { clause, tick, unitOf, written } from "../figure-text";

export function forecasts(info: Info): Section | null {
  const all = info.forecasts ?? [];
  const drawn = all.filter(({ points }) => points.length > 0);
  const without = all.filter(({ points, why }) => points.length === 0 && why);
  if (drawn.length + without.length === 0) return null;
  return {
    id: "ahead",
    title: "Forecasts",
    body: html`${
      drawn.length > 0
        ? html`<p>
              The dashed line is the likeliest course; what comes lies in the
              darker shade four times in five, in the lighter one nineteen times
              in twenty. How far off such forecasts were in the past is told as
              sMAPE and MASE, beside the same of simply repeating the last
              season; less is better.
            </p>
            <div class="figures">
              ${drawn.map((one) => drawing(info, one))}
            </div>`
        : null
    }
    ${
      without.length > 0
        ? html`<ul>
            ${without.map((one) => html`<li><b>${named(info, one)}</b> has no forecast — ${clause(one.why!)}.</li>`)}
          </ul>`
        : null
    }`,
  };
}

const names: Record<string, string> = {
  revenue: "Recurring revenue",
  customers: "Customers",
  usage: "Usage",
};

function named({ definitions }: Info, { series }: Ahead): string {
  const [, product] = /^demand:(.+)$/s.exec(series) ?? [];
  if (product) return `Demand for ${product}`;
  return names[series] ?? definitions[series]?.name ?? series;
}

// Three years of months show what is usual.
const maxPastPeriods = 36;

function drawing(info: Info, one: Ahead): Html {
  const { series, history, points, pastError, notes, reorder } = one;
  const title = named(info, one);
  const unit = info.definitions[series] ? unitOf(info, series) : one.unit;
  const write = (value: number) => written(value, unit);
  const told = points.map(
    ({ period, value, low80, high80, low95, high95 }) =>
      `${period}: ${write(value)}, four times in five between ${write(low80)} and ${write(high80)}, nineteen times in twenty between ${write(low95)} and ${write(high95)}`,
  );
  const [next] = points;
  return html`<div>
    <h3>${title}</h3>
    ${figure(
      Chart.fan({
        ...{ title: `${title}, ahead`, description: `${told.join("; ")}.` },
        ...{
          history: history.slice(-maxPastPeriods),
          points,
          tick: (value: number) => tick(value, unit),
        },
      }),
      html`${next.period}: <b>${write(next.value)}</b>, between
        ${write(next.low80)} and ${write(next.high80)} (80 %) or
        ${write(next.low95)} and ${write(next.high95)} (95 %).
        ${reorder && stock(reorder, write)} ${pastError && error(pastError)}
        ${notes.map(({ text }) => html`${text.en} `)}`,
    )}
  </div>`;
}

function error({
  mase,
  smape,
  seasonalNaive,
  origins,
}: NonNullable<Ahead["pastError"]>) {
  const times = origins === 1 ? "once" : `${whole(origins)} times`;
  const scaled =
    mase === null || seasonalNaive.mase === null
      ? ""
      : `, MASE ${fixed(mase)} against ${fixed(seasonalNaive.mase)}`;
  return html`Tried on the past ${times}, it was off by ${fixed(smape, 1)} %
  (sMAPE), repetition by ${fixed(seasonalNaive.smape, 1)} %${scaled}. `;
}

const stock = (
  { reorderPoint, expectedDemand, safetyStock }: NonNullable<Ahead["reorder"]>,
  write: (value: number) => string,
) =>
  html`Order when stock falls to <b>${write(reorderPoint)}</b>:
    ${write(expectedDemand)} expected until it arrives, ${write(safetyStock)}
    against more. `;
