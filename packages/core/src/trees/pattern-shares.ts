// pattern-shares: what leaves and tables give to columns, worked out for each pattern of agreement when a row first has it
import { GaussLegendre } from "./gauss-legendre";
import { PatternLayout } from "./pattern-layout";

// Places in lists that grow, by keys of few bits. A place counts only if it is at least `base`, so that nothing is cleared
// when the next tree uses the same memory.
type Index = { places: Int32Array; base: number };

/** What one leaf gives to the columns of its path, worked out for each pattern of agreement when a row first has it. */
class LeafShares {
  readonly shares: number[] = []; // [patterns seen, columns]
  private readonly on: Float64Array; // [points, columns]: a column's factor where the row agrees with it
  private readonly off: Float64Array;
  private readonly gained: Float64Array; // over the column's own factor
  private readonly lost: Float64Array; // [points]
  private readonly leaf: PatternLayout.Leaf;
  private readonly index: Index;
  constructor(leaf: PatternLayout.Leaf, index: Index) {
    this.leaf = leaf;
    this.index = index;
    const { zero } = leaf;
    const { t, w } = GaussLegendre.quadrature(Math.ceil(zero.length / 2));
    this.on = new Float64Array(t.length * zero.length);
    this.off = new Float64Array(t.length * zero.length);
    this.gained = new Float64Array(t.length * zero.length);
    this.lost = new Float64Array(t.length);
    for (let q = 0, k = 0; q < t.length; q++) {
      const rest = 1 - t[q];
      this.lost[q] = -w[q] / rest;
      for (const z of zero) {
        this.on[k] = t[q] + z * rest;
        this.off[k] = z * rest;
        this.gained[k] = ((1 - z) * w[q]) / this.on[k];
        k++;
      }
    }
  }

  /** Where the shares of a pattern begin. */
  at(pattern: number): number {
    const { index, leaf } = this;
    const place = index.places[pattern] - index.base;
    if (place >= 0) return place;
    const at = this.shares.length;
    index.places[pattern] = index.base + at;
    this.work(pattern, leaf.zero.length);
    return at;
  }

  // Shapley values of the leaf: an integral over t of products of each column's factor (see tree-shap).
  private work(pattern: number, count: number) {
    const { on, off, gained, lost, shares } = this;
    const at = shares.length;
    for (let j = 0; j < count; j++) shares.push(0);
    for (let q = 0, from = 0; q < lost.length; q++, from += count) {
      let product = this.leaf.value;
      for (let j = 0; j < count; j++)
        product *= (pattern >> j) & 1 ? on[from + j] : off[from + j];
      for (let j = 0; j < count; j++)
        shares[at + j] +=
          product * ((pattern >> j) & 1 ? gained[from + j] : lost[q]);
    }
  }
}

/** What the leaves of one table give together, by the key that a row has of it. */
export class TableShares {
  shares = new Float64Array(0); // [keys seen, columns]
  private used = 0;
  private readonly leaves: LeafShares[];
  readonly table: PatternLayout.Table;
  private readonly index: Index;
  constructor(
    table: PatternLayout.Table,
    index: Index,
    leafIndex: () => Index,
  ) {
    this.table = table;
    this.index = index;
    this.leaves = table.leaves.map((leaf) => new LeafShares(leaf, leafIndex()));
  }

  /** Where the shares of a key begin. */
  at(key: number): number {
    const { index } = this;
    const place = index.places[key] - index.base;
    if (place >= 0) return place;
    const at = this.used;
    index.places[key] = index.base + at;
    this.work(key);
    return at;
  }

  private work(key: number) {
    const { table, leaves } = this;
    const at = this.used;
    this.used += table.columns.length;
    if (this.used > this.shares.length) {
      const wider = new Float64Array(Math.max(2 * this.used, 512));
      wider.set(this.shares);
      this.shares = wider;
    }
    const { shares } = this;
    for (let l = 0; l < leaves.length; l++) {
      const { mask, want, place } = table.leaves[l];
      let pattern = 0;
      for (let j = 0; j < mask.length; j++)
        pattern |= +((key & mask[j]) === want[j]) << j;
      const leaf = leaves[l];
      const from = leaf.at(pattern);
      for (let j = 0; j < place.length; j++)
        shares[at + place[j]] += leaf.shares[from + j];
    }
  }
}

/** Memory of indexes, used again by tree after tree. */
class Indexes {
  private readonly known: Index[] = [];
  private taken = 0;
  private readonly size: number;
  constructor(size: number) {
    this.size = size;
  }
  next = () => {
    const index = (this.known[this.taken++] ??= {
      places: new Int32Array(this.size),
      base: 1,
    });
    return index;
  };
  /** Forgets all places, given that none lies further on than `most`. */
  forget(most: number) {
    for (let k = 0; k < this.taken; k++) {
      const index = this.known[k];
      if (index.base > 2 ** 30) {
        index.places.fill(0);
        index.base = 1;
      } else index.base += most;
    }
    this.taken = 0;
  }
}

export type Memory = { tables: Indexes; leaves: Indexes };

export const memory = (): Memory => ({
  tables: new Indexes(1 << PatternLayout.keyBits),
  leaves: new Indexes(1 << PatternLayout.keyBits),
});

export * as PatternShares from "./pattern-shares";
