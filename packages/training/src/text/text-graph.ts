// text-graph: learned planes as an ONNX model of bytes — two small tables a bucket, and a handful of operators
import { Ngrams } from "@mainstay/core/text/ngrams/ngrams";
import { Graph } from "../onnx/graph";
import type { LinearClassifier } from "./linear-classifier";

export const rowsOf = ({
  script,
  bits,
}: Pick<LinearClassifier, "script" | "bits">) =>
  Ngrams.blocks[script] * 2 ** bits;

/**
 * bucket, count [n, blocks, length] and script [n] → share [n, blocks, length, margins], margin and logit [n, margins].
 * An entry of count 0 is padding. share = tf·v / √Σ(tf·u)², v = u·w/√blocks; v and u are bytes whose squares,
 * times a scale a block, are the weights: small weights are many and keep finer steps than large ones.
 */
export function model(languages: LinearClassifier[]): Uint8Array {
  const margins = languages[0].planes.length;
  const blocks = Math.max(...languages.map(({ matrix }) => matrix.blocks));
  const tables = tabulate(languages, blocks, margins);
  const g = new Graph();
  const shape = ["n", blocks, "length"];
  const bucket = g.input("bucket", "int64", shape);
  const count = g.input("count", "float", shape);
  const script = g.input("script", "int64", ["n"]);
  const per = (values: Float32Array, shape: number[]) =>
    g.Gather(g.constant("float", [languages.length, ...shape], values), script);
  const one = g.scalar(1);
  const tf = g.Unsqueeze(g.Add(g.Min(count, one), g.Log(g.Max(count, one))), 3);
  const look = (table: Int8Array, width: number) =>
    g.Cast(
      g.Gather(g.constant("int8", [tables.rows, width], table), bucket),
      "float",
    );
  const steps = look(tables.v, margins);
  const v = g.Mul(
    g.Mul(steps, g.Abs(steps)),
    per(tables.vScale, [blocks, 1, margins]),
  );
  const rise = g.Add(look(tables.u, 1), g.scalar(128));
  const u = g.Mul(g.Mul(rise, rise), per(tables.uScale, [blocks, 1, 1]));
  const x = g.Mul(tf, u);
  const norm = g.Sqrt(g.ReduceSum(g.Mul(x, x), [2], true));
  const share = g.Div(g.Mul(tf, v), g.Max(norm, g.scalar(1e-9)));
  const margin = g.Add(g.ReduceSum(share, [1, 2]), per(tables.bias, [margins]));
  const logit = g.Add(
    g.Mul(margin, per(tables.slope, [margins])),
    per(tables.offset, [margins]),
  );
  g.output("share", share);
  g.output("margin", margin);
  g.output("logit", logit);
  return g.model();
}

function tabulate(
  languages: LinearClassifier[],
  blocks: number,
  margins: number,
) {
  const rows = languages.reduce((sum, one) => sum + rowsOf(one), 0);
  const numbers = languages.length * margins;
  const tables = {
    rows,
    v: new Int8Array(rows * margins),
    u: new Int8Array(rows).fill(-128),
    vScale: new Float32Array(numbers * blocks).fill(1),
    uScale: new Float32Array(languages.length * blocks).fill(1),
    bias: new Float32Array(numbers),
    slope: new Float32Array(numbers),
    offset: new Float32Array(numbers),
  };
  let start = 0;
  languages.forEach((one, s) => {
    const { matrix, planes, u } = one;
    const { columns, block, bucket } = matrix;
    const members = Array.from({ length: matrix.blocks }, (_, b) =>
      Int32Array.from({ length: columns }, (_, c) => c).filter(
        (c) => block[c] === b && u[c] > 0,
      ),
    );
    members.forEach((columns, b) => {
      const scale = largest(Float64Array.from(columns, (c) => u[c])) / 255 ** 2;
      tables.uScale[s * blocks + b] = scale;
      for (const c of columns)
        tables.u[start + bucket[c]] = Math.round(Math.sqrt(u[c] / scale)) - 128;
    });
    planes.forEach(({ w, bias, platt }, m) => {
      tables.bias[s * margins + m] = bias;
      tables.slope[s * margins + m] = platt.slope;
      tables.offset[s * margins + m] = platt.offset;
      members.forEach((columns, b) => {
        const v = Float64Array.from(
          columns,
          (c) => (u[c] * w[c]) / Math.sqrt(matrix.blocks),
        );
        const scale = largest(v) / 127 ** 2;
        tables.vScale[(s * blocks + b) * margins + m] = scale;
        columns.forEach((c, k) => {
          const steps = Math.round(Math.sqrt(Math.abs(v[k]) / scale));
          tables.v[(start + bucket[c]) * margins + m] = Math.sign(v[k]) * steps;
        });
      });
    });
    start += rowsOf(one);
  });
  return tables;
}

function largest(values: Float64Array): number {
  let most = 1e-30;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most;
}
