// quality-section: the part of a card that says how well the model does, in words, in figures and against other models
import type { Card } from "@mainstay/core/model/card";
import { grid, html, tile, type Html } from "@mainstay/core/page/print-layout";
import { fixed, percent, whole } from "@mainstay/core/text/format";
import { judgement } from "./card-plots";
import {
  outcome,
  range,
  rival,
  rowsOf,
  shares,
  signed,
  signedRange,
  told,
} from "./card-words";

export function quality(card: Card.Info): Html {
  return html`<section>
    <h2>Performance</h2>
    ${inWords(card)} ${tiles(card)} ${rivals(card)} ${calibration(card)}
    ${judgement(card)}
  </section>`;
}

function inWords(card: Card.Info): Html {
  const { capacity, metrics, data } = card;
  const rows = rowsOf(card);
  const share = data.test ? data.test.positives / data.test.rows : card.base;
  const judged = data.test ? `${whole(data.test.rows)} ${rows}` : rows;
  const found = capacity
    ? html`Of the
        <b
          >${whole(capacity.rows)} ${rows} it ranked highest,
          ${whole(capacity.hits)} turned out ${outcome(card)}</b
        >; a random ${whole(capacity.rows)} would hold
        ${whole(capacity.rows * share)}. `
    : null;
  return html`<p class="verdict">
    Judged on ${judged} it never saw. ${found}Of two of them, one that turned
    out so and one that did not, it ranks the right one higher in
    ${whole(metrics.test.auc.value * 100)} of 100 pairs; a coin would in 50.
  </p>`;
}

function tiles({ metrics, base }: Card.Info): Html {
  const { test, baseRate } = metrics;
  const better = baseRate ? 1 - test.logLoss.value / baseRate.logLoss : null;
  const gain =
    better === null
      ? null
      : better > 0
        ? `${percent(better, 0)} less than saying ${percent(base)} to everybody (${fixed(baseRate!.logLoss, 3)})`
        : `no better than saying ${percent(base)} to everybody (${fixed(baseRate!.logLoss, 3)})`;
  const interval = (text: string) => `95 % interval ${text}`;
  return html`<div class="tiles">
    ${tile({
      name: "AUC",
      value: fixed(test.auc.value, 3),
      notes: [interval(range(test.auc)), "0.5 is chance, 1 is perfect ranking"],
    })}
    ${tile({
      name: "Log loss",
      value: fixed(test.logLoss.value, 3),
      notes: [interval(range(test.logLoss)), gain],
    })}
    ${tile({
      name: "Average precision",
      value: fixed(test.averagePrecision.value, 3),
      notes: [
        interval(range(test.averagePrecision)),
        `guessing gives the base rate, ${fixed(base, 3)}`,
      ],
    })}
    ${tile({
      name: "Calibration (ECE)",
      value: percent(test.ece.value),
      notes: [interval(shares(test.ece)), noise(metrics)],
    })}
    ${tile({
      name: "Brier score",
      value: fixed(test.brier.value, 3),
      notes: [
        interval(range(test.brier)),
        baseRate ? `base rate alone: ${fixed(baseRate.brier, 3)}` : null,
      ],
    })}
  </div>`;
}

function noise({ test, eceNoise99 }: Card.Info["metrics"]) {
  if (eceNoise99 === undefined) return null;
  return test.ece.value <= eceNoise99
    ? `within what chance alone does (up to ${percent(eceNoise99)})`
    : `more than chance alone does (up to ${percent(eceNoise99)})`;
}

function rivals({ comparisons, base }: Card.Info): Html | null {
  if (comparisons.length === 0) return null;
  return html`<h3>Compared with other models on the same rows</h3>
    ${grid(
      [
        "Against",
        "The model is",
        "#Its AUC",
        "#Difference, 95 % interval",
        "#Its log loss",
        "#Difference, 95 % interval",
      ],
      comparisons.map((one) => [
        rival(one, base),
        html`<b>${told(one)}</b>`,
        fixed(one.auc.value, 3),
        html`${signed(one.difference.auc.value)}<br /><span class="note"
            >${signedRange(one.difference.auc)}</span
          >`,
        fixed(one.logLoss.value, 4),
        html`${signed(one.difference.logLoss.value, 4)}<br /><span class="note"
            >${signedRange(one.difference.logLoss, 4)}</span
          >`,
      ]),
    )}
    ${comparisons.map(({ version, seen, rows = 0 }) =>
      seen
        ? html`<p class="note">
            Version ${version} had learned from ${whole(seen)} of the rows; it
            is compared on the other ${whole(rows)}.
          </p>`
        : null,
    )}
    <p class="note">
      Differences are the model's figure less the other's, over the same
      resamples of the rows: in AUC more is better, in log loss less. An
      interval that holds 0 means the two cannot be told apart.
    </p>`;
}

const thirds = ["lowest", "middle", "highest"];

function calibration(card: Card.Info): Html | null {
  const { reliability, metrics } = card;
  if (reliability.length < thirds.length) return null;
  const parts = thirds.map((name, k) => {
    const bins = reliability.slice(
      Math.round((k * reliability.length) / thirds.length),
      Math.round(((k + 1) * reliability.length) / thirds.length),
    );
    const rows = bins.reduce((sum, { count }) => sum + count, 0);
    const mean = (of: (bin: (typeof bins)[number]) => number) =>
      bins.reduce((sum, bin) => sum + bin.count * of(bin), 0) / rows;
    const said = percent(mean(({ predicted }) => predicted));
    const came = percent(mean(({ observed }) => observed));
    return `the ${name} third was given ${said} on average and ${came} turned out so`;
  });
  const sound =
    metrics.eceNoise99 === undefined
      ? ""
      : metrics.test.ece.value <= metrics.eceNoise99
        ? "That is as close as chance lets anybody judge: a probability may be taken at its word."
        : "That is further off than chance explains: trust the order more than the level.";
  return html`<h3>Calibration</h3>
    <p>
      Of the ${rowsOf(card)} it judged, ${parts.join("; ")}. Over groups of
      equal size, what it says and what happens differ by
      ${percent(metrics.test.ece.value)} on average. ${sound}
    </p>`;
}
