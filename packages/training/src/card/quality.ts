// quality: the part of a card that says how well the model does, in words and tables
import type {
  Card,
  Decision,
  Learner,
  Measure,
} from "@mainstay/core/model/card";
import {
  fixed,
  grid,
  html,
  percent,
  tile,
  whole,
  type Html,
} from "@mainstay/core/report/paper";

const range = ({ low, high }: Measure, digits = 3) =>
  `95 % interval ${fixed(low, digits)} to ${fixed(high, digits)}`;

export function quality({ metrics, base }: Card.Info): Html {
  const { test, baseRate, eceNoise99 } = metrics;
  const better = baseRate ? 1 - test.logLoss.value / baseRate.logLoss : null;
  const gain =
    better === null
      ? null
      : better > 0
        ? `${percent(better, 0)} less than saying ${percent(base)} to everybody (${fixed(baseRate!.logLoss, 3)})`
        : `no better than saying ${percent(base)} to everybody (${fixed(baseRate!.logLoss, 3)})`;
  const noise =
    eceNoise99 === undefined
      ? null
      : test.ece.value <= eceNoise99
        ? `within what chance alone does (up to ${percent(eceNoise99)})`
        : `more than chance alone does (up to ${percent(eceNoise99)})`;
  return html`<section>
    <h2>How well it does</h2>
    <p>
      Judged on rows it never saw. Of two of them, one positive and one not, it
      ranks the positive one higher in ${whole(test.auc.value * 100)} of 100
      pairs; a coin would in 50. When it says a probability, what happens
      differs from it by ${percent(test.ece.value)} on average over groups of
      rows.
    </p>
    <div class="tiles">
      ${tile({
        name: "AUC",
        value: fixed(test.auc.value, 3),
        notes: [range(test.auc), "0.5 is chance, 1 is perfect ranking"],
      })}
      ${tile({
        name: "Log loss",
        value: fixed(test.logLoss.value, 3),
        notes: [range(test.logLoss), gain],
      })}
      ${tile({
        name: "Average precision",
        value: fixed(test.averagePrecision.value, 3),
        notes: [
          range(test.averagePrecision),
          `guessing gives the base rate, ${fixed(base, 3)}`,
        ],
      })}
      ${tile({
        name: "Calibration error (ECE)",
        value: percent(test.ece.value),
        notes: [
          `95 % interval ${percent(test.ece.low)} to ${percent(test.ece.high)}`,
          noise,
        ],
      })}
      ${tile({
        name: "Brier score",
        value: fixed(test.brier.value, 3),
        notes: [
          range(test.brier),
          baseRate ? `base rate alone: ${fixed(baseRate.brier, 3)}` : null,
        ],
      })}
    </div>
  </section>`;
}

const called = {
  half: "more likely than not",
  high: "high risk",
  medium: "medium risk or higher",
} satisfies Record<Decision["name"], string>;

export function decisions({ confusion }: Card.Info): Html {
  return html`<section>
    <h2>If everybody above a cut-off is called</h2>
    ${grid(
      [
        "Called when",
        "#From",
        "#Rightly called",
        "#Called in vain",
        "#Missed",
        "#Rightly left",
        "#Precision",
        "#Recall",
        "#F1",
        "#Accuracy",
      ],
      confusion.map((row) => [
        called[row.name],
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
      Precision: of those called, the share that was positive. Recall: of the
      positives, the share that was called. F1 is their harmonic mean.
    </p>
  </section>`;
}

export function lift({ lift }: Card.Info): Html | null {
  if (lift.length === 0) return null;
  return html`<section>
    <h2>If only so many can be called</h2>
    ${grid(
      [
        "Most probable",
        "#Rows",
        "#Of them positive",
        "#Of all positives met",
        "#Times better than chance",
      ],
      lift.map((row) => [
        percent(row.capacity, 0),
        whole(row.rows),
        percent(row.precision),
        percent(row.recall),
        fixed(row.lift, 1),
      ]),
    )}
  </section>`;
}

export function learners({ learners }: Card.Info): Html | null {
  if (learners.length === 0) return null;
  const figures = ({ test }: Learner) =>
    test
      ? [
          fixed(test.auc.value, 3),
          fixed(test.logLoss.value, 4),
          percent(test.ece.value),
        ]
      : ["—", "—", "—"];
  return html`<section>
    <h2>Learners compared</h2>
    ${grid(
      ["Learner", "", "#AUC", "#Log loss", "#ECE", "#Seconds to fit"],
      learners.map((learner) => [
        learner.name,
        learner.chosen ? html`<b>used</b>` : "",
        ...figures(learner),
        learner.fitSeconds === undefined ? "—" : fixed(learner.fitSeconds, 1),
      ]),
    )}
    <p class="note">All judged on the same test rows.</p>
  </section>`;
}
