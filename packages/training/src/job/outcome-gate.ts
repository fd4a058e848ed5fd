// outcome-gate: whether a new version of an amount, a class, a level or a time serves in place of the one that does
import type { OutcomeCard } from "@mainstay/core/outcome/outcome-card";
import { AnyScorer } from "@mainstay/core/outcome/any-scorer";
import { Registry } from "@mainstay/core/model/registry";
import { Shadow } from "@mainstay/core/upkeep/shadow";
import { HeldOut } from "../stats/held-out";
import { JudgedOutcome } from "./judged-outcome";
import type { Input, Outcome as Came } from "./training-input";

// With fewer rows a comparison says nothing.
const fewest = 20;

/**
 * The version that serves on those of the rows that judge the new one from which it has not learned; null where they are too few,
 * or where it foretells something else.
 */
export async function compare(
  dataset: string,
  version: string,
  fitted: JudgedOutcome.Info,
  {
    seed,
    keys,
    places,
    ...rows
  }: JudgedOutcome.Rows & {
    seed: number;
    keys: HeldOut.Keys;
    places: { row: number; period: string }[]; // of the keys
  },
): Promise<OutcomeCard.Comparison | null> {
  const scorer = await AnyScorer.open(dataset, version);
  if (!AnyScorer.isOutcome(scorer)) return null;
  const seen = HeldOut.seen(scorer.card.data, keys);
  const fresh = places.map((place) => !seen(place));
  const count = fresh.filter(Boolean).length;
  const loss = count < fewest ? null : await fitted.lossOf(scorer, rows);
  return (
    loss && {
      ...{ name: "incumbent", version },
      ...{ rows: count, seen: fresh.length - count },
      ...JudgedOutcome.compare(fitted, loss, fresh, seed),
    }
  );
}

/** It serves where its score is lower than that of the version before, at once or once outcomes or a person say so. */
export async function settle(
  dataset: string,
  version: string,
  {
    input: { now, clock = () => now, who, shadow },
    fitted: { test, score, scoreTitle, baselines },
    ...came
  }: {
    input: Input;
    fitted: JudgedOutcome.Info;
    comparison: OutcomeCard.Comparison | null;
    incumbent: string | null;
    promote: "rule" | "approval";
    rows: number;
  },
): Promise<Came> {
  const { incumbent, comparison, promote, rows } = came;
  if (incumbent === version)
    return { version, promoted: false, why: "this version serves already" };
  const figure = comparison
    ? comparison.value + comparison.difference.value
    : test[score].value;
  const figures = `${scoreTitle} ${figure.toPrecision(4)} on ${comparison?.rows ?? rows} held-out rows`;
  const [plain] = Object.entries(baselines);
  const against = comparison
    ? `against ${comparison.value.toPrecision(4)} of ${incumbent}`
    : `against ${plain[1][score].toPrecision(4)} of ${titles[plain[0]] ?? plain[0]}`;
  const why = `${figures} ${against}`;
  if (comparison && (shadow || promote === "approval")) {
    await Shadow.begin(dataset, {
      ...{ version, promote, why, who: who ?? "somebody", at: clock() },
    });
    const waits = promote === "approval" ? " and waits for approval" : "";
    const said = `it is in the shadow of ${incumbent}${waits}: ${why}`;
    return { version, promoted: false, why: said };
  }
  if (comparison && !(comparison.difference.value < 0))
    return {
      ...{ version, promoted: false },
      why: `${incumbent} serves on: ${why}`,
    };
  await Registry.promote(dataset, version, clock(), {
    ...{ by: "training", who, why },
  });
  return { version, promoted: true, why };
}

const titles: Record<string, string> = {
  mean: "the mean",
  shares: "the classes' shares",
  kaplanMeier: "Kaplan–Meier",
};

export * as OutcomeGate from "./outcome-gate";
