// training-input: what a training is asked for, and what came of it
import type { Warning } from "@mainstay/core/reading/warning";
import type { Asked } from "./publish";

export type Input = Asked & {
  dataset: string;
  seed: number;
  repeats?: number; // fits of a small table that are averaged, 1 unless told
  shadow?: boolean; // it does not serve before outcomes or a person say so
  progress: (share: number, stage: string) => void;
  signal?: AbortSignal;
};
export type Outcome = {
  version: string;
  promoted: boolean;
  why: string;
  warnings?: Warning.Info[];
};
