// topic: topics of a month's discontented comments, as clusters of phrases that occur together
import * as z from "zod";
import { Estimate } from "../../metrics/estimate";
import { OwnerTopics } from "./owner-topics";
import { PhraseClusters } from "./phrase-clusters";
import { Phrases } from "./phrases";

export const Config = z.strictObject({
  minimum: z
    .int()
    .min(2)
    .default(3)
    .describe("discontented comments a phrase must occur in to count"),
  limit: z.int().min(1).max(50).default(8).describe("topics named at most"),
  alike: z
    .number()
    .min(0)
    .max(1)
    .default(0.3)
    .describe("phrases at least this alike (0 to 1) are one topic"),
});
export type Config = z.infer<typeof Config>;
export const defaults = Config.parse({});

export const Comment = z.object({
  id: z.string(),
  text: z.string(),
  score: z.number().nullable(),
});
export type Comment = z.infer<typeof Comment>;

export const Info = z.object({
  label: z.string(),
  named: z.boolean().default(false).describe("By the owner"),
  phrases: z.array(z.string()), // most used first
  count: z.int().min(0), // discontented comments with one of them
  share: Estimate.Value, // of the discontented comments
  before: Estimate.Value, // the same share the month before
  change: Estimate.Movement.nullable(),
  example: Comment.pick({ id: true, text: true }),
});
export type Info = z.infer<typeof Info>;

export const definition = {
  version: 1,
  name: "Topic of complaint",
  unit: "share",
  text: "Comments of the month that sound discontented and hold one of the topic's phrases, as a share of all that sound discontented. A comment may be of several topics.",
  formula: "share = comments of the topic / comments with score < 0",
} as const satisfies Estimate.Definition;

// Rarer phrases join no topic, which bounds the time that a large month takes.
const maxPhrases = 300;

// A phrase of complaints must occur so many times as often as in contented comments.
const minFrequencyRatio = 1.25;

/**
 * Topics by count of comments, the largest first, under the owner's names where there are any. The order of the comments
 * makes no difference.
 */
export function topics(
  comments: readonly Comment[],
  before: readonly Comment[] = [],
  {
    owner = OwnerTopics.defaults,
    ...config
  }: Config & { owner?: OwnerTopics.Config } = defaults,
): Info[] {
  const now = discontented(comments);
  const earlier = discontented(before).map(({ text }) =>
    Phrases.findPhrases(text),
  );
  const phrases = now.map(({ text }) => Phrases.findPhrases(text));
  const content = comments
    .filter(({ score }) => score !== null && score >= 0)
    .map(({ text }) => Phrases.findPhrases(text));
  const found = common(phrases, content, config.minimum);
  const groups = PhraseClusters.cluster(found, config.alike);
  const ranked = OwnerTopics.arranged(groups, phrases, owner)
    .map((group) => described(group, now, phrases, earlier))
    .sort((a, b) => b.count - a.count || order(a.label, b.label));
  return ranked.slice(0, config.limit);
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const discontented = (comments: readonly Comment[]) =>
  comments
    .filter(({ score }) => score !== null && score < 0)
    .sort((a, b) => order(a.id, b.id) || order(a.text, b.text));

function count(
  comments: readonly Phrases.Phrases[],
): Map<string, PhraseClusters.Candidate> {
  const found = new Map<string, PhraseClusters.Candidate>();
  comments.forEach((phrases, i) => {
    for (const [phrase, words] of phrases) {
      const known = found.get(phrase);
      if (known) known.comments.add(i);
      if (!known) found.set(phrase, { phrase, words, comments: new Set([i]) });
    }
  });
  return found;
}

// Frequent phrases of complaints, without those as frequent in contented comments and those that occur only within a longer one.
function common(
  complaints: Phrases.Phrases[],
  content: Phrases.Phrases[],
  minimum: number,
): PhraseClusters.Candidate[] {
  const praised = count(content);
  const telling = ({ phrase, comments }: PhraseClusters.Candidate) => {
    const others = praised.get(phrase)?.comments.size ?? 0;
    return (
      comments.size * content.length >=
      minFrequencyRatio * others * complaints.length
    );
  };
  const all = Array.from(count(complaints).values())
    .filter((one) => one.comments.size >= minimum && telling(one))
    .sort(
      (a, b) =>
        b.comments.size - a.comments.size ||
        b.phrase.length - a.phrase.length ||
        order(a.phrase, b.phrase),
    )
    .slice(0, maxPhrases);
  return all.filter(
    ({ phrase, comments }) =>
      !all.some(
        (longer) =>
          longer.phrase.length > phrase.length &&
          longer.phrase.includes(phrase) &&
          longer.comments.size === comments.size,
      ),
  );
}

function described(
  { name, members }: OwnerTopics.Group,
  now: Comment[],
  phrases: Phrases.Phrases[],
  before: Phrases.Phrases[],
): Info {
  const names = members
    .toSorted(
      (a, b) =>
        b.comments.size - a.comments.size ||
        b.phrase.length - a.phrase.length ||
        order(a.phrase, b.phrase),
    )
    .map(({ phrase }) => phrase);
  const has = (comment: Phrases.Phrases) =>
    Number(names.some((name) => comment.has(name)));
  const share = Estimate.share(phrases.map(has));
  const earlier = before.length
    ? Estimate.share(before.map(has))
    : Estimate.none("No discontented comments the month before.");
  const rows = new Set(members.flatMap(({ comments }) => [...comments]));
  return {
    label: name ?? label(names),
    named: name !== null,
    phrases: names,
    count: rows.size,
    share,
    before: earlier,
    change: Estimate.move(share, earlier),
    example: typical(
      [...rows].sort((a, b) => a - b),
      names,
      now,
      phrases,
    ),
  };
}

// What has a name of its own says more than what happened to it; where both languages speak of it, both names.
function label(names: string[]) {
  const best = (of: string[]) => {
    const named = of.find((one) => Phrases.meaningsOf(one).size > 0);
    return of[0] && named && named !== of[0] && !of[0].includes(named)
      ? named
      : of[0];
  };
  const main = Phrases.isHan(names[0]);
  const own = best(names.filter((one) => Phrases.isHan(one) === main));
  const other = best(names.filter((one) => Phrases.isHan(one) !== main));
  return other ? `${own} · ${other}` : own;
}

/** Whether a text speaks of a topic. */
export function mentions({ phrases }: Pick<Info, "phrases">, text: string) {
  const found = Phrases.findPhrases(text);
  return phrases.some((phrase) => found.has(phrase));
}

// The comment with most of the topic's phrases, the shortest of equals.
function typical(
  rows: number[],
  names: string[],
  now: Comment[],
  phrases: Phrases.Phrases[],
) {
  const phraseCount = (i: number) =>
    names.filter((name) => phrases[i].has(name)).length;
  const best = rows.reduce((a, b) => {
    const more =
      phraseCount(b) - phraseCount(a) ||
      now[a].text.length - now[b].text.length;
    return more > 0 ? b : a;
  });
  return { id: now[best].id, text: now[best].text };
}

export * as Topic from "./topic";
