// fitted-model: one model that was fitted: its predictions, its graph, and what its parts are
import type { Name } from "@mainstay/core/learning/learner";
import type { Explanation } from "@mainstay/core/model/explanation";
import type { Frame } from "@mainstay/core/tabular/frame";
import type { BetaCalibration } from "./beta-calibration";
import type { BlendWeights } from "./blend-weights";
import type { InputLayout } from "./input-layout";
import type { CopyEvidence } from "./copy-evidence";
import type { Epoch, Fitted, Shares } from "./learner";
import type { Graph, Value } from "../onnx/graph";
import type { RawColumns } from "../onnx/raw-columns";

export type Part = {
  name: string;
  weight: number; // in the blend
  seconds: number;
  options: Record<string, unknown>;
  curve: Epoch[];
};

export type Single = { fitted: Fitted; weight: number; seconds: number };

export type Blended = {
  members: Single[];
  blend: BlendWeights;
  beta: BetaCalibration | null; // of log-odds alone; other scores are calibrated by the blend's free sum and intercept
  /** Calibrated scores of rows by fold models that did not see them, [n]; what they were blended and calibrated on. */
  outOfFold: Float64Array;
  /** Where rows have near copies that tell their outcomes. */
  copies?: CopyEvidence.Copies;
};

export type Info = {
  learner: Name;
  layout: InputLayout;
  parts: Part[];
  /** The members it was made of; absent where a learner serves alone. */
  blended?: Blended;
  /** Scores of rows, log-odds unless it was fitted to another family. */
  predict(frame: Frame, at: ArrayLike<number>): Promise<Float64Array>;
  /** The same as ONNX operators: raw columns → logit [n, 1]. */
  graph(g: Graph, raw: RawColumns): Value;
  reasons: Pick<Explanation.Parts, "intercept" | "trees" | "calibration"> & {
    /** Contributions [n, columns] and base of the parts that are no trees, weighed; null when there are none. */
    graph: ((g: Graph, raw: RawColumns) => Shares) | null;
  };
};

export * as FittedModel from "./fitted-model";
