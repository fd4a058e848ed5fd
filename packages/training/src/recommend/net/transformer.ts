// transformer: self-attention over a sequence of products, as ONNX operators (Kang & McAuley 2018, SASRec; normalised
// before each layer as Xiong et al. 2020)
import type { Graph, Value } from "../../onnx/graph";
import type { Named } from "./parameters";

export type Size = {
  items: number;
  length: number; // N, the latest events that are read
  width: number; // d
  heads: number;
  blocks: number;
};

const layers = (block: number, d: number) => ({
  [`${block} query`]: [d, d],
  [`${block} key`]: [d, d],
  [`${block} value`]: [d, d],
  [`${block} out`]: [d, d],
  [`${block} wide`]: [d, 2 * d],
  [`${block} wide bias`]: [2 * d],
  [`${block} narrow`]: [2 * d, d],
  [`${block} narrow bias`]: [d],
  [`${block} norm scale`]: [d],
  [`${block} norm shift`]: [d],
  [`${block} wide norm scale`]: [d],
  [`${block} wide norm shift`]: [d],
});

export function shapes(size: Size) {
  const { items, length, width: d } = size;
  const shapes: Record<string, readonly number[]> = {
    item: [items, d], // read by the input and by the output
    popularity: [items],
    position: [length, d],
    "last norm scale": [d],
    "last norm shift": [d],
  };
  for (let block = 0; block < size.blocks; block++)
    Object.assign(shapes, layers(block, d));
  return shapes;
}

export const ones = (size: Size) =>
  Object.keys(shapes(size)).filter((name) => name.endsWith("scale"));

function norm(g: Graph, x: Value, p: Named, at: string) {
  const scale = p[`${at} scale`];
  const shift = p[`${at} shift`];
  const one = x.shape.with(-1, 1);
  return g.node(
    "LayerNormalization",
    [x, scale, shift],
    [{ shape: x.shape }, { shape: one }, { shape: one }],
    { axis: -1, epsilon: { float: 1e-5 } },
  )[0];
}

const far = -1e9;

/**
 * Products [B, N] int64, item + 1, newest last, 0 where there is none → states [B · N, d]; each has seen itself and what
 * came before.
 * `drop` thins a layer while training.
 */
export function states(
  g: Graph,
  size: Size,
  p: Named,
  ids: Value,
  drop: (layer: Value) => Value = (layer) => layer,
): Value {
  const { length: n, width: d, heads, blocks } = size;
  const [batch] = ids.shape;
  const tokens = typeof batch === "number" ? batch * n : "tokens";
  const one = g.constant("int64", [], [1]);
  const known = g.Cast(g.Min(ids, one), "float"); // [B, N]
  const index = g.Max(g.Sub(ids, one), g.constant("int64", [], [0]));
  const table = g.Gather(p.item, index); // [B, N, d]
  const here = g.Unsqueeze(known, 2);
  const flat = (x: Value) => g.Reshape(x, [tokens, d]);
  let x = drop(flat(g.Mul(g.Add(table, p.position), here)));
  const later = Float32Array.from({ length: n * n }, (_, i) =>
    i % n > Math.floor(i / n) ? far : 0,
  );
  const keys = g.Reshape(known, [batch, 1, 1, n]);
  const bias = g.Add(
    g.Mul(g.Sub(keys, g.scalar(1)), g.scalar(-far)),
    g.constant("float", [n, n], later),
  ); // [B, 1, N, N]
  const split = (x: Value, perm: number[]) =>
    g.Transpose(g.Reshape(x, [batch, n, heads, d / heads]), perm);
  for (let block = 0; block < blocks; block++) {
    const at = (name: string) => p[`${block} ${name}`];
    const y = norm(g, x, p, `${block} norm`);
    const query = g.Mul(
      g.MatMul(y, at("query")),
      g.scalar(1 / Math.sqrt(d / heads)),
    );
    const q = split(query, [0, 2, 1, 3]); // [B, H, N, d/H]
    const k = split(g.MatMul(y, at("key")), [0, 2, 3, 1]); // [B, H, d/H, N]
    const v = split(g.MatMul(y, at("value")), [0, 2, 1, 3]);
    const weights = g.Softmax(g.Add(g.MatMul(q, k), bias)); // [B, H, N, N]
    const mixed = flat(g.Transpose(g.MatMul(weights, v), [0, 2, 1, 3]));
    x = g.Add(x, drop(g.MatMul(mixed, at("out"))));
    const z = norm(g, x, p, `${block} wide norm`);
    const wide = g.Relu(g.Gemm(z, at("wide"), at("wide bias")));
    x = g.Add(x, drop(g.Gemm(wide, at("narrow"), at("narrow bias"))));
  }
  return norm(g, x, p, "last norm");
}

/** States [Q, d] → a score for every item [Q, items]. */
export function scores(g: Graph, p: Named, state: Value) {
  return g.Gemm(state, p.item, p.popularity, { transB: 1 });
}
