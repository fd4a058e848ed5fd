// topic: topics of a month's discontented comments, as clusters of phrases that occur together
import * as z from "zod";
import { Estimate } from "../../metrics/estimate";
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

type Candidate = {
  phrase: string;
  words: readonly string[];
  comments: Set<number>;
};

// A phrase of complaints must occur so many times as often as in contented comments.
const minFrequencyRatio = 1.25;

/** Topics by count of comments, the largest first. The order of the comments makes no difference. */
export function topics(
  comments: readonly Comment[],
  before: readonly Comment[] = [],
  config: Config = defaults,
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
  const ranked = cluster(found, config.alike)
    .map((members) => described(members, now, phrases, earlier))
    .sort((a, b) => b.count - a.count || order(a.label, b.label));
  return ranked.slice(0, config.limit);
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const discontented = (comments: readonly Comment[]) =>
  comments
    .filter(({ score }) => score !== null && score < 0)
    .sort((a, b) => order(a.id, b.id) || order(a.text, b.text));

function count(comments: readonly Phrases.Phrases[]): Map<string, Candidate> {
  const found = new Map<string, Candidate>();
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
): Candidate[] {
  const praised = count(content);
  const telling = ({ phrase, comments }: Candidate) => {
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

function jaccard<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number {
  let both = 0;
  for (const one of a) if (b.has(one)) both++;
  return both / (a.size + b.size - both);
}

// Agglomerative clustering by average linkage (Sokal & Michener 1958): the two most similar groups are joined while their similarity is at least `alike`.
function cluster(found: Candidate[], alike: number): Candidate[][] {
  const words = found.map((one) => new Set(one.words));
  const groups: Candidate[][] = found.map((one) => [one]);
  const likeness = found.map((a, i) =>
    Float64Array.from(found, (b, j) =>
      Math.max(jaccard(a.comments, b.comments), jaccard(words[i], words[j])),
    ),
  );
  for (;;) {
    let [best, at, other] = [alike, -1, -1];
    for (let i = 0; i < groups.length; i++)
      for (let j = i + 1; groups[i].length && j < groups.length; j++)
        if (
          groups[j].length &&
          likeness[i][j] >= best &&
          (at < 0 || likeness[i][j] > best)
        )
          [best, at, other] = [likeness[i][j], i, j];
    if (at < 0) return groups.filter(({ length }) => length);
    const [a, b] = [groups[at].length, groups[other].length];
    for (let k = 0; k < groups.length; k++) {
      const joined = (a * likeness[at][k] + b * likeness[other][k]) / (a + b);
      likeness[at][k] = likeness[k][at] = joined;
    }
    groups[at] = [...groups[at], ...groups[other]];
    groups[other] = [];
  }
}

function described(
  members: Candidate[],
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
    label: names[0],
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
