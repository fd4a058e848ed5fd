// card-words: what the parts of a card call things
import type { Card, Comparison, Measure } from "@mainstay/core/model/card";
import { Format } from "@mainstay/core/text/format";

/** The word for the dataset's rows. A dataset named in the plural names them. */
export const rowsOf = ({ dataset }: Pick<Card.Info, "dataset">) =>
  /^[a-z]+s$/.test(dataset) ? dataset : "rows";

/** The predicted outcome in words, as in churned = yes. */
export const outcome = ({ label }: Pick<Card.Info, "label">) =>
  `${label.column} = ${label.positive}`;

export const range = ({ low, high }: Measure, digits = 3) =>
  `${Format.fixed(low, digits)} to ${Format.fixed(high, digits)}`;
export const shares = ({ low, high }: Measure, digits = 1) =>
  `${Format.fixed(low * 100, digits)} to ${Format.percent(high, digits)}`;

export const signed = (value: number, digits = 3) =>
  Format.signed(value, digits);
export const signedRange = ({ low, high }: Measure, digits = 3) =>
  `${signed(low, digits)} to ${signed(high, digits)}`;

const learners: Record<string, string> = {
  logistic: "logistic regression",
  mlp: "neural network",
  plr: "logistic regression on piecewise-linear columns",
  l6: "shallow boosted trees",
  l31w: "deep boosted trees",
  mq1: "neural network on quantiles",
  boost: "boosted trees",
  auto: "blend of all",
};
export const learner = (name: string) =>
  learners[name] ? `${name} (${learners[name]})` : name;

export function rival({ name, version }: Comparison, base: number) {
  if (name === "base rate")
    return `saying ${Format.percent(base)} to everybody`;
  if (name === "incumbent")
    return `the version before${version ? `, ${version}` : ""}`;
  return learners[name] ?? name;
}

/** A verdict on which of the two has the lower log loss, as far as the interval of the difference shows. */
export function told({ difference: { logLoss } }: Comparison) {
  if (logLoss.high < 0) return "better";
  if (logLoss.low > 0) return "worse";
  return "cannot be told apart";
}
