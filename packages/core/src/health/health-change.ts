// health-change: the change of a customer's health between two periods, shared out among its components
import * as z from "zod";
import type { Info, Part } from "./health";
import { Wording } from "../text/wording";
import { Bilingual } from "../text/bilingual";

export const Change = z.object({
  change: z.number().describe("points, to a tenth"),
  parts: z
    .array(
      z.object({
        name: z.string(),
        label: Bilingual.Text,
        change: z.number().describe("points of health, to a tenth"),
        text: Bilingual.Text,
      }),
    )
    .describe("largest first; they sum to the change exactly, in tenths"),
  text: Bilingual.Text,
});
export type Change = z.infer<typeof Change>;

/** The change with the part of each component; null where either period has no health. */
export function explain(before: Info, now: Info): Change | null {
  if (before.score === null || now.score === null) return null;
  const labels = new Map(
    [...before.components, ...now.components].map((part) => [part.name, part]),
  );
  const names = [...labels.keys()];
  const exact = contributions(names, shares(before), shares(now));
  const tenths = roundTo(
    exact.map((change) => 10 * change),
    Math.round(10 * now.score) - Math.round(10 * before.score),
  );
  const find = ({ components }: Info, name: string) =>
    components.find((part) => part.name === name);
  const parts = names
    .map((name, k) => {
      const { label } = labels.get(name)!;
      const change = tenths[k] / 10;
      const [from, to] = [find(before, name), find(now, name)];
      return { name, label, change, text: words(label, change, from, to) };
    })
    .filter(({ change }) => change !== 0)
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change));
  const change =
    (Math.round(10 * now.score) - Math.round(10 * before.score)) / 10;
  return {
    change,
    parts,
    text: summary(before.score, now.score, change, parts),
  };
}

type Shares = Map<string, { share: number; points: number }>;

// The components with points, each with its share of their weight.
function shares({ components }: Info): Shares {
  const counted = components.filter(({ points }) => points !== null);
  const total = counted.reduce((sum, { weight }) => sum + weight, 0);
  return new Map(
    counted.map(({ name, weight, points }) => [
      name,
      { share: total > 0 ? weight / total : 0, points: points! },
    ]),
  );
}

/**
 * Each component's part in the change of health, Σ share × points. A component with points in both periods contributes its
 * mean share times its rise, the mean-weight split of a product (Bennet 1920). One that appears or goes
 * contributes its share times its distance from the mean of the components that stay, as it takes its share from them or
 * gives it back in proportion. So a component that did not change contributes nothing, and the parts sum to the change.
 */
function contributions(names: string[], was: Shares, is: Shares): number[] {
  const stay = names.filter((name) => was.has(name) && is.has(name));
  const sum = (value: (name: string) => number) =>
    stay.reduce((total, name) => total + value(name), 0);
  const both = (name: string) => ({ a: was.get(name)!, b: is.get(name)! });
  const middle = (name: string) =>
    (both(name).a.points + both(name).b.points) / 2;
  const shared = sum((name) => both(name).a.share);
  const mean =
    shared > 0 ? sum((name) => both(name).a.share * middle(name)) / shared : 50;
  const growth = shared > 0 ? sum((name) => both(name).b.share) / shared : 1;
  return names.map((name) => {
    const [a, b] = [was.get(name), is.get(name)];
    if (a && b) {
      // What the share grew beyond the proportion is a change of the weight itself.
      const own = b.share - growth * a.share;
      return (
        ((a.share + b.share) / 2) * (b.points - a.points) +
        own * (middle(name) - mean)
      );
    }
    if (b) return b.share * (b.points - mean);
    return a ? -a.share * (a.points - mean) : 0;
  });
}

// Whole numbers nearest to `exact` that sum to `total`: those rounded furthest away take the difference.
function roundTo(exact: number[], total: number): number[] {
  const whole = exact.map(Math.round);
  let short = total - whole.reduce((sum, value) => sum + value, 0);
  const step = Math.sign(short);
  const order = exact
    .map((value, k) => ({ k, wanting: step * (value - whole[k]) }))
    .sort((a, b) => b.wanting - a.wanting || a.k - b.k);
  for (let i = 0; short !== 0; i = (i + 1) % order.length, short -= step)
    whole[order[i].k] += step;
  return whole;
}

const signed = (value: number) =>
  `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(1)}`;

function words(
  label: Bilingual.Text,
  change: number,
  from?: Part,
  to?: Part,
): Bilingual.Text {
  const written = (lang: "en" | "zh") => {
    const none = { en: "none", zh: "无" }[lang];
    const shown = (part?: Part) => {
      if (!part || part.points === null) return none;
      const points = Math.round(part.points);
      if (part.value === null) return String(points);
      const value = Wording.plain(part.value, "number", lang);
      return lang === "en"
        ? `${points} (at ${value})`
        : `${points}（${value}）`;
    };
    return `${shown(from)} → ${shown(to)}`;
  };
  return {
    en: `${label.en}: points ${written("en")}, health ${signed(change)}`,
    zh: `${label.zh}：得分 ${written("zh")}，健康度 ${signed(change)}`,
  };
}

function summary(
  before: number,
  now: number,
  change: number,
  parts: { label: Bilingual.Text; change: number }[],
): Bilingual.Text {
  const [from, to] = [before, now].map((score) => score.toFixed(1));
  const largest = parts.slice(0, 3);
  const listed = (lang: "en" | "zh", between: string) =>
    largest
      .map(({ label, change }) => `${label[lang]} ${signed(change)}`)
      .join(between);
  if (largest.length === 0)
    return {
      en: `Health is as before, ${to}.`,
      zh: `健康度与之前相同，为 ${to}。`,
    };
  const verb = change < 0 ? ["fell", "下降"] : ["rose", "上升"];
  const by = Math.abs(change).toFixed(1);
  if (change === 0)
    return {
      en: `Health is as before, ${to}; moved by ${listed("en", ", ")}.`,
      zh: `健康度与之前相同，为 ${to}；变动：${listed("zh", "、")}。`,
    };
  return {
    en: `Health ${verb[0]} by ${by}, from ${from} to ${to}: ${listed("en", ", ")}.`,
    zh: `健康度${verb[1]} ${by}，由 ${from} 至 ${to}：${listed("zh", "、")}。`,
  };
}

export * as HealthChange from "./health-change";
