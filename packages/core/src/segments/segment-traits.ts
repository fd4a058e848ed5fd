// segment-traits: columns and values that distinguish a segment from the other customers
import * as z from "zod";
import { Bilingual } from "../text/bilingual";
import { Wording } from "../text/wording";
import type { CustomerTable } from "../customers/customer-table";

export const Info = z.object({
  column: z.string(),
  level: z.string().nullable().describe("of a text column; null of a number"),
  effect: z
    .number()
    .describe("Cohen's d of a mean, Cohen's h of a level's share"),
  inside: z.number().describe("mean, or share of the level"),
  outside: z.number(),
  text: Bilingual.Text,
});
export type Info = z.infer<typeof Info>;

// Smaller effects are negligible (Cohen 1988 calls 0.2 small).
const minEffect = 0.2;
// A column of more levels holds names rather than kinds.
const maxLevels = 50;

export const computedColumns = [
  "score.probability",
  "health.score",
  "feedback.sentiment",
  "events.recency",
  "events.count",
  "tenure.days",
  "renewal.days",
  "lifetime.value",
];

/** The traits of each segment, the largest effect first. */
export function distinguish(
  table: CustomerTable,
  labels: string[],
  {
    columns = [...new Set(Object.values(table.roles)), ...computedColumns],
    top = 5,
  }: { columns?: string[]; top?: number } = {},
): Record<string, Info[]> {
  const segments = [...new Set(labels)].sort();
  const index = new Map(segments.map((segment, k) => [segment, k]));
  const own = Uint32Array.from(labels, (label) => index.get(label)!);
  const found: Info[][] = segments.map(() => []);
  for (const column of columns)
    effects(table, column, own, segments.length).forEach((trait, k) =>
      found[k].push(...trait),
    );
  return Object.fromEntries(
    segments.map((segment, k) => [
      segment,
      found[k]
        .filter(({ effect }) => Math.abs(effect) >= minEffect)
        .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
        .slice(0, top),
    ]),
  );
}

function effects(
  table: CustomerTable,
  column: string,
  own: Uint32Array,
  segments: number,
): Info[][] {
  const numbers = table.number(column);
  if (numbers?.some((value) => !Number.isNaN(value)))
    return means(column, numbers, own, segments);
  const texts = table.text(column);
  return texts ? shares(column, texts, own, segments) : [];
}

// Cohen's d: the difference of the means divided by the pooled standard deviation (Cohen 1988, §2.2).
function means(
  column: string,
  values: Float64Array,
  own: Uint32Array,
  segments: number,
): Info[][] {
  const tally = () => ({ n: 0, sum: 0, squares: 0 });
  const inside = Array.from({ length: segments }, tally);
  const all = tally();
  // Sums are of distances from one of the values, so that large numbers such as dates keep their digits.
  const zero = values.find((value) => !Number.isNaN(value))!;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    const value = values[i] - zero;
    for (const side of [inside[own[i]], all]) {
      side.n++;
      side.sum += value;
      side.squares += value * value;
    }
  }
  return inside.map(({ n, sum, squares }) => {
    const rest = all.n - n;
    if (n < 2 || rest < 2) return [];
    const [mean, other] = [sum / n, (all.sum - sum) / rest];
    const within =
      squares - n * mean ** 2 + (all.squares - squares) - rest * other ** 2;
    const deviation = Math.sqrt(Math.max(0, within) / (all.n - 2));
    if (!(deviation > 1e-12)) return [];
    const effect = (mean - other) / deviation;
    const sides = { inside: zero + mean, outside: zero + other };
    const text = meanText(column, effect, sides);
    return [{ column, level: null, effect, ...sides, text }];
  });
}

// Cohen's h: the difference of 2 arcsin √p (Cohen 1988, §6.2), for the level where it is largest.
function shares(
  column: string,
  texts: (string | null)[],
  own: Uint32Array,
  segments: number,
): Info[][] {
  const counts = new Map<string, Uint32Array>();
  const sizes = new Uint32Array(segments);
  for (let i = 0; i < texts.length; i++) {
    const level = texts[i];
    if (level === null) continue;
    let count = counts.get(level);
    if (!count) {
      if (counts.size === maxLevels) return [];
      counts.set(level, (count = new Uint32Array(segments)));
    }
    count[own[i]]++;
    sizes[own[i]]++;
  }
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const arc = (share: number) => 2 * Math.asin(Math.sqrt(share));
  return Array.from(sizes, (size, k) => {
    if (size === 0 || size === total) return [];
    const traits = [...counts].map(([level, count]) => {
      const having = count.reduce((sum, each) => sum + each, 0);
      const inside = count[k] / size;
      const outside = (having - count[k]) / (total - size);
      const effect = arc(inside) - arc(outside);
      const text = shareText(column, level, { inside, outside });
      return { column, level, effect, inside, outside, text };
    });
    return [
      traits.reduce((largest, trait) =>
        Math.abs(trait.effect) > Math.abs(largest.effect) ? trait : largest,
      ),
    ];
  });
}

type Sides = { inside: number; outside: number };

function meanText(
  column: string,
  effect: number,
  sides: Sides,
): Bilingual.Text {
  const [inside, outside] = [sides.inside, sides.outside].map((mean) => ({
    en: Wording.plain(mean),
    zh: Wording.plain(mean, "number", "zh"),
  }));
  const higher = effect > 0;
  return {
    en: `${higher ? "Higher" : "Lower"} ${column}: ${inside.en} on average against ${outside.en} elsewhere`,
    zh: `${column} ${higher ? "较高" : "较低"}：平均 ${inside.zh}，其余为 ${outside.zh}`,
  };
}

function shareText(
  column: string,
  level: string,
  sides: Sides,
): Bilingual.Text {
  const percent = (share: number) => `${Math.round(100 * share)}`;
  const [inside, outside] = [percent(sides.inside), percent(sides.outside)];
  const ratio = sides.inside / sides.outside;
  const times = ratio >= 1.1 && ratio < 100 ? ratio.toFixed(1) : null;
  return {
    en: `${column} is ${level}: ${inside} % against ${outside} % elsewhere${times ? `, ${times} times` : ""}`,
    zh: `${column} 为 ${level}：${inside}%，其余为 ${outside}%${times ? `，${times} 倍` : ""}`,
  };
}

export * as SegmentTraits from "./segment-traits";
