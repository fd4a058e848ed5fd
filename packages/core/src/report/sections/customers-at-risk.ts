// customers-at-risk: how customers spread over the model's probability, and whom to see first
import { riskHistogram } from "../../chart/chart";
import type { AtRisk, Info } from "../report";
import { chip, customer, figure, grid, html, type Html } from "../print-layout";
import { cell, count, percent, whole } from "../../text/format";
import type { Section } from "./section";

export function risk({ risk, model }: Info): Section {
  const section = { id: "risk", title: "Risk" };
  if (!risk || !model)
    return {
      ...section,
      body: html`<p class="absent">
        No model serves this dataset yet, so no customer has a score. The
        figures above need none.
      </p>`,
    };
  const { bands, base } = model;
  const scored = risk.bands.high + risk.bands.medium + risk.bands.low;
  const described = `${whole(risk.bands.high)} of ${whole(scored)} customers are at high risk, ${whole(risk.bands.medium)} at medium risk and ${whole(risk.bands.low)} at low risk.`;
  const row = (band: "high" | "medium" | "low", from: string) => [
    chip(band),
    from,
    whole(risk.bands[band]),
  ];
  return {
    ...section,
    body: html`<p>The score is the probability that ${event(model)}.</p>
      <div class="figures">
        ${figure(
          riskHistogram({
            ...{ bins: risk.histogram, cuts: bands, description: described },
          }),
          "Every scored customer, by probability. The colours are the bands; a bar takes the band of its lower end.",
        )}
        <div>
          ${grid(
            ["Band", "Probability", "#Customers"],
            [
              row("high", `from ${percent(bands.high)}`),
              row("medium", `from ${percent(bands.medium)}`),
              row("low", `below ${percent(bands.medium)}`),
            ],
          )}
          <p class="note">
            The cut-offs follow the base rate: ${percent(base)} of the rows the
            model learned from were positive. Medium starts there, high at three
            times its odds.
          </p>
        </div>
      </div>`,
  };
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

// The CSV lists them all.
const maxCustomers = 25;

export function customersAtRisk({ atRisk, model }: Info): Section | null {
  if (!model) return null;
  const section = { id: "first", title: "Whom to see first" };
  if (atRisk.length === 0)
    return {
      ...section,
      body: html`<p>No customer has a score this month.</p>`,
    };
  const total = atRisk.reduce((sum, one) => sum + (one.moneyAtRisk ?? 0), 0);
  const has = (name: "moneyAtRisk" | "owner" | "renewal") =>
    atRisk.some((one) => one[name] !== null);
  const [money, owner, renewal] = [
    has("moneyAtRisk"),
    has("owner"),
    has("renewal"),
  ];
  const row = (one: AtRisk) => [
    customer(one.id, one.name),
    ...(owner ? [one.owner ?? "—"] : []),
    ...(money
      ? [
          one.moneyAtRisk === null
            ? "—"
            : html`<b>${whole(one.moneyAtRisk)}</b>`,
        ]
      : []),
    percent(one.probability),
    chip(one.band),
    ...(renewal ? [when(one)] : []),
    html`${one.reasons.map(reason)}${one.todo.map(({ en }) => html`<br />${en}`)}`,
  ];
  return {
    ...section,
    body: html`<p>
        ${count(atRisk.length, "customer")}${money ? ` by the money at risk, which is the probability times twelve months of revenue: ${whole(total)} together` : ", most probable first"}.
        ${atRisk.length > maxCustomers ? `Here are the first ${maxCustomers}; the report's CSV has all.` : ""}
        Drivers are columns that moved this customer's score most:
        <span class="up">▲</span> raised it, <span class="down">▼</span> lowered
        it; below them stands what to do.
      </p>
      ${grid(["Customer", ...(owner ? ["Owner"] : []), ...(money ? ["#Money at risk"] : []), "#Probability", "Band", ...(renewal ? ["Renewal"] : []), "Drivers and what to do"], atRisk.slice(0, maxCustomers).map(row), "wordy")}`,
  };
}

function when({ renewal, daysToRenewal: days }: AtRisk): Html | string {
  if (renewal === null || days === null) return "—";
  const distance =
    days < 0
      ? `passed ${count(-days, "day")} before this report`
      : `${count(days, "day")} after this report`;
  return html`${renewal}<br /><span class="day">${distance}</span>`;
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
