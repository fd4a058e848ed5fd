// item-likeness: how alike two items are, by the vectors learnt for them
import { best, type Ranked } from "@mainstay/core/recommend/top-ranked";

/** The k items whose vectors (rows of `table`, `width` wide) have the highest cosine with the target's, itself left out. */
export function nearest(
  table: Float32Array,
  width: number,
  target: number,
  k: number,
): Ranked[] {
  const cosine = Float64Array.from({ length: table.length / width }, (_, i) => {
    let [dot, own, other] = [0, 0, 0];
    for (let j = 0; j < width; j++) {
      const [a, b] = [table[i * width + j], table[target * width + j]];
      dot += a * b;
      own += a * a;
      other += b * b;
    }
    return own * other > 0 ? dot / Math.sqrt(own * other) : 0;
  });
  return best(cosine, k, { allowed: (item) => item !== target });
}

export * as ItemLikeness from "./item-likeness";
