// page: a month's report as people read it, from its JSON alone
import { histogram, movement } from "../chart";
import { names, type Name } from "../metric";
import type { AtRisk, Info } from "../report";
import { headline, written } from "./headline";
import {
  cell,
  figure,
  fixed,
  grid,
  html,
  monthName,
  paper,
  percent,
  whole,
  type Html,
} from "./paper";

export function page(info: Info): string {
  return paper({
    title: `Customer report, ${monthName(info.month)}`,
    body: html`
      <header>
        <h1>Customer report, ${monthName(info.month)}</h1>
        <p class="lead">
          ${whole(info.counts.customers)} customers of
          <code>${info.dataset}</code>${came(info)}
        </p>
      </header>
      ${headline(info)} ${risk(info)} ${atRisk(info)} ${history(info)}
      ${model(info)} ${definitions(info)}
    `,
  });
}

function came({ counts }: Info): string {
  const parts = [
    counts.joined === undefined ? null : `${whole(counts.joined)} joined`,
    counts.left === undefined ? null : `${whole(counts.left)} left`,
    counts.rejected
      ? `${whole(counts.rejected)} rows were refused and are not counted`
      : null,
  ].filter((part) => part !== null);
  return parts.length > 0 ? `; ${parts.join(", ")}.` : ".";
}

function risk({ risk, model }: Info): Html {
  if (!risk || !model)
    return html`<section>
      <h2>Risk</h2>
      <p class="absent">
        No model serves this dataset yet, so no customer has a score. The
        figures above need none.
      </p>
    </section>`;
  const { bands, base } = model;
  const scored = risk.bands.high + risk.bands.medium + risk.bands.low;
  const described = `${whole(risk.bands.high)} of ${whole(scored)} customers are at high risk, ${whole(risk.bands.medium)} at medium risk and ${whole(risk.bands.low)} at low risk.`;
  return html`<section>
    <h2>Risk</h2>
    <p>The score is the probability that ${event(model)}.</p>
    <div class="figures">
      ${figure(
        histogram({
          ...{ title: "Customers by probability", description: described },
          ...{ bins: risk.histogram, cuts: bands, x: "probability" },
        }),
        "Every scored customer, by probability. The colours are the bands; a bar takes the band of its lower end.",
      )}
      <div>
        ${grid(
          ["Band", "Probability", "#Customers"],
          [
            [
              chip("high"),
              `from ${percent(bands.high)}`,
              whole(risk.bands.high),
            ],
            [
              chip("medium"),
              `from ${percent(bands.medium)}`,
              whole(risk.bands.medium),
            ],
            [
              chip("low"),
              `below ${percent(bands.medium)}`,
              whole(risk.bands.low),
            ],
          ],
        )}
        <p class="note">
          The cut-offs follow the base rate: ${percent(base)} of the rows the
          model learned from were positive. Medium starts there, high at three
          times its odds.
        </p>
      </div>
    </div>
  </section>`;
}

function event({ label, period }: NonNullable<Info["model"]>): Html {
  const { column, positive, horizon } = label;
  if (horizon === 0)
    return html`<code>${column}</code> is <code>${positive}</code>`;
  const within =
    horizon === 1 ? `next ${period}` : `next ${horizon} ${period}s`;
  return html`<code>${column}</code> becomes <code>${positive}</code> within the
    ${within}`;
}

const chip = (band: string) => html`<span class="band ${band}">${band}</span>`;

function atRisk({ atRisk, model }: Info): Html | null {
  if (!model) return null;
  if (atRisk.length === 0)
    return html`<section>
      <h2>Customers to look after first</h2>
      <p>No customer is above the low band this month.</p>
    </section>`;
  const revenue = atRisk.some((customer) => customer.revenue !== null);
  const total = atRisk.reduce(
    (sum, customer) => sum + (customer.revenue ?? 0),
    0,
  );
  const row = (customer: AtRisk) => [
    customer.name
      ? html`${customer.name}<br /><span class="id">${customer.id}</span>`
      : customer.id,
    percent(customer.probability),
    chip(customer.band),
    ...(revenue
      ? [customer.revenue === null ? "—" : whole(customer.revenue)]
      : []),
    customer.reasons.map(reason),
  ];
  return html`<section>
    <h2>Customers to look after first</h2>
    <p>
      ${whole(atRisk.length)} customers, most probable
      first${revenue ? `; together they bring ${whole(total)} a period` : ""}.
      Reasons are the columns that moved this customer's score most:
      <span class="up">▲</span> raised it, <span class="down">▼</span> lowered
      it.
    </p>
    ${grid(["Customer", "#Probability", "Band", ...(revenue ? ["#Revenue"] : []), "Reasons"], atRisk.map(row))}
  </section>`;
}

function reason({
  column,
  value,
  contribution,
}: AtRisk["reasons"][number]): Html {
  const side = contribution > 0 ? "up" : "down";
  return html`<span class="reason"
    ><span class="${side}">${contribution > 0 ? "▲" : "▼"}</span> ${column}
    <b>${cell(value)}</b></span
  > `;
}

function history(info: Info): Html | null {
  if (info.history.length < 2) return null;
  const drawn = names.filter((name) =>
    info.history.some(({ metrics }) => metrics[name].value !== null),
  );
  const plot = (name: Name) => {
    const { name: title, unit } = info.definitions[name];
    const points = info.history.map(({ month, metrics }) => {
      const value = metrics[name];
      if (value.value === null) return { period: month, value: null };
      return {
        period: month,
        value: value.value,
        low: value.low,
        high: value.high,
      };
    });
    const description = points
      .map(
        ({ period, value }) =>
          `${period}: ${value === null ? "none" : written(value, unit === "share")}`,
      )
      .join("; ");
    const size = { height: 240, share: unit === "share" };
    return figure(
      movement({
        title: `${title} by month`,
        description,
        points,
        y: title,
        ...size,
      }),
      `${title} by month; the shade is the 95 % interval.`,
    );
  };
  return html`<section>
    <h2>Month by month</h2>
    <div class="figures">${drawn.map(plot)}</div>
  </section>`;
}

function model({ model }: Info): Html | null {
  if (!model) return null;
  const { auc, ece, logLoss } = model.test;
  const pairs = Math.round(auc.value * 100);
  return html`<section>
    <h2>How far to trust the scores</h2>
    <p>
      On customers the model had not seen, it put the one who turned positive
      above the one who did not in ${pairs} of 100 pairs (AUC
      ${fixed(auc.value, 3)}, 95 % interval ${fixed(auc.low, 3)} to
      ${fixed(auc.high, 3)}; 0.5 is chance). Its probabilities were off by
      ${percent(ece.value)} on average over groups of customers (ECE), with a
      log loss of ${fixed(logLoss.value, 3)}. A score is no verdict: of the
      customers at high risk, many will stay.
    </p>
    <p class="note">
      Model <code>${model.version}</code>, made ${model.createdAt.slice(0, 10)}.
    </p>
  </section>`;
}

function definitions({ definitions, metrics }: Info): Html {
  return html`<section>
    <h2>Definitions</h2>
    ${grid(
      ["Figure", "Definition", "Formula", "#Version", "#n"],
      Object.entries(definitions).map(
        ([key, { name, text, formula, version }]) => {
          const value = key in metrics ? metrics[key as Name] : null;
          const n = value && value.value !== null ? whole(value.n) : "—";
          return [name, text, html`<code>${formula}</code>`, version, n];
        },
      ),
    )}
    <p class="note">
      Intervals are 95 %: Student's t for means, Wilson's for shares. Changes
      compare with the month named beside them and treat both months as
      independent, which makes their intervals rather too wide.
    </p>
  </section>`;
}
