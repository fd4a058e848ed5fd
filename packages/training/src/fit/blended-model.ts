// blended-model: members weighed and calibrated into one model, one graph, and what its reasons are made of
import type { Definition } from "@mainstay/core/tabular/definition";
import { Trees } from "@mainstay/core/model/trees";
import type { Auto } from "./auto";
import { BetaCalibration } from "./beta-calibration";
import { BlendWeights } from "./blend-weights";
import type { InputLayout } from "./input-layout";
import type { Ensembles } from "./member/boosted-trees";
import type { Bagged } from "./member/member";
import type { Graph } from "../onnx/graph";
import type { RawColumns } from "../onnx/raw-columns";
import type { FittedModel } from "./fitted-model";

export type Single = Auto.Fitted["members"][number];

export function model(
  learner: Definition.Learner,
  layout: InputLayout,
  blended: FittedModel.Blended,
): FittedModel.Info {
  const { members, blend, beta } = blended;
  const kept = members.filter(({ weight }) => weight > 0);
  const graphs = kept.filter(({ bagged }) => bagged.explain);
  return {
    learner,
    layout,
    blended,
    parts: members.map(part),
    async predict(frame, at) {
      const logits: ArrayLike<number>[] = [];
      for (const { bagged, weight } of members)
        logits.push(
          weight > 0
            ? await bagged.predict(frame, at)
            : new Float64Array(frame.rows),
        );
      return BlendWeights.apply(blend, logits).map((z) =>
        BetaCalibration.apply(beta, z),
      );
    },
    graph: (g, raw) =>
      BetaCalibration.graph(
        g,
        beta,
        BlendWeights.graph(g, blend, (m) => members[m].bagged.graph(g, raw)),
      ),
    reasons: {
      intercept: blend.intercept,
      calibration: beta,
      trees: kept.flatMap(({ bagged, weight }) => {
        const each = ensembles(bagged);
        if (!each.length) return [];
        return [{ weight: weight / each.length, trees: Trees.join(each) }];
      }),
      graph: graphs.length ? (g, raw) => weighed(g, raw, graphs) : null,
    },
  };
}

export const ensembles = (bagged: Bagged) =>
  "trees" in bagged ? (bagged as Ensembles).trees : [];

const part = ({ bagged, weight, seconds }: Single): FittedModel.Part => ({
  name: bagged.name,
  weight,
  seconds,
  options: bagged.options,
  curve: bagged.curve.map(({ validationLoss }, k) => ({
    epoch: k + 1,
    validationLoss,
  })),
});

function weighed(g: Graph, raw: RawColumns, members: Single[]) {
  const shares = members.map(({ bagged, weight }) => {
    const { contributions, base } = bagged.explain!(g, raw);
    const w = g.scalar(weight);
    return { contributions: g.Mul(contributions, w), base: g.Mul(base, w) };
  });
  return shares.reduce((a, b) => ({
    contributions: g.Add(a.contributions, b.contributions),
    base: g.Add(a.base, b.base),
  }));
}

export * as BlendedModel from "./blended-model";
