// recent-comments: what customers said in the 90 days before the end of a period, and how content each sounds
import { Dataset } from "../dataset/dataset";
import { Calendar } from "../tabular/calendar";
import { Feedback } from "./feedback";

const windowDays = 90;

/** What was said in the 90 days before `end` (ms). */
export async function comments(
  dataset: string,
  end: number,
): Promise<Feedback.Info[]> {
  if (dataset !== Dataset.customers || Number.isNaN(end)) return [];
  const lists = await Promise.all(
    months(end).map((one) => Feedback.inMonth("feedback", one)),
  );
  return within(lists.flat(), end);
}

const startOf = (end: number) => end - windowDays * Calendar.dayMs;

/** The months those 90 days lie in, oldest first. */
export function months(end: number) {
  const found = new Set<string>();
  for (let at = startOf(end); at < end; at += 27 * Calendar.dayMs)
    found.add(monthOf(at));
  return [...found.add(monthOf(end - 1))].sort();
}

export function within(comments: Feedback.Info[], end: number) {
  const from = startOf(end);
  return comments.filter(({ time }) => {
    const at = Date.parse(time);
    return at >= from && at < end;
  });
}

const monthOf = (ms: number) => {
  const { year, month } = Calendar.civil(ms / Calendar.dayMs);
  return `${year}-${String(month).padStart(2, "0")}`;
};

/** Mean sentiment of each customer's comments, NaN without any, and how many there are. */
export function sentiment(id: string[], comments: Feedback.Info[]) {
  const sums = new Map<string, { sum: number; moods: number; n: number }>();
  for (const { customer, sentiment } of comments) {
    const seen = sums.get(customer) ?? { sum: 0, moods: 0, n: 0 };
    sums.set(customer, seen);
    seen.n++;
    if (sentiment?.score == null) continue;
    seen.sum += sentiment.score;
    seen.moods++;
  }
  const mean = id.map((one) => {
    const seen = sums.get(one);
    return seen?.moods ? seen.sum / seen.moods : NaN;
  });
  const count = id.map((one) => sums.get(one)?.n ?? 0);
  return { mean: Float64Array.from(mean), count: Float64Array.from(count) };
}

export * as RecentComments from "./recent-comments";
