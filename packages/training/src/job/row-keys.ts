// row-keys: whose the rows of a dataset are, by which some are held out
import { sha256 } from "@mainstay/core/base/digest";
import type { Dataset } from "@mainstay/core/dataset/dataset";
import { DuplicateGroups } from "../judge/duplicate-groups";
import type { HeldOut } from "../stats/held-out";
import type { LakeRows } from "./lake-rows";

/** Whose rows they are: the ids that the owner gives, or what a row says where there are none. */
export function of(
  { id, label }: Dataset.Info,
  { frame, joined, id: ids }: LakeRows.Info,
): HeldOut.Keys {
  if (id !== undefined) return { name: "id", of: ids };
  const columns = frame.columns.filter(
    ({ name }) => name !== label?.column && !joined.includes(name),
  );
  const names = columns.map(({ name }) => name).sort();
  return {
    name: `row ${sha256(names.join("\0")).slice(0, 12)}`,
    of: DuplicateGroups.digests({ ...frame, columns }),
  };
}

export * as RowKeys from "./row-keys";
