// headline: the month's figures at a glance, each with its interval, count and movement
import type { Info } from "../report";
import { html, tile, type Html } from "../print-layout";
import { whole } from "../../text/format";
import { range, since, unitOf, written } from "../figure-text";

export const leading = [
  ...["mrr", "nrr", "grr", "logoRetention", "nps"],
  ...["satisfaction", "loyalty", "successRate"],
];

export function headline(info: Info): Html {
  const measured = leading.filter(
    (name) => (info.metrics[name]?.value ?? null) !== null,
  );
  return html`<section class="tiles" aria-label="The month in figures">
      ${measured.map((name) => metric(info, name))} ${health(info)}
      ${risk(info)}
    </section>
    ${
      info.since &&
      html`<p class="note">
        Further down, changes in brackets lie within what chance does.
      </p>`
    }`;
}

function metric(info: Info, name: string): Html | null {
  const value = info.metrics[name];
  if (value.value === null) return null;
  const unit = unitOf(info, name);
  const between = range(value, unit);
  return tile({
    name: info.definitions[name]?.name ?? name,
    value: written(value.value, unit),
    notes: [
      between && `95 % interval ${between}`,
      `n = ${whole(value.n)}`,
      since(info, name),
    ],
  });
}

function health({ health }: Info): Html | null {
  if (!health || health.mean.value === null) return null;
  const { red, amber, green } = health.status;
  return tile({
    name: "Mean health",
    value: written(health.mean.value, "points"),
    notes: [`${whole(red)} red, ${whole(amber)} amber, ${whole(green)} green`],
  });
}

function risk({ risk, counts }: Info): Html {
  if (!risk)
    return tile({
      name: "Customers at high risk",
      value: "—",
      notes: ["No model has scored this month."],
    });
  return tile({
    name: "Customers at high risk",
    value: whole(risk.bands.high),
    notes: [
      `of ${whole(counts.scored)} scored`,
      `${whole(risk.bands.medium)} at medium risk`,
    ],
  });
}
