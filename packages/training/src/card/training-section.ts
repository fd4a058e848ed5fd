// training-section: the part of a card that says how the version was learned and made small
import type { Card, Learner } from "@mainstay/core/model/card";
import { grid, html, type Html } from "@mainstay/core/page/print-layout";
import { fixed, percent, whole } from "@mainstay/core/text/format";
import { training } from "./card-plots";
import { learner } from "./card-words";

export function making(card: Card.Info): Html | null {
  if (card.learners.length === 0) return null;
  return html`<section>
    <h2>Training</h2>
    ${learners(card)} ${training(card)} ${compression(card)}
  </section>`;
}

function learners({ learners }: Card.Info): Html {
  const weighed = learners.some(({ weight }) => weight !== undefined);
  const judged = learners.some(({ test }) => test !== undefined);
  const figures = ({ test }: Learner) =>
    test
      ? [
          fixed(test.auc.value, 3),
          fixed(test.logLoss.value, 4),
          percent(test.ece.value),
        ]
      : ["—", "—", "—"];
  const part = ({ weight, chosen }: Learner) => {
    if (!weighed) return chosen ? html`<b>used</b>` : "";
    return weight === undefined ? "—" : fixed(weight);
  };
  return html`<h3>${weighed ? "Members of the blend" : "Learners compared"}</h3>
    ${grid(
      [
        "Learner",
        weighed ? "#Weight" : "",
        ...(judged ? ["#AUC", "#Log loss", "#ECE"] : []),
        "#Seconds to fit",
        "Settings",
      ],
      learners.map((one) => [
        learner(one.name),
        part(one),
        ...(judged ? figures(one) : []),
        one.fitSeconds === undefined ? "—" : fixed(one.fitSeconds, 1),
        html`<span class="note settings">${settings(one)}</span>`,
      ]),
    )}
    <p class="note">
      ${judged ? "All judged on the same test rows. " : null}${
        weighed
          ? "The blend is the weighted sum of the members' log-odds, calibrated afterwards; a member of weight 0 has no say."
          : null
      }
    </p>`;
}

const settings = ({ options }: Learner) =>
  Object.entries(options)
    .filter(([, value]) =>
      ["number", "string", "boolean"].includes(typeof value),
    )
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");

function compression({ compression }: Card.Info): Html | null {
  if (compression.length === 0) return null;
  return html`<h3>Compression</h3>
    ${grid(
      ["Variant", "", "#Kilobytes", "#µs a row", "#AUC", "#Log loss", "#ECE"],
      compression.map((one) => [
        one.name,
        one.chosen ? html`<b>used</b>` : "",
        whole(one.bytes / 1000),
        fixed(one.micros, 1),
        fixed(one.auc, 3),
        fixed(one.logLoss, 4),
        percent(one.ece),
      ]),
    )}`;
}
