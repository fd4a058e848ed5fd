// recommendations: what came of the recommendations that customers were shown
import type { Value } from "../../metrics/estimate";
import type { Info } from "../report";
import { html, type Html } from "../print-layout";
import { monthName, whole } from "../../text/format";
import type { Section } from "./section";
import { clause, difference, range, written } from "../figure-text";

export function recommendations({ offers }: Info): Section | null {
  if (!offers) return null;
  const { clicked, bought, effect } = offers;
  return {
    id: "offers",
    title: "Recommendations",
    body: html`<p>
        In ${monthName(offers.month)} recommendations were shown
        ${whole(offers.offers)} times, to ${whole(offers.customers)} customers.
        Within ${offers.days} days after:
      </p>
      <ul>
        ${line("Something recommended was looked at", clicked, share(clicked))}
        ${line("Something recommended was bought", bought, share(bought))}
        ${line("Customers who bought anything, against those held out", effect, difference(effect, "share"))}
      </ul>`,
  };
}

const share = (value: Value) => ({
  size: value.value === null ? "—" : written(value.value, "share"),
  between: range(value, "share"),
});

function line(
  what: string,
  value: Value,
  { size, between }: { size: string; between: string | null },
): Html {
  if (value.value === null)
    return html`<li>${what} — ${clause(value.why)}.</li>`;
  const interval = between ? `95 % interval ${between}, ` : "";
  return html`<li>
    ${what}: <b>${size}</b> (${interval}n = ${whole(value.n)})
  </li>`;
}
