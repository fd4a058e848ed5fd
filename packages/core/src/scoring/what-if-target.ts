// what-if-target: what a row is to be brought to, a band or a class, and how near the serving version says that it is
import { Failure } from "../base/error";
import { Answer } from "../model/answer";
import { Card } from "../model/card";
import { Scorer } from "../model/scorer";
import { AnyScorer } from "../outcome/any-scorer";
import { OutcomeScorer } from "../outcome/outcome-scorer";
import { LogOdds } from "../stats/log-odds";
import type { WhatIf } from "./what-if";

type Target = Pick<WhatIf.Asked, "isThere" | "scores"> & {
  told: (
    found: WhatIf.Scored,
    at: number,
  ) => Promise<WhatIf.Alternative | WhatIf.Answered>;
};

const refuse = (message: string): never => {
  throw new Failure("score.whatif.kind", `whatif: ${message}`);
};

/** A Failure where the version knows no such band or class. */
export function of(
  { band, class: wanted }: WhatIf.Input,
  scorer: AnyScorer.AnyScorer,
): Target {
  if (AnyScorer.isOutcome(scorer)) return ofOutcome({ band, wanted }, scorer);
  const { bands } = scorer.card;
  if (wanted !== undefined)
    refuse(`expected a band of yes or no, got the class "${wanted}"`);
  if (!band) return refuse("expected a band: high, medium or low");
  return {
    isThere: (logit) => Card.band(LogOdds.sigmoid(logit), bands) === band,
    scores: (frame, at) => Scorer.logits(scorer, frame, at),
    told: async ({ changes, distance, score }) => ({
      ...{ changes, distance, band, probability: LogOdds.sigmoid(score) },
    }),
  };
}

function ofOutcome(
  { band, wanted }: { band?: Card.Band; wanted?: string },
  scorer: OutcomeScorer.OutcomeScorer,
): Target {
  const { outcome, bands } = scorer.card;
  const names = "names" in outcome ? outcome.names : [];
  if (wanted !== undefined && !names.includes(wanted))
    refuse(
      names.length
        ? `expected one of the classes ${names.join(", ")}, got "${wanted}"`
        : `expected a band, since the label has no classes, got the class "${wanted}"`,
    );
  if (wanted === undefined && !(band && bands))
    refuse(
      names.length
        ? `expected "class", one of ${names.join(", ")}`
        : "expected a band: high, medium or low",
    );
  return {
    isThere: (score) =>
      wanted === undefined ? Card.band(score, bands!) === band : score > 0,
    scores: (frame, at) => OutcomeScorer.ranks(scorer, frame, at, wanted),
    async told({ changes, distance, changed }, at) {
      const [answer] = await OutcomeScorer.answers(scorer, changed, [at], {
        ...{ reasons: 0, cell: () => null },
      });
      return { changes, distance, ...Answer.told(answer) };
    },
  };
}

export * as WhatIfTarget from "./what-if-target";
