// headline: the month's figures at a glance, each with its interval, count and movement
import { names, type Movement, type Name, type Value } from "../metric";
import type { Info } from "../report";
import {
  fixed,
  html,
  monthName,
  percent,
  tile,
  whole,
  type Html,
} from "./paper";

export function headline(info: Info): Html {
  const { risk } = info;
  const high = risk
    ? {
        value: whole(risk.bands.high),
        notes: [
          `of ${whole(info.counts.scored)} scored`,
          `${whole(risk.bands.medium)} at medium risk`,
        ],
      }
    : { value: "—", notes: ["No model has scored this month."] };
  return html`<section class="tiles" aria-label="The month in figures">
    ${names.map((name) => metric(info, name))}
    ${tile({ name: "Customers at high risk", ...high })}
  </section>`;
}

function metric(info: Info, name: Name): Html {
  const { definitions, metrics, movements, since } = info;
  const value = metrics[name];
  const share = definitions[name].unit === "share";
  const title = definitions[name].name;
  if (value.value === null)
    return tile({ name: title, value: "—", notes: [value.why] });
  return tile({
    name: title,
    value: written(value.value, share),
    notes: [
      range(value, share),
      `n = ${whole(value.n)}`,
      moved(movements[name], since, share),
    ],
  });
}

export const written = (value: number, share: boolean) =>
  share ? percent(value) : fixed(value);

function range(value: Value, share: boolean): string | null {
  if (
    value.value === null ||
    value.low === undefined ||
    value.high === undefined
  )
    return null;
  return `95 % interval ${written(value.low, share)} to ${written(value.high, share)}`;
}

function moved(
  movement: Movement | null,
  since: string | null,
  share: boolean,
): string | null {
  if (!movement || !since) return null;
  const { change, low, high } = movement;
  const size = share
    ? `${fixed(Math.abs(change) * 100, 1)} points`
    : fixed(Math.abs(change));
  const sure = low !== undefined && high !== undefined && (low > 0 || high < 0);
  const doubt = sure ? "" : ", within what chance does";
  if (Number(fixed(Math.abs(change) * (share ? 100 : 1))) === 0)
    return `unchanged since ${monthName(since)}`;
  return `${change > 0 ? "▲ up" : "▼ down"} ${size} since ${monthName(since)}${doubt}`;
}
