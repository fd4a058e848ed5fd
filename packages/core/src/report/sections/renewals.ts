// renewals: what is expected to be lost by renewal month, and what came of the months before
import type { Info } from "../report";
import { grid, html, type Html } from "../print-layout";
import { monthName, whole } from "../../text/format";
import type { Section } from "./section";

type Renewals = NonNullable<Info["renewals"]>;

const maxNames = 8;

export function renewals({ renewals }: Info): Section | null {
  if (!renewals?.items.length) return null;
  const { items, total } = renewals;
  const ahead = items.filter(({ happened }) => !happened);
  const past = items.filter(({ happened }) => happened);
  return {
    id: "renewals",
    title: "Renewals",
    body: html`<p>
        Of all customers ${whole(total.expectedLoss)} of a year's revenue is
        expected to be lost (95 % interval ${whole(total.low)} to
        ${whole(total.high)}).
      </p>
      ${ahead.length ? table(ahead) : null}
      ${
        past.length
          ? html`<h3>What came of past renewals</h3>
              ${past.map(outcome)}`
          : null
      }`,
  };
}

const table = (items: Renewals["items"]) =>
  grid(
    ["Month", "#Customers", "#Revenue", "#Expected loss", "#95 % interval"],
    items.map(({ month, customers, revenue, expectedLoss, low, high }) => [
      monthName(month),
      whole(customers),
      whole(revenue),
      html`<b>${whole(expectedLoss)}</b>`,
      `${whole(low)} to ${whole(high)}`,
    ]),
  );

function outcome({
  month,
  customers,
  expectedLoss,
  low,
  high,
  happened,
}: Renewals["items"][number]): Html {
  const { renewed, contracted, left, lost, names } = happened!;
  const list = names.left.slice(0, maxNames).map(({ id, name }) => name ?? id);
  const more = names.left.length - list.length;
  return html`<p>
    <b>${monthName(month)}</b>: of ${whole(customers)} customers named
    ${whole(renewed)} renewed, ${whole(contracted)} contracted and
    ${whole(left)} left. Lost ${whole(lost)}; expected ${whole(expectedLoss)}
    (${whole(low)} to
    ${whole(high)}).${list.length ? ` Left: ${list.join(", ")}${more > 0 ? ` and ${whole(more)} more` : ""}.` : ""}
  </p>`;
}
