// health-backtest: how well health told who would leave, beside the model and the base rate, and whom it missed
import type { Value } from "../../metrics/estimate";
import type { Info } from "../report";
import { grid, html, type Html } from "../print-layout";
import { fixed, percent, whole } from "../../text/format";

type Health = NonNullable<Info["health"]>;
type Backtest = NonNullable<Health["backtest"]>;

// The JSON has them all.
const maxMonths = 12;
const maxMissed = 20;
const maxDrivers = 5;

export function backtest(
  { months, pooled, missed }: Backtest,
  { components }: Health,
  model: Info["model"],
): Html {
  const { n, positives, base, lift } = pooled;
  const label = (name: string) =>
    components.find((one) => one.name === name)?.label.en ?? name;
  return html`<h3>Health back-test</h3>
    <p>
      Looking back over ${whole(n)} customer-months whose outcome is known,
      ${whole(positives)} ended in the customer
      leaving${base.value === null ? "" : ` (the base rate, ${percent(base.value)})`}.
      ${
        lift.value === null
          ? ""
          : `Among the tenth of lowest health, leavers were ${fixed(lift.value, 1)} times as frequent.`
      }
      AUC is how often, of a customer who left and one who stayed, the one who
      left stood lower; 0.5 is chance.
    </p>
    <div class="figures">
      <div>${judged(pooled, label)}</div>
      <div>${byMonth(months)}</div>
    </div>
    ${
      model && pooled.probability.value !== null
        ? html`<p class="note">
            The model has learned from the older of these months, so its AUC,
            and that of whatever it is part of, flatters it here; how it did on
            customers it had not seen stands under
            <a href="#trust">Model quality</a>.
          </p>`
        : null
    }
    ${greens(missed, label)}`;
}

function judged(
  { health, probability, components }: Backtest["pooled"],
  label: (name: string) => string,
): Html {
  const known = (value: Value) => value.value ?? -1;
  const row = (name: string | Html, value: Value) => [
    name,
    value.value === null ? "—" : fixed(value.value, 3),
    value.value === null || value.low === undefined || value.high === undefined
      ? ""
      : `${fixed(value.low, 3)} to ${fixed(value.high, 3)}`,
    value.value === null ? "" : whole(value.n),
  ];
  const parts = Object.entries(components)
    .filter(([, value]) => value.value !== null)
    .sort(([, a], [, b]) => known(b) - known(a));
  return grid(
    ["Predictor", "#AUC", "#95 % interval", "#n"],
    [
      row(html`<b>Health</b>`, health),
      ...(probability.value === null
        ? []
        : [row("The model's probability", probability)]),
      ...parts.map(([name, value]) => row(label(name), value)),
    ],
  );
}

function byMonth(months: Backtest["months"]): Html {
  const auc = (value: Value) =>
    value.value === null ? "—" : fixed(value.value, 3);
  return grid(
    ["Month", "#Customers", "#Left", "#AUC of health", "#AUC of the model"],
    months
      .slice(-maxMonths)
      .map(({ period, n, positives, health, probability }) => [
        period,
        whole(n),
        whole(positives),
        auc(health),
        auc(probability),
      ]),
  );
}

function greens(
  { green, left, list }: Backtest["missed"],
  label: (name: string) => string,
): Html {
  const shown = list.slice(0, maxMissed);
  return html`<h3>Green customers who left</h3>
    <p>
      Of ${whole(green)} green customer-months <b>${whole(left)}</b> left.
      ${left > shown.length ? `Here are ${shown.length}, the newest first.` : ""}
    </p>
    ${
      shown.length > 0
        ? grid(
            ["Customer", "Month", "#Health", "Strongest drivers"],
            shown.map(({ id, period, health, on }) => [
              id,
              html`<span class="day">${period}</span>`,
              fixed(health, 0),
              on
                .slice(0, maxDrivers)
                .map(({ name, points }) => `${label(name)} ${fixed(points, 0)}`)
                .join(", "),
            ]),
            "wordy",
          )
        : null
    }`;
}
