// pair-network: whether a user takes a product on a weekday, by vectors of both and a small network, as ONNX operators
// (He et al. 2017: their product beside the two of them)
import type { Optimizer } from "../../onnx/optimizer";
import { gradient } from "../../onnx/gradient";
import { Graph, type Value } from "../../onnx/graph";
import { LazyAdam } from "./lazy-adam";
import { Parameters } from "./parameters";

export const days = 7;
export type Size = { users: number; items: number; width: number };
const [wide, narrow] = [64, 32];

export const shapes = ({ width: d }: Size) => ({
  user: [d, wide], // what the user, the product, both and the day bring to the first layer
  item: [d, wide],
  both: [d, wide],
  day: [days, wide],
  "wide bias": [wide],
  narrow: [wide, narrow],
  "narrow bias": [narrow],
  last: [narrow, 1],
  "last bias": [1],
});

/** First layer's input [n, 64] → logit [n, 1]. */
function head(g: Graph, p: Parameters.Named, x: Value): Value {
  const layer = g.Relu(g.Add(x, p["wide bias"]));
  const z = g.Relu(g.Gemm(layer, p.narrow, p["narrow bias"]));
  return g.Gemm(z, p.last, p["last bias"]);
}

/**
 * Feeds: user, item, day int64 [S, R]; label, weight float [S, R, 1], weights of a step adding up to 1. Every
 * row's loss has l2 / 2 · (|u|² + |i|²) of its vectors added.
 */
export function learning(
  size: Size,
  rows: number,
  l2: number,
  optimizer: Optimizer,
): Uint8Array {
  const { users, items, width } = size;
  const g = new Graph();
  const shape = shapes(size);
  const int = (name: string) => g.input(name, "int64", ["steps", rows]);
  const [user, item, day] = [int("user"), int("item"), int("day")];
  const label = g.input("label", "float", ["steps", rows, 1]);
  const weight = g.input("weight", "float", ["steps", rows, 1]);
  const rates = g.input("rates", "float", ["steps"]);
  const steps = g.input("steps", "int64", []);
  const state = Object.entries({
    users: [users, width],
    items: [items, width],
    network: [Parameters.size(shape)],
  }).flatMap(([name, shape]) =>
    ["", " moment 0", " moment 1"].map((moment) =>
      g.input(`${name}${moment}`, "float", shape),
    ),
  );
  const loop = g.Loop(steps, state, (g, turn, state) => {
    const current = (value: Value) => g.Gather(value, turn);
    const [userTable, m, v, itemTable, n, w, flat, ...moments] = state;
    const [who, what, rate] = [current(user), current(item), current(rates)];
    const p = Parameters.split(g, shape, flat);
    const u = g.Gather(userTable, who); // [R, d]
    const i = g.Gather(itemTable, what);
    const first = g.Add(
      g.Add(g.MatMul(u, p.user), g.MatMul(i, p.item)),
      g.Add(g.MatMul(g.Mul(u, i), p.both), g.Gather(p.day, current(day))),
    );
    const z = head(g, p, first);
    // d log loss / d logit = σ(z) − y.
    const error = g.Mul(g.Sub(g.Sigmoid(z), current(label)), current(weight));
    const [du, di, slope] = gradient(g, z, [u, i, flat], error);
    const pulled = (slope: Value, vector: Value) =>
      g.Add(slope, g.Mul(vector, g.scalar(l2 / rows)));
    const parts = [
      LazyAdam.update(
        g,
        optimizer,
        { parameters: userTable, moments: [m, v] },
        who,
        pulled(du, u),
        rate,
      ),
      LazyAdam.update(
        g,
        optimizer,
        { parameters: itemTable, moments: [n, w] },
        what,
        pulled(di, i),
        rate,
      ),
      optimizer.update(g, flat, slope, moments, rate),
    ];
    return {
      state: parts.flatMap(({ parameters, moments }) => [
        parameters,
        ...moments,
      ]),
    };
  });
  loop.state.forEach((value, i) => g.output(`next ${state[i].name}`, value));
  return g.model();
}

/** Users' vectors [batch, d] and weekdays [batch] → every item's logit plus its log share of the draws [batch, items]. */
function scores(
  g: Graph,
  size: Size,
  {
    p,
    u,
    day,
    table,
    draws,
  }: Record<"u" | "day" | "table" | "draws", Value> & {
    p: Parameters.Named;
  },
): Value {
  const { items } = size;
  const [batch] = u.shape;
  const own = g.Add(g.MatMul(u, p.user), g.Gather(p.day, day)); // [batch, 64]
  const both = g.MatMul(table, g.Mul(g.Unsqueeze(u, 2), p.both)); // [batch, items, 64]
  const first = g.Add(
    g.Add(both, g.MatMul(table, p.item)),
    g.Unsqueeze(own, 1),
  );
  const z = head(g, p, g.Reshape(first, ["pairs", wide]));
  return g.Add(g.Reshape(z, [batch, items]), draws);
}

type Learnt = { network: Float32Array; items: Float32Array };

/** The graph of a trained model: for `vector` float [batch, d] and `weekday` int64 [batch], `scores` [batch, items]. */
export function scoring(size: Size): Uint8Array {
  const { items, width } = size;
  const g = new Graph();
  const shape = shapes(size);
  const u = g.input("vector", "float", ["batch", width]);
  const day = g.input("weekday", "int64", ["batch"]);
  const table = g.input("items", "float", [items, width]);
  const draws = g.input("draws", "float", [items]);
  const flat = g.input("network", "float", [Parameters.size(shape)]);
  const p = Parameters.split(g, shape, flat);
  g.output("scores", scores(g, size, { p, u, day, table, draws }));
  return g.model();
}

/** The same with everything inside: `user` int64 [batch] is a row of `users`. */
export function serving(
  size: Size,
  learnt: Learnt & { users: Float32Array; draws: Float32Array },
): Uint8Array {
  const g = new Graph();
  const { users, items, width } = size;
  const user = g.input("user", "int64", ["batch"]);
  const day = g.input("weekday", "int64", ["batch"]);
  const who = g.constant("float", [users, width], learnt.users);
  const table = g.constant("float", [items, width], learnt.items);
  const draws = g.constant("float", [items], learnt.draws);
  const p = Parameters.constants(g, shapes(size), learnt.network);
  const u = g.Gather(who, user);
  g.output("scores", scores(g, size, { p, u, day, table, draws }));
  return g.model();
}

export * as PairNetwork from "./pair-network";
