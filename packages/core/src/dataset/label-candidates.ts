// label-candidates: which columns of two values may be a label, and which of the two is the positive one
import { boolean } from "../tabular/cell";
import { Sentinel } from "../reading/sentinel";
import { maxDistinct, type Seen } from "../tabular/column-type";
import { ColumnNames } from "./column-names";

const positiveName =
  /churn|exit|attrit|fraud|fail|default|cancel|left|lost|positive|gekündigt|résili|baja|流失|解約|退会|해지|이탈/i;

const negation =
  /^(not|non|no|never|nicht|nie|pas|sin|un(?=churn)|未|非|没有?|不|無|无)[\s_-]?/i;
const isPositive = (answer: string) =>
  positiveName.test(answer) && !negation.test(answer);

type Answer = { spelt: string; count: number };

// Answers however they are written, each in its commonest spelling, the commonest first; words for no value are none.
function answersOf(counts: Map<string, number>): Answer[] {
  const found = new Map<string, Answer & { most: number }>();
  for (const [value, count] of counts) {
    if (Sentinel.is(value)) continue;
    const truth = boolean(value);
    const key = Number.isNaN(truth) ? value.toLowerCase() : String(truth);
    const known = found.get(key) ?? { spelt: value, count: 0, most: 0 };
    found.set(key, {
      spelt: count > known.most ? value : known.spelt,
      most: Math.max(count, known.most),
      count: known.count + count,
    });
  }
  return [...found.values()].sort(
    (a, b) => b.count - a.count || (a.spelt < b.spelt ? 1 : -1),
  );
}

// Kinds of answers beside the two.
const maxStrays = 5;

// The positive one of two values, and whether the words themselves say so. Beside yes and no up to half of the rows may
// answer otherwise; beside two other clear values a few may, as strays.
export function positiveOf(name: string, { counts, distinct, filled }: Seen) {
  if (distinct > maxDistinct) return null;
  const answers = answersOf(counts);
  if (answers.length < 2 || answers.length > 2 + maxStrays) return null;
  const [yes, no] = [1, 0].map((truth) =>
    answers.find(({ spelt }) => boolean(spelt) === truth),
  );
  if (yes && no)
    return 2 * (yes.count + no.count) >= filled
      ? { column: name, positive: yes.spelt, clear: true }
      : null;
  const [first, second, ...strays] = answers;
  const named = [first, second].filter(({ spelt }) => isPositive(spelt));
  const count = strays.reduce((sum, { count }) => sum + count, 0);
  if (named.length === 1)
    return count <= 0.1 * filled
      ? { column: name, positive: named[0].spelt, clear: true }
      : null;
  return strays.length
    ? null
    : { column: name, positive: second.spelt, clear: false };
}

export function candidates(seen: Map<string, Seen>) {
  const names = [...seen.keys()];
  const named = ColumnNames.labels(names);
  const ordered = [...named, ...names.filter((name) => !named.includes(name))];
  const binary = ordered.flatMap(
    (name) => positiveOf(name, seen.get(name)!) ?? [],
  );
  const sure = binary.find(
    ({ column, clear }) => clear && named.includes(column),
  );
  return {
    label: sure && { column: sure.column, positive: sure.positive },
    candidates: binary.map(({ column, positive }) => ({ column, positive })),
  };
}

export * as LabelCandidates from "./label-candidates";
