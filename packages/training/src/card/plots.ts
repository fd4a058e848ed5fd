// plots: the drawings of a card
import { bars, line, reliability, roc } from "@mainstay/core/chart";
import type { Card } from "@mainstay/core/model/card";
import { figure, fixed, html, type Html } from "@mainstay/core/report/paper";

export function plots(card: Card.Info): Html {
  const points = card.roc.map(
    ({ falsePositiveRate, truePositiveRate }): [number, number] => [
      falsePositiveRate,
      truePositiveRate,
    ],
  );
  const { value } = card.metrics.test.auc;
  return html`<section>
    <h2>Plots</h2>
    <div class="figures">
      ${figure(
        roc({ points }),
        `ROC: the further above the dashed line of chance, the better it ranks. The area below it is the AUC, ${fixed(value, 3)}.`,
      )}
      ${figure(
        reliability({ bins: card.reliability }),
        "Reliability: each point is a group of equally many rows. On the dashed line, what was predicted is what happened.",
      )}
      ${card.curves.flatMap(({ learner, epochs }) =>
        epochs.length > 0 ? training(learner, epochs) : [],
      )}
      ${
        card.importance && card.importance.length > 0
          ? figure(
              bars({
                title: "Columns by weight",
                description: card.importance
                  .map(({ column, value }) => `${column} ${fixed(value, 3)}`)
                  .join(", "),
                x: "mean size of contribution to the log-odds",
                items: card.importance
                  .slice(0, 15)
                  .map(({ column, value }) => ({ name: column, value })),
              }),
              "The columns that move scores most. That a column moves a score does not mean it causes what happens.",
            )
          : null
      }
    </div>
  </section>`;
}

function training(learner: string, epochs: Card.Epoch[]): Html[] {
  const plot = (
    kind: "Loss" | "Accuracy",
    y: string,
    caption: string,
  ): Html => {
    const series = (["train", "validation"] as const).map((part) => ({
      name: part === "train" ? "training" : "validation",
      points: epochs.map((epoch): [number, number] => [
        epoch.epoch,
        epoch[`${part}${kind}`],
      ]),
    }));
    const last = epochs[epochs.length - 1];
    const description = `After ${last.epoch} epochs ${fixed(last[`train${kind}`], 3)} on training rows and ${fixed(last[`validation${kind}`], 3)} on validation rows.`;
    return figure(
      line({
        title: `${y} of ${learner}`,
        description,
        series,
        x: "epoch",
        y,
      }),
      caption,
    );
  };
  return [
    plot(
      "Loss",
      "log loss",
      `How ${learner} learned: log loss after each pass over the training rows; lower is better.`,
    ),
    plot(
      "Accuracy",
      "accuracy",
      `Share of right answers of ${learner} at the threshold 50 % after each pass.`,
    ),
  ];
}
