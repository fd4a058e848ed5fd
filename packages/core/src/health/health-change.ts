// health-change: which components a customer's health rose or fell by between two periods
import * as z from "zod";
import type { Info, Part } from "./health";
import { Wording } from "../text/wording";
import { Words } from "./health-config";

export const Change = z.object({
  change: z.number().describe("points, to a tenth"),
  parts: z
    .array(
      z.object({
        name: z.string(),
        label: Words,
        change: z.number().describe("points of health, to a tenth"),
        text: Words,
      }),
    )
    .describe("largest first; they sum to the change exactly, in tenths"),
  text: Words,
});
export type Change = z.infer<typeof Change>;

/** Null where either has no health. */
export function explain(before: Info, now: Info): Change | null {
  if (before.score === null || now.score === null) return null;
  const labels = new Map(
    [...before.components, ...now.components].map((part) => [part.name, part]),
  );
  const names = [...labels.keys()];
  const exact = moved(names, shares(before), shares(now));
  const tenths = round(
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

// The components that counted, and by what share of the weight each.
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
 * Health is Σ share × points. A component that counts in both moves it by its mean share times its own rise; one that
 * appears or is gone by its share times how far it stands from the mean of those that stay, whose shares it took or gave
 * back in proportion. So what did not change moves nothing, and the whole is the change of health.
 */
function moved(names: string[], was: Shares, is: Shares): number[] {
  const stay = names.filter((name) => was.has(name) && is.has(name));
  const sum = (of: (name: string) => number) =>
    stay.reduce((total, name) => total + of(name), 0);
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
      // Beyond the proportion: a weight that itself was changed.
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

/** Whole numbers nearest to `exact` that sum to `total`: the worst rounded give way. */
function round(exact: number[], total: number): number[] {
  const whole = exact.map(Math.round);
  let short = total - whole.reduce((sum, value) => sum + value, 0);
  const step = Math.sign(short);
  const order = exact
    .map((value, k) => ({ k, wanting: step * (value - whole[k]) }))
    .sort((a, b) => b.wanting - a.wanting || a.k - b.k);
  for (let at = 0; short !== 0; at = (at + 1) % order.length, short -= step)
    whole[order[at].k] += step;
  return whole;
}

const signed = (value: number) =>
  `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(1)}`;

function words(label: Words, change: number, from?: Part, to?: Part): Words {
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
  parts: { label: Words; change: number }[],
): Words {
  const [from, to] = [before, now].map((score) => score.toFixed(1));
  const most = parts.slice(0, 3);
  const listed = (lang: "en" | "zh", between: string) =>
    most
      .map(({ label, change }) => `${label[lang]} ${signed(change)}`)
      .join(between);
  if (most.length === 0)
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
