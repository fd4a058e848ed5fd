// contradiction: two sentences about the same thing that give different figures, or one of which denies what the other says
import { SectionIndex } from "./section-index";

type Quantity = { unit: string; value: number };

const words: Record<string, number> = Object.fromEntries([
  ..."one two three four five six seven eight nine ten eleven twelve"
    .split(" ")
    .map((word, k) => [word, k + 1]),
  ...[..."一二三四五六七八九十"].map((word, k) => [word, k + 1]),
  ...[
    ["两", 2],
    ["半", 0.5],
    ["a", 1],
    ["an", 1],
    ["half", 0.5],
  ],
]);

// Figures are brought to one measure, so that 14 days and two weeks are the same.
const units: [RegExp, string, number][] = [
  [/^(minutes?|分钟)$/, "time", 1 / 1440],
  [/^(hours?|小时)$/, "time", 1 / 24],
  [/^(days?|nights?|天|日|晚)$/, "time", 1],
  [/^(weeks?|周|星期)$/, "time", 7],
  [/^(months?|月)$/, "time", 30],
  [/^(years?|年)$/, "time", 360],
  [/^(%|per ?cent|percent)$/, "percent", 1],
  [/^(euros?|eur|€|欧元)$/, "euro", 1],
  [/^(dollars?|usd|\$|美元)$/, "dollar", 1],
  [/^(pounds?|gbp|£|英镑)$/, "pound", 1],
  [/^(yuan|rmb|cny|¥|￥|元)$/, "yuan", 1],
  [/^(times|倍|次)$/, "times", 1],
  [/^(kg|kilos?|公斤|千克)$/, "weight", 1],
  [/^(mb)$/, "bytes", 1],
  [/^(gb)$/, "bytes", 1024],
];

const amount =
  /(?<sign>[$€£¥￥])?\s?(?<n>\d[\d,]*(?:\.\d+)?|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b|[一二三四五六七八九十两半]+)[\s-]*个?(?:working |business |banking |calendar |工作)?(?<unit>minutes?|hours?|days?|nights?|weeks?|months?|years?|%|per ?cent|percent|euros?|eur|dollars?|usd|pounds?|gbp|yuan|rmb|times|kg|kilos?|mb|gb|分钟|小时|天|日|晚|周|星期|月|年|欧元|美元|英镑|元|倍|次|公斤|千克)?/gi;

export function quantities(text: string): Quantity[] {
  return Array.from(text.normalize("NFKC").matchAll(amount), ({ groups }) => {
    const { sign, n, unit } = groups as Record<string, string | undefined>;
    const said = (unit ?? sign ?? "").toLowerCase();
    const found = units.find(([names]) => names.test(said));
    const value = words[n!.toLowerCase()] ?? Number(n!.replaceAll(",", ""));
    return found && Number.isFinite(value)
      ? { unit: found[1], value: value * found[2] }
      : null;
  }).filter((one) => one !== null);
}

// Share of what the shorter sentence is about that the other is about too.
const alike = { figures: 0.34, denial: 0.7 };

function overlap(a: SectionIndex.Field, b: SectionIndex.Field) {
  const [few, many] = [a, b].map(({ terms, meanings }) => ({
    terms: [...terms].filter((term) => !/\d/.test(term)),
    meanings,
  }));
  const [short, long] =
    few.terms.length <= many.terms.length ? [few, b] : [many, a];
  if (short.terms.length < 2) return 0;
  return (
    short.terms.filter((term) => long.terms.has(term)).length /
    short.terms.length
  );
}

const denies =
  /\b(?:not|no|never|cannot|neither|without|\w+n't)\b|[不没无未非]/i;

export function disagree(a: SectionIndex.Field, b: SectionIndex.Field) {
  const same = overlap(a, b);
  if (same < alike.figures) return false;
  const [p, q] = [quantities(a.text), quantities(b.text)];
  const differs = p.some(({ unit }) => {
    const of = (list: Quantity[]) =>
      list.filter((one) => one.unit === unit).map(({ value }) => value);
    const [mine, theirs] = [of(p), of(q)];
    return theirs.length > 0 && !mine.some((value) => theirs.includes(value));
  });
  return (
    differs ||
    (same >= alike.denial && denies.test(a.text) !== denies.test(b.text))
  );
}

export * as Contradiction from "./contradiction";
