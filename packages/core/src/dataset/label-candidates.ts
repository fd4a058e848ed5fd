// label-candidates: which columns of two values may be a label, and which of the two is the positive one
import { boolean } from "../tabular/cell";
import type { Seen } from "../tabular/column-type";
import { ColumnNames } from "./column-names";

const positiveName =
  /churn|exit|attrit|fraud|fail|default|cancel|left|lost|positive|流失/i;

// The positive one of two values, and whether the words themselves say so.
function positiveOf(name: string, { counts, distinct }: Seen) {
  if (distinct !== 2) return null;
  const values = [...counts.keys()];
  const truths = values.filter((value) => boolean(value) === 1);
  const falses = values.filter((value) => boolean(value) === 0);
  if (truths.length === 1 && falses.length === 1)
    return { column: name, positive: truths[0], clear: true };
  const telling = values.filter((value) => positiveName.test(value));
  if (telling.length === 1)
    return { column: name, positive: telling[0], clear: true };
  const [rarer] = [...counts].sort(
    (a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1),
  );
  return { column: name, positive: rarer[0], clear: false };
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
