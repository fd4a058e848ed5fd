// survey-scores: the three standard surveys: NPS (would you recommend us), CSAT (how satisfied are you), CES (how easy was it)
import { Normal } from "../stats/normal";
import { Estimate } from "./estimate";

export const definitions = Estimate.define({
  nps: {
    name: "Net promoter score",
    unit: "points",
    text: "Share of promoters (9 or 10 of 0–10) less share of detractors (0 to 6), in points from -100 to 100; customers without an answer are left out.",
    formula: "NPS = 100 (promoters − detractors) / answers",
  },
  csat: {
    name: "CSAT",
    unit: "share",
    text: "Answers of 4 or 5 on the scale from 1 to 5, as a share of all answers.",
    formula: "CSAT = answers ≥ 4 / answers",
  },
  csatMean: {
    name: "CSAT, mean",
    unit: "points",
    text: "Mean of the answers on the scale from 1 to 5.",
    formula: "Σ cᵢ / n",
  },
  ces: {
    name: "Customer effort score",
    unit: "points",
    text: "Mean agreement, from 1 to 7, that the company made it easy; more is better.",
    formula: "CES = Σ eᵢ / n",
  },
  cesHigh: {
    name: "Easy for",
    unit: "share",
    text: "Answers of 5 to 7 on the effort question's scale from 1 to 7, as a share of all answers.",
    formula: "answers ≥ 5 / answers",
  },
});

/** [customer], NaN without an answer; null when no column has the role. */
type Answers = ArrayLike<number> | null;

/** Answers above 5 or of 0 can only be on the scale from 0 to 10. */
export const showsScale = (answers: Answers) =>
  answers !== null &&
  Array.from(answers).some((answer) => answer > 5 || answer === 0);

/** `shown`: earlier answers have shown the scale, so that answers up to 5 are low ones. */
export const nps = (answers: Answers, shown = false) =>
  scaled("nps", answers, 0, 10, (known) =>
    shown || showsScale(known)
      ? net(known)
      : Estimate.none(
          `All ${known.length} answers lie from 1 to 5: they are on another scale than that from 0 to 10.`,
        ),
  );
export const csat = (answers: Answers) =>
  scaled("csat", answers, 1, 5, (known) => Estimate.share(atLeast(known, 4)));
export const csatMean = (answers: Answers) =>
  scaled("csat", answers, 1, 5, Estimate.mean);
export const ces = (answers: Answers) =>
  scaled("ces", answers, 1, 7, Estimate.mean);
export const cesHigh = (answers: Answers) =>
  scaled("ces", answers, 1, 7, (known) => Estimate.share(atLeast(known, 5)));

function scaled(
  role: string,
  answers: Answers,
  lowest: number,
  highest: number,
  summary: (known: Float64Array) => Estimate.Value,
) {
  return Estimate.summarise(role, answers, (known) => {
    const outside = known.filter((a) => a < lowest || a > highest).length;
    return outside === 0
      ? summary(known)
      : Estimate.none(
          `${outside} of ${known.length} answers lie outside the scale from ${lowest} to ${highest}.`,
        );
  });
}

const atLeast = (known: Float64Array, bound: number) =>
  known.map((answer) => +(answer >= bound));

// The interval uses the variance of a difference of two multinomial shares. Answers of one sort only have no interval.
function net(known: Float64Array): Estimate.Value {
  const n = known.length;
  const promoters = known.filter((answer) => answer >= 9).length / n;
  const detractors = known.filter((answer) => answer <= 6).length / n;
  const difference = promoters - detractors;
  const value = 100 * difference;
  const variance = promoters + detractors - difference ** 2;
  if (variance <= 1e-12) return { value, n };
  const half = 100 * Normal.z975 * Math.sqrt(variance / n);
  return {
    value,
    n,
    low: Math.max(-100, value - half),
    high: Math.min(100, value + half),
  };
}

export * as SurveyScores from "./survey-scores";
