// recent-comments: comments of the 90 days before the end of a period, and the mean sentiment of each customer
import { Dataset } from "../dataset/dataset";
import { Calendar } from "../reading/calendar";
import { Feedback } from "./feedback";

const windowDays = 90;

/** The comments of the 90 days before `end` (ms). */
export async function comments(
  dataset: string,
  end: number,
): Promise<Feedback.Info[]> {
  if (dataset !== Dataset.customers || Number.isNaN(end)) return [];
  const lists = await Promise.all(
    months(end).map((month) => Feedback.inMonth("feedback", month)),
  );
  return within(lists.flat(), end);
}

const startOf = (end: number) => end - windowDays * Calendar.dayMs;

/** The months of those 90 days, oldest first. */
export function months(end: number) {
  const found = new Set<string>();
  for (let ms = startOf(end); ms < end; ms += 27 * Calendar.dayMs)
    found.add(monthOf(ms));
  return [...found.add(monthOf(end - 1))].sort();
}

/** Those of the comments that lie in the 90 days before `end` (ms). */
export function within<T extends { time: string }>(comments: T[], end: number) {
  const from = startOf(end);
  return comments.filter(({ time }) => {
    const ms = Date.parse(time);
    return ms >= from && ms < end;
  });
}

export const monthOf = (ms: number) => {
  const { year, month } = Calendar.civil(ms / Calendar.dayMs);
  return `${year}-${String(month).padStart(2, "0")}`;
};

/** What of a comment counts here. */
export type Mood = {
  customer: string;
  sentiment: { score: number | null } | null;
};

/**
 * Mean sentiment and count of each customer's comments, in whichever order they come; the mean is NaN without a sentiment.
 */
export function sentiment(id: string[], comments: Mood[]) {
  const seen = new Map<string, { scores: number[]; n: number }>();
  for (const { customer, sentiment } of comments) {
    const known = seen.get(customer) ?? { scores: [], n: 0 };
    seen.set(customer, known);
    known.n++;
    if (sentiment?.score != null) known.scores.push(sentiment.score);
  }
  const mean = id.map((one) => {
    const scores = seen.get(one)?.scores ?? [];
    // Summed in ascending order, so that another order of reading gives the same bits.
    const sum = scores.sort((a, b) => a - b).reduce((a, b) => a + b, 0);
    return scores.length ? sum / scores.length : NaN;
  });
  const count = id.map((one) => seen.get(one)?.n ?? 0);
  return { mean: Float64Array.from(mean), count: Float64Array.from(count) };
}

export * as RecentComments from "./recent-comments";
