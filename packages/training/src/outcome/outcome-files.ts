// outcome-files: the files of a version of several heads, and the check that they say what was trained
import { OutcomeCard } from "@mainstay/core/outcome/outcome-card";
import { Artifact } from "../fit/artifact";
import type { FittedModel } from "../fit/fitted-model";
import type { OutcomeRows } from "./outcome-rows";

export function files(heads: FittedModel.Info[]): Record<string, Uint8Array> {
  return Object.fromEntries(
    heads.flatMap((head, k) =>
      Object.entries(Artifact.files(head)).map(([name, bytes]) => [
        OutcomeCard.fileOf(k, name),
        bytes as Uint8Array,
      ]),
    ),
  );
}

// Rows whose scores and reasons are worked out again from the files.
const checkedRows = 300;

/** It fails where the files of a head say something else than what was trained, or its reasons do not add up. */
export async function check(
  heads: FittedModel.Info[],
  { frame, at }: Pick<OutcomeRows.Info, "frame" | "at">,
  pick: (rows: Int32Array) => Pick<OutcomeRows.Info, "frame" | "at">,
) {
  const step = Math.max(1, Math.ceil(frame.rows / checkedRows));
  const some = pick(
    Int32Array.from(
      { length: Math.ceil(frame.rows / step) },
      (_, k) => k * step,
    ),
  );
  for (const head of heads) {
    const own = Artifact.files(head);
    await Artifact.agree(own, head, frame, at);
    await Artifact.explain(own, head.layout, some.frame, some.at);
  }
}

export * as OutcomeFiles from "./outcome-files";
