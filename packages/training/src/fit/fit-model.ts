// fit-model: a table fitted by the learner of a given name: one model, one graph, and what its parts are
import { Failure } from "@mainstay/core/base/error";
import type { Family } from "@mainstay/core/stats/family";
import { Learner as Chosen } from "@mainstay/core/learning/learner";
import type { Definition } from "@mainstay/core/tabular/definition";
import { Auto } from "./auto";
import { BlendedModel } from "./blended-model";
import { boost } from "./boosted-trees";
import { InnerFolds } from "./inner-folds";
import { InputLayout } from "./input-layout";
import { LearnerSearch } from "./learner-search";
import { LevelEvidence } from "./level-evidence";
import type { Learner } from "./learner";
import { article, linear, mlp, plr } from "./learners";
import { NearCopies } from "./near-copies";
import { LoneModel } from "./lone-model";
import { words } from "./words/word-learner";
import type { FittedModel } from "./fitted-model";
import type { TrainingTable } from "./training-table";

export const names = Chosen.Name.options;

// Tables of fewer rows are dealt into more inner folds, so that each model sees more of them. There boosting takes
// longer steps, which cost a blend nothing and halve its trees.
const smallRows = 20_000;

// With what levels gain by luck taken off, and without.
const lucks = [1, 0];

function membersOf(rows: number) {
  const [shallow, deep] = rows < smallRows ? [0.15, 0.1] : [0.08, 0.05];
  const l6 = boost("l6", { leaves: 6, eta: shallow, colsample: 0.8 }, lucks);
  // Of large tables one rule suffices for what grows slowly.
  const l31w = boost(
    "l31w",
    { leaves: 31, eta: deep },
    rows < smallRows ? lucks : [],
  );
  return {
    auto: [plr, l31w, l6, mlp],
    logistic: [plr],
    boost: [l31w],
    mlp: [mlp],
  } satisfies Record<Exclude<Chosen.Name, "article">, Learner<any>[]>;
}

const minutesOf = (learner: Chosen.Info) =>
  (typeof learner === "object" && learner.kind === "auto"
    ? learner.minutes
    : undefined) ?? Infinity;

function wantedOf(
  learner: Chosen.Info,
  rows: number,
  members: readonly string[] | undefined = typeof learner === "object" &&
  learner.kind === "auto"
    ? learner.members
    : undefined,
): Learner<any>[] {
  const recipes = membersOf(rows);
  const all: Learner<any>[] = [...recipes.auto, linear, words];
  if (members) return all.filter(({ name }) => members.includes(name));
  if (typeof learner === "string")
    return recipes[learner as keyof typeof recipes];
  if (learner.kind === "auto") return recipes.auto;
  return [learner.kind === "boost" ? boosted(learner) : network(learner)];
}

// What the owner leaves out stays as in the recipe.
const given = <O extends object>(options: O) =>
  Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  ) as Partial<O>;

function boosted(chosen: Chosen.Boost) {
  const { trees, depth, leaves, rate, rowSample, columnSample } = chosen;
  return boost(
    "l31w",
    given({
      rounds: trees,
      depth,
      // A depth alone is the only limit.
      leaves: leaves ?? (depth === undefined ? undefined : 0),
      eta: rate,
      subsample: rowSample,
      colsample: columnSample,
      patience: chosen.patience,
      monotone: chosen.monotone,
    }),
  );
}

const schedules = { plateau: "plateau", decay: "decayed", fixed: "fixed" };

function network({ kind: _, schedule, ...chosen }: Chosen.Mlp): Learner<any> {
  const options = given({
    ...chosen,
    schedule: schedule && schedules[schedule],
  });
  return {
    ...mlp,
    fit: (input) => mlp.fit({ ...input, options: options as never }),
  };
}

/** Inner folds of a table of so many rows. */
export const innerFolds = (rows: number) => (rows < smallRows ? 10 : 5);

// One dealing of a small table into folds is luck: of two seeds one may be worse by 1.5 % of the loss. The mean of several
// fits moves less.
const luckyRows = 5000;
export const usualRepeats = 3;
const mostRepeats = 8;
// Of one fit of so few rows, on two cores; rounded up, since it is a bound.
const secondsAFit = 12;
const leastSeconds = secondsAFit / 4; // of one member

function repeatsOf(
  rows: number,
  {
    learner,
    minutes,
    repeats = 1,
  }: { learner: Chosen.Info; minutes: number; repeats?: number },
) {
  if (Chosen.nameOf(learner) !== "auto" || rows >= luckyRows) return 1;
  if (minutes === Infinity) return repeats;
  const fits = Math.floor((60 * minutes) / secondsAFit);
  return Math.min(mostRepeats, Math.max(1, fits));
}

export type Options = {
  columns: readonly string[];
  learner?: Chosen.Info;
  members?: readonly string[]; // of the blend, instead of those that the learner names
  texts?: boolean; // whether a blend may learn from text columns; false unless told
  seed?: number;
  family?: Family; // what the labels are drawn from
  fold?: ArrayLike<number>; // [n], inner folds that several models of the same rows share
  minutes?: number; // about how long fitting may take on two cores; members that do not fit in are left off
  repeats?: number; // fits of a small table that are averaged where no minutes are given; as many as fit into those that are
  progress?: (share: number, what: string) => void;
  signal?: AbortSignal;
};

export async function fit(
  rows: TrainingTable.Info,
  {
    columns,
    learner = "auto",
    members,
    texts = false,
    seed = 42,
    family,
    fold,
    minutes = minutesOf(learner),
    repeats,
    progress = () => {},
    signal,
  }: Options,
): Promise<FittedModel.Info> {
  const name = Chosen.nameOf(learner);
  if (!names.includes(name))
    throw new Failure(
      "learner.unknown",
      `Expected one of ${names.join(", ")}, got "${name}"`,
    );
  const { frame, at } = rows;
  const layout = InputLayout.plan(frame, telling(rows, columns), at, {
    texts: texts && blends(learner, members),
  });
  if (name === "article" && !members)
    return LoneModel.fit(article, rows, {
      name,
      ...{ layout, family, seed },
      progress,
      signal,
    });
  const folds = innerFolds(frame.rows);
  const millions = (frame.rows * layout.columns.length) / 1e6;
  const wanted = await searched(
    withTexts(layout, wantedOf(learner, frame.rows, members)),
    rows,
    {
      ...{
        layout: InputLayout.withoutTexts(layout),
        folds,
        fold,
        family,
        seed,
        signal,
        millions,
        learner,
      },
      minutes,
    },
  );
  const fitted = await Auto.fit({
    ...rows,
    layout,
    ...{ folds, fold, family },
    repeats: repeatsOf(frame.rows, { learner, minutes, repeats }),
    members: affordable(wanted, millions, { folds, minutes }),
    seed,
    progress,
    signal,
  });
  return BlendedModel.model(name, layout, fitted);
}

/** Whether a blend of learners was asked for, in which one of texts may have a part. */
const blends = (learner: Chosen.Info, members?: readonly string[]) => {
  const named =
    members ??
    (typeof learner === "object" && "members" in learner
      ? learner.members
      : undefined);
  return named ? named.includes(words.name) : Chosen.nameOf(learner) === "auto";
};

/** The members that have something to read: texts are read by one of them, all other columns by the others. */
function withTexts({ inputs }: InputLayout, members: Learner<any>[]) {
  const others = members.filter(({ name }) => name !== words.name);
  const valued = inputs.numbers.length + inputs.categories.length > 0;
  return [...(valued ? others : []), ...(inputs.texts?.length ? [words] : [])];
}

// Of the minutes, and so many of them where none are given.
const searchShare = 0.6;
const usualMinutes = 5;

/** The members with what a search over their options found, where one was asked for. */
async function searched(
  members: Learner<any>[],
  rows: TrainingTable.Info,
  {
    learner,
    minutes,
    millions,
    fold: given,
    ...input
  }: Pick<Options, "fold" | "family" | "signal"> & {
    layout: InputLayout;
    folds: number;
    seed: number;
    learner: Chosen.Info;
    minutes: number;
    millions: number;
  },
) {
  const isAsked =
    typeof learner === "object" && learner.kind === "auto" && learner.search;
  const some = members.filter(LearnerSearch.canSearch);
  if (!isAsked || !some.length) return members;
  const { frame, at, label, weight } = rows;
  const { layout, folds, seed } = input;
  const columns = layout.columns.map(({ name }) => name);
  const { group } = NearCopies.find(frame, columns, at, rows.group);
  const fold = given ?? InnerFolds.folds({ label, group, folds, seed });
  const time = Number.isFinite(minutes) ? minutes : usualMinutes;
  const each = (60 * searchShare * time) / some.length;
  const found: Learner<any>[] = [];
  for (const member of members) {
    const whole = Math.max(
      leastSeconds,
      seconds[member.name] * millions * folds,
    );
    const candidates = LearnerSearch.affordable(each / whole, folds);
    const task = { ...input, frame, at, label, weight, fold };
    found.push(
      some.includes(member) && candidates > 1
        ? await LearnerSearch.search(member, task, candidates)
        : member,
    );
  }
  return found;
}

/** Columns but for the categories that tell nothing; all of them if that would leave none. */
function telling(rows: TrainingTable.Info, columns: readonly string[]) {
  const idle = new Set(LevelEvidence.idle(rows, columns));
  const kept = columns.filter((name) => !idle.has(name));
  return kept.length > 0 ? kept : columns;
}

// Seconds that a million cells (rows × columns) take in one inner fold, measured on two cores. They are constants, so that a
// budget gives the same members, and so the same bytes, on every machine.
const seconds: Record<string, number> = {
  plr: 1.6,
  l31w: 1.6,
  l6: 1.2,
  mlp: 2,
  linear: 0.3,
  words: 1,
};

// The cheapest pair stays. Others join it while they fit into the time, in the order of what they bring for their cost.
function affordable(
  wanted: Learner<any>[],
  millions: number,
  { folds, minutes }: { folds: number; minutes: number },
) {
  const cost = ({ name }: Learner<any>) => seconds[name] * millions * folds;
  let left = 60 * minutes;
  return wanted.filter((member, k) => {
    const joins = k < 2 || cost(member) <= left;
    if (joins) left -= cost(member);
    return joins;
  });
}

/** Columns that may be learned from: not the keys, the label, what the owner ignores or protects, or a name. */
export function inputs({
  id,
  time,
  label,
  ignore,
  protected: protect = [],
  roles,
  columns,
}: Definition.Info) {
  const own = [id, time, label?.column, label?.time, roles.name];
  const never = new Set([...own, ...ignore, ...protect]);
  return Object.keys(columns).filter((name) => !never.has(name));
}

export * as FitModel from "./fit-model";
