// any-scorer: a published version held ready, whatever kind of label it is of
import { PromiseCache } from "../base/promise-cache";
import type { Answer } from "../model/answer";
import { Registry } from "../model/registry";
import type { Score } from "../model/score";
import { Scorer } from "../model/scorer";
import type { Frame } from "../tabular/frame";
import { OutcomeCard } from "./outcome-card";
import { OutcomeScorer } from "./outcome-scorer";

export type AnyScorer = Scorer.Scorer | OutcomeScorer.OutcomeScorer;
export type Said = Score.Info | Answer.Info;

export const isOutcome = (
  scorer: AnyScorer,
): scorer is OutcomeScorer.OutcomeScorer => "heads" in scorer;
export const isAnswer = (said: Said): said is Answer.Info => "kind" in said;

// What a version is for never changes.
const tasks = PromiseCache.create<string>({ max: 1_000 });
const taskOf = (dataset: string, version: string) =>
  tasks(`${dataset}/${version}`, async () => {
    const { task } = await Registry.described(dataset, version);
    return task;
  });

export const open = async (
  dataset: string,
  version: string,
): Promise<AnyScorer> =>
  (await taskOf(dataset, version)) === OutcomeCard.task
    ? OutcomeScorer.open(dataset, version)
    : Scorer.open(dataset, version);

const columns = PromiseCache.create<Answer.Column[]>({ max: 1_000 });

/** The columns of a version's answers; none of one that tells yes from no. */
export const answersOf = async (dataset: string, version: string | null) =>
  version === null || (await taskOf(dataset, version)) !== OutcomeCard.task
    ? []
    : columns(`${dataset}/${version}`, async () =>
        OutcomeCard.answers(
          OutcomeCard.Info.parse(await Registry.described(dataset, version)),
        ),
      );

/** The version that serves now. */
export const current = async (dataset: string): Promise<AnyScorer> =>
  (await OutcomeScorer.current(dataset)) ?? Scorer.current(dataset);

/** What it says of every row, with so many of the largest reasons. */
export async function say(
  scorer: AnyScorer,
  frame: Frame,
  at: ArrayLike<number>,
  { reasons, cell }: Scorer.Asked,
): Promise<Said[]> {
  if (isOutcome(scorer))
    return OutcomeScorer.answers(scorer, frame, at, { reasons, cell });
  const plain = await Scorer.scores(scorer, frame, at);
  return reasons
    ? Scorer.explained(scorer, frame, at, plain, { reasons, cell })
    : plain;
}

export * as AnyScorer from "./any-scorer";
