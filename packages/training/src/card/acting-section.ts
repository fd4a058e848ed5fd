// acting-section: the part of a card on capacity, thresholds and costs: what acting on the scores brings
import type { Card, Decision } from "@mainstay/core/model/card";
import { grid, html, type Html } from "@mainstay/core/page/print-layout";
import { fixed, percent, whole } from "@mainstay/core/text/format";
import { gain } from "./card-plots";
import { range, rowsOf, shares } from "./card-words";

export function action(card: Card.Info): Html {
  return html`<section>
    <h2>Acting on scores</h2>
    ${capacity(card)}
    <div class="figures">${gain(card)} ${lift(card)}</div>
    ${decisions(card)}
  </section>`;
}

function capacity(card: Card.Info): Html | null {
  const { capacity } = card;
  if (!capacity) return null;
  const { customers, share, precision, recall, lift } = capacity;
  const rows = rowsOf(card);
  const wish = customers
    ? `A team that can contact ${whole(customers)} a ${card.period} reaches the ${percent(share)} ranked highest.`
    : `Suppose a team contacts the ${percent(share, 0)} ranked highest (the definition names no capacity).`;
  return html`<p>
    ${wish} Then <b>${percent(precision.value, 0)}</b> of its contacts are right
    (95 % interval ${shares(precision, 0)}), and it finds
    <b>${percent(recall.value, 0)}</b> of all positives (${shares(recall, 0)}):
    <b>${fixed(lift.value, 1)} times</b> what contacting ${rows} at random would
    (${range(lift, 1)}).
  </p>`;
}

function lift({ lift }: Card.Info): Html | null {
  if (lift.length === 0) return null;
  return html`<div>
    <h3>With limited capacity</h3>
    ${grid(
      ["Contacted", "#Rows", "#Precision", "#Recall", "#Lift"],
      lift.map((row) => [
        `first ${percent(row.capacity, 0)}`,
        whole(row.rows),
        percent(row.precision),
        percent(row.recall),
        fixed(row.lift, 1),
      ]),
    )}
  </div>`;
}

const contacted = {
  half: "more likely than not",
  costs: "it pays, by the stated costs",
  capacity: "among as many as the team can contact",
  high: "high risk",
  medium: "medium risk or higher",
} satisfies Record<Decision["name"], string>;

function decisions({ confusion }: Card.Info): Html {
  return html`<h3>With a threshold</h3>
    ${grid(
      [
        "Contacted when",
        "#Threshold",
        "#True positives",
        "#False positives",
        "#False negatives",
        "#True negatives",
        "#Precision",
        "#Recall",
        "#F1",
        "#Accuracy",
      ],
      confusion.map((row) => [
        contacted[row.name],
        percent(row.threshold),
        whole(row.truePositive),
        whole(row.falsePositive),
        whole(row.falseNegative),
        whole(row.trueNegative),
        percent(row.precision, 0),
        percent(row.recall, 0),
        fixed(row.f1, 3),
        percent(row.accuracy),
      ]),
    )}
    <p class="note">
      Precision: of those contacted, the share that was positive. Recall: of the
      positives, the share that was contacted. F1 is their harmonic mean.
    </p>`;
}

// Money is given for so many rows, so that small figures stay readable.
const per = 1000;
const money = (perRow: number) => whole(perRow * per);

export function costs(card: Card.Info): Html | null {
  const { costs: found } = card;
  if (!found) return null;
  const { costs, threshold, cost, saving, table } = found;
  const rows = rowsOf(card);
  const spared = ({ value, low, high }: Card.Measure, than: string) =>
    html`<li>
      against ${than}: <b>${money(value)}</b>
      ${value < 0 ? "lost" : "saved"} (95 % interval ${money(low)} to
      ${money(high)})${low <= 0 ? ", so chance alone may account for it" : ""}
    </li>`;
  return html`<section>
    <h2>Expected savings</h2>
    <p>
      By the definition acting in vain costs ${cash(costs.falsePositive)}, not
      acting where it was needed ${cash(costs.falseNegative)}, acting where it
      was ${cash(costs.truePositive)}, and leaving alone who needs nothing
      ${cash(costs.trueNegative)}. Then
      <b>acting pays from a probability of ${percent(threshold)}</b>. For every
      ${whole(per)} ${rows} that costs ${money(cost.model)}, where doing nothing
      costs ${money(cost.nobody)} and treating everybody
      ${money(cost.everybody)}:
    </p>
    <ul>
      ${spared(saving.nobody, "doing nothing")}
      ${spared(saving.everybody, "treating everybody")}
    </ul>
    ${grid(
      [
        "Threshold",
        "#True positives",
        "#False positives",
        "#False negatives",
        "#True negatives",
        `#Cost of ${whole(per)}`,
      ],
      table.map((row) => [
        html`${percent(row.threshold)}${remark(row.threshold, found)}`,
        whole(row.truePositive),
        whole(row.falsePositive),
        whole(row.falseNegative),
        whole(row.trueNegative),
        money(row.cost),
      ]),
    )}
    <p class="note">
      The cut-off follows from the costs alone, and no judged row had a part in
      choosing it; the cheapest with hindsight was found on these very rows and
      promises too much.
    </p>
  </section>`;
}

function remark(cut: number, { threshold, hindsight }: Card.Saving) {
  if (cut === threshold) return html` <b>follows from the costs</b>`;
  return cut === hindsight ? html` cheapest with hindsight` : null;
}

const cash = (value: number) =>
  value.toLocaleString("en-US", { maximumFractionDigits: 2 });
