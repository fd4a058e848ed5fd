// outcome-page: the card of a version that foretells an amount, a class, a level or a time, as a page
import { Label } from "@mainstay/core/learning/label";
import type { OutcomeCard } from "@mainstay/core/outcome/outcome-card";
import { grid, html, paper, type Html } from "@mainstay/core/page/print-layout";
import { percent, whole } from "@mainstay/core/text/format";
import { learner, rowsOf } from "./card-words";
import { drivers } from "./outcome-drivers-section";

type Card = OutcomeCard.Info;

export const page = (card: Card) =>
  paper({
    title: `Model of ${card.dataset}, version ${card.version}`,
    body: html`
      <header>
        <h1>Model of ${card.dataset}</h1>
        <p class="lead">
          Version <code>${card.version}</code>, made
          ${card.createdAt.slice(0, 10)}
        </p>
      </header>
      ${purpose(card)} ${quality(card)} ${rivals(card)} ${drivers(card)}
      ${leaks(card)} ${limits(card)} ${making(card)} ${columns(card)}
      ${lineage(card)}
    `,
  });

const kinds: Record<Card["outcome"]["kind"], string> = {
  number: "an amount with intervals that hold it in 80 and in 95 of 100 rows",
  classes: "the probability of each class",
  ordered: "the probability of each level",
  time: "the probability that it comes later than so many periods, and the periods until it comes",
};

const figure = (value: number) =>
  value.toLocaleString("en-US", { maximumSignificantDigits: 4 });

function purpose({ label, period, outcome, bands, ...card }: Card): Html {
  const ahead =
    label.horizon > 0 && outcome.kind !== "time"
      ? `, ${label.horizon} ${period}${label.horizon > 1 ? "s" : ""} ahead`
      : "";
  const cuts =
    bands && outcome.kind === "number"
      ? html` From ${figure(bands.high)} on, the highest fifth of the amounts it
          learned from, it is called <span class="high">high</span>, from
          ${figure(bands.medium)}, their middle,
          <span class="medium">medium</span>, below that
          <span class="low">low</span>.`
      : bands
        ? html` The fifth of the held-out rows with the highest
            ${outcome.kind === "time" ? "risk" : "level"} is called
            <span class="high">high</span>, the rest above the middle
            <span class="medium">medium</span>, the others
            <span class="low">low</span>.`
        : null;
  return html`<section>
    <p>
      For each of the ${rowsOf(card)} it foretells
      <b><code>${Label.phrase(label)}</code>${ahead}</b>:
      ${kinds[outcome.kind]}.${cuts}
    </p>
  </section>`;
}

const names: Record<string, string> = {
  mae: "Mean absolute error",
  rmse: "Root mean squared error",
  r2: "R², share of the variance explained",
  pinball: "Pinball loss",
  coverage80: "Within the 80 % interval",
  coverage95: "Within the 95 % interval",
  logLoss: "Log loss",
  accuracy: "The likeliest is right",
  macroF1: "F1, mean over classes",
  ece: "Calibration error (ECE)",
  concordance: "Concordance, pairs in the right order",
  ibs: "Integrated Brier score",
};
const baselines: Record<string, string> = {
  mean: "The mean",
  linear: "Linear model",
  shares: "The classes' shares",
  kaplanMeier: "Kaplan–Meier",
};
const shares = ["coverage80", "coverage95", "accuracy", "ece"];
const written = (name: string, value: number) =>
  shares.includes(name) ? percent(value) : figure(value);

function quality({ metrics, data }: Card): Html {
  const plain = Object.entries(metrics.baselines);
  return html`<section>
    <h2>Quality on ${whole(data.test)} held-out rows</h2>
    ${grid(
      [
        "Figure",
        "#Model",
        "#95 % interval",
        ...plain.map(([name]) => `#${baselines[name] ?? name}`),
      ],
      Object.entries(metrics.test).map(([name, { value, low, high }]) => [
        names[name] ?? name,
        html`<b>${written(name, value)}</b>`,
        `${written(name, low)} to ${written(name, high)}`,
        ...plain.map(([, figures]) =>
          figures[name] === undefined ? "—" : written(name, figures[name]),
        ),
      ]),
    )}
  </section>`;
}

function rivals({ comparisons, metrics }: Card): Html | null {
  if (!comparisons.length) return null;
  return html`<section>
    <h2>Against the version before</h2>
    ${grid(
      ["Version", "Figure", "#It", "#This one", "#Difference, 95 % interval"],
      comparisons.map(({ version, score, value, difference }) => [
        html`<code>${version}</code>`,
        names[score] ?? score,
        figure(value),
        metrics.test[score] ? figure(metrics.test[score].value) : "—",
        `${figure(difference.value)} (${figure(difference.low)} to ${figure(difference.high)})`,
      ]),
    )}
    <p class="note">Lower is better; both on the same rows.</p>
  </section>`;
}

function leaks({ leaks }: Card): Html | null {
  if (!leaks.length) return null;
  return html`<section>
    <h2>Columns that may give the outcome away</h2>
    <ul>
      ${leaks.map(
        ({ column, message, drop }) =>
          html`<li>
            <code>${column}</code>: ${message}${drop ? " Left out." : ""}
          </li>`,
      )}
    </ul>
  </section>`;
}

const limits = ({ limits }: Card): Html =>
  html`<section>
    <h2>Limits</h2>
    <ul>
      ${[
        "A score says what tends to happen to rows like this one. It is no verdict and no cause.",
        "It holds as long as rows are as in the periods it learned from; train again when they change.",
        ...limits,
      ].map((limit) => html`<li>${limit}</li>`)}
    </ul>
  </section>`;

const making = ({ heads, data }: Card): Html =>
  html`<section>
    <h2>Training</h2>
    ${grid(
      ["Part", "Members of its blend"],
      heads.map(({ learners }, k) => [
        `${k + 1}`,
        learners
          .filter(({ chosen }) => chosen)
          .map(({ name }) => learner(name))
          .join(", "),
      ]),
    )}
    <p class="note">
      ${whole(data.train)} rows of ${data.periods.length}
      ${data.periods.length === 1 ? "period" : "periods"}; fingerprint
      <code>${data.fingerprint}</code>
    </p>
  </section>`;

const columns = ({ columns }: Card): Html =>
  html`<section>
    <h2>Columns</h2>
    ${grid(
      ["Column", "Type", "#Missing"],
      columns.map(({ name, type, missing }) => [
        html`<code>${name}</code>`,
        type,
        missing === undefined ? "—" : percent(missing),
      ]),
    )}
  </section>`;

const lineage = ({ lineage }: Card): Html =>
  html`<section>
    <h2>Lineage</h2>
    ${grid(
      ["What", "Which"],
      [
        ["Model before", lineage.parent ?? "none"],
        ["Definition", lineage.definition],
        ["Seed", lineage.seed],
      ].map(([what, which]) => [what, html`<code>${which}</code>`]),
    )}
  </section>`;

export * as OutcomePage from "./outcome-page";
