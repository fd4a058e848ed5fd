// training-input: what a training is asked for, and what came of it
import type { Warning } from "@mainstay/core/reading/warning";
import type { Asked } from "./publish";

export type Input = Asked & {
  dataset: string;
  seed: number;
  progress: (share: number, stage: string) => void;
  signal?: AbortSignal;
};
export type Outcome = {
  version: string;
  promoted: boolean;
  why: string;
  warnings?: Warning.Info[];
};
