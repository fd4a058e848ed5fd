// dataset-guess: which dataset a file is for, guessed from its columns
import { ColumnNames } from "./column-names";
import { FeedbackColumns } from "./feedback-columns";
import type { Looked } from "./key-columns";
import { LogNames } from "./log-names";

export type Info =
  | "customers"
  | "feedback"
  | "events"
  | "products"
  | "knowledge"
  | "subscriptions"
  | "own";

/** `own` where none of the standard datasets fits. */
export function guess(looked: Looked[]): Info {
  const names = looked.map(({ name }) => name);
  const dated = looked.some(({ kind }) => kind === "date");
  const events = LogNames.eventsOf(names);
  const metrics = Object.keys(ColumnNames.rolesOf(names));
  const { customer, start, end, interval, plan, amount } =
    LogNames.subscriptionsOf(names);
  const article = LogNames.knowledgeOf(names);
  const goods = LogNames.productsOf(names);
  const isArticle =
    !dated || names.some((name) => /article|artikel|faq|文章|知识/i.test(name));
  if (article.title && article.text && !customer && isArticle)
    if (!goods.stock && !events.price) return "knowledge";
  if (customer && start && (interval || end) && (plan || amount))
    return "subscriptions";
  const answers = FeedbackColumns.roles(looked, [customer, events.time]);
  const survey = answers.rating && answers.text;
  if (survey && !metrics.some((role) => accounts.has(role))) return "feedback";
  if (dated && events.id && (events.action || isPurchase(events)))
    return "events";
  if (!events.id && (events.product || goods.title))
    if (goods.category || goods.stock || events.price) return "products";
  return ColumnNames.ids(names).strong.length ? "customers" : "own";
}

// Roles that customers' snapshots have and answers have not.
const accounts = new Set(
  "revenue spend plan seats activeSeats usage tokens requests renewal termEnd".split(
    " ",
  ),
);

const isPurchase = ({
  product,
  order,
  quantity,
  price,
  amount,
}: ReturnType<typeof LogNames.eventsOf>) =>
  (product && (quantity || price || amount || order)) || (order && amount);

export * as DatasetGuess from "./dataset-guess";
