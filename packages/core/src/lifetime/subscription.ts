// subscription: one line of a billing system: what a customer pays how often, from when until when
import type { Bilingual } from "../text/bilingual";

export type Info = {
  key: string; // two rows with one key are two states of one subscription
  customer: string;
  plan: string | null;
  currency: string | null;
  amount: number; // of one interval, NaN where it is not known; below zero is a credit
  months: number; // of one interval, NaN where it recurs at no known interval
  quantity: number; // amounts are of one of so many
  seats: number; // NaN where no column says
  trial: boolean;
  start: number; // day since 1970-01-01, NaN without one
  end: number; // the last day, or the first day after; NaN while it goes on
};

const plain = (text: string) =>
  text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

// By the word for one, then with a number before it ("3 months", "P1Y").
const units: [RegExp, number][] = [
  [/^(half|semi|halb|semes|ハーフ|半)(\w*)(y|j|a|s|t|年)/u, 6],
  [/^(month|mth|mo$|m$|monat|mois|mensu|mens|mes|月)/u, 1],
  [/^(quarter|qtr|q$|quartal|viertel|trim|季)/u, 3],
  [/^(year|yr|y$|annual|annum|an$|ans$|ann|jahr|jähr|año|ano|anu|年)/u, 12],
  [/^(week|wk|w$|woch|wöch|sem|周|星期)/u, 12 / 52.1775],
  [/^(day|d$|tag|täg|jour|dia|día|日|天)/u, 12 / 365.25],
];
const spelled: Record<string, number> = {
  ...{ bimonthly: 2, biannual: 6, biannually: 6, biennial: 24 },
  ...{ yearly: 12, monthly: 1, quarterly: 3, weekly: 12 / 52.1775 },
};

/** Months that an interval lasts, such as "annual", "3 months", "P1Y" or "季度"; NaN for what is no interval. */
export function monthsOf(text: string): number {
  const word = plain(text).replace(
    /^(every|each|per|alle|tous|cada|每|按)/u,
    "",
  );
  if (Object.hasOwn(spelled, word)) return spelled[word];
  const [, count, unit] = /^p?(\d*)(.*)$/u.exec(word)!;
  if (!unit) return NaN;
  const found = units.find(([form]) => form.test(unit))?.[1];
  return found === undefined ? NaN : found * Number(count || 1);
}

const trials = /trial|^test$|^testphase$|probe|essai|prueba|试用|evaluation/u;

export const isTrialPlan = (plan: string | null) =>
  plan !== null && trials.test(plain(plan));

/** What the name of an amount's column says of its interval; NaN where the interval's own column is asked. */
export function monthsByName(column: string): number {
  const name = plain(column);
  if (/mrr|monthly|permonth|每月|月费|monatlich|mensuel|mensual/u.test(name))
    return 1;
  if (/arr(?!ay)|annual|yearly|peryear|jährlich|annuel|anual|年费/u.test(name))
    return 12;
  return NaN;
}

export const titles = {
  mrr: { en: "Recurring revenue", zh: "月度经常性收入" },
  plan: { en: "Plan", zh: "套餐" },
  subscriptions: { en: "Subscriptions", zh: "订阅数" },
  seats: { en: "Seats", zh: "席位" },
  interval_months: { en: "Months of a bill", zh: "账单月数" },
  trial: { en: "On trial", zh: "试用中" },
  credits: { en: "Credits and refunds of the month", zh: "当月退款" },
  signup: { en: "First subscribed", zh: "首次订阅" },
  renewal: { en: "Ends or renews", zh: "到期日" },
  churned: { en: "Pays nothing a month later", zh: "次月流失" },
} as const satisfies Record<string, Bilingual.Text>;

export * as Subscription from "./subscription";
