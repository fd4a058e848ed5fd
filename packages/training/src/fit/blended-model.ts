// blended-model: fitted learners weighed and calibrated into one model
import type { Name } from "@mainstay/core/learning/learner";
import { Trees } from "@mainstay/core/trees/trees";
import type { Graph } from "../onnx/graph";
import type { RawColumns } from "../onnx/raw-columns";
import { BetaCalibration } from "./beta-calibration";
import { BlendWeights } from "./blend-weights";
import type { Ensembles } from "./boosted-trees";
import { InputLayout } from "./input-layout";
import type { Fitted, Shares } from "./learner";
import type { FittedModel } from "./fitted-model";

/** The model of a blend. */
export function model(
  learner: Name,
  planned: InputLayout,
  blended: FittedModel.Blended,
): FittedModel.Info {
  const { members, blend, beta } = blended;
  const kept = members.filter(({ weight }) => weight > 0);
  const valued = InputLayout.withoutTexts(planned);
  const layout = kept.some(({ fitted }) => fitted.texts) ? planned : valued;
  const graphs = kept.filter(({ fitted }) => fitted.explain);
  return {
    learner,
    layout,
    blended,
    parts: members.map(({ fitted, weight, seconds }) => ({
      name: fitted.name,
      weight,
      seconds,
      options: fitted.options,
      curve: fitted.curve.map(({ epoch, validationLoss }) => ({
        epoch,
        validationLoss,
      })),
    })),
    async predict(frame, at) {
      const logits: ArrayLike<number>[] = [];
      for (const { fitted, weight } of members)
        logits.push(
          weight > 0
            ? await fitted.predict(frame, at)
            : new Float64Array(frame.rows),
        );
      const z = BlendWeights.apply(blend, logits);
      return beta ? z.map((z) => BetaCalibration.apply(beta, z)) : z;
    },
    graph(g, raw) {
      const z = BlendWeights.graph(g, blend, (m) =>
        members[m].fitted.graph(g, raw),
      );
      return beta ? BetaCalibration.graph(g, beta, z) : z;
    },
    reasons: {
      intercept: blend.intercept,
      calibration: beta,
      trees: kept.flatMap(({ fitted, weight }) => {
        const each = ensembles(fitted);
        if (!each.length) return [];
        return [{ weight: weight / each.length, trees: Trees.join(each) }];
      }),
      graph: graphs.length
        ? (g, raw) => weighed(g, raw, graphs, valued.columns.length)
        : null,
    },
  };
}

/** The tree ensembles of a fitted learner, one for each fold; none where it has no trees. */
export const ensembles = (fitted: Fitted) =>
  "trees" in fitted ? (fitted as Ensembles).trees : [];

// Texts stand last among the columns.
function weighed(
  g: Graph,
  raw: RawColumns,
  members: FittedModel.Single[],
  valued: number, // columns that are no texts
) {
  const [texts, others] = [true, undefined].map((kind) =>
    total(
      g,
      raw,
      members.filter(({ fitted }) => fitted.texts === kind),
    ),
  );
  if (!texts || !others) return others ?? behind(g, texts!, valued);
  return {
    contributions: g.Concat([others.contributions, texts.contributions], 1),
    base: g.Add(others.base, texts.base),
    words: texts.words,
  };
}

function total(
  g: Graph,
  raw: RawColumns,
  members: FittedModel.Single[],
): Shares | null {
  const shares = members.map(({ fitted, weight }): Shares => {
    const { contributions, base, words } = fitted.explain!(g, raw);
    const w = g.scalar(weight);
    return {
      contributions: g.Mul(contributions, w),
      base: g.Mul(base, w),
      ...(words && { words: g.Mul(words, w) }),
    };
  });
  if (!shares.length) return null;
  return shares.reduce((a, b) => ({
    contributions: g.Add(a.contributions, b.contributions),
    base: g.Add(a.base, b.base),
  }));
}

// The contributions of texts behind those of columns that add nothing.
function behind(
  g: Graph,
  { contributions, ...others }: Shares,
  valued: number,
): Shares {
  const texts = Number(contributions.shape[1]);
  const width = valued + texts;
  const place = new Float32Array(texts * width);
  for (let j = 0; j < texts; j++) place[j * width + valued + j] = 1;
  const spread = g.constant("float", [texts, width], place);
  return { contributions: g.MatMul(contributions, spread), ...others };
}

export * as BlendedModel from "./blended-model";
