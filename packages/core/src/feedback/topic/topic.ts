// topic: what discontented comments of a month are about, told from the phrases that occur together
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

// Phrases looked at; rarer ones join no topic, which keeps a great month quick.
const candidates = 300;

type Candidate = {
  phrase: string;
  words: readonly string[];
  comments: Set<number>;
};

// How much oftener the discontented must say it than the content, to be a complaint.
const oftener = 1.25;

/** Topics in order of how many comments they have; the same comments in any order give the same topics. */
export function topics(
  comments: readonly Comment[],
  before: readonly Comment[] = [],
  config: Config = defaults,
): Info[] {
  const now = discontented(comments);
  const then = discontented(before).map(({ text }) =>
    Phrases.findPhrases(text),
  );
  const phrases = now.map(({ text }) => Phrases.findPhrases(text));
  const content = comments
    .filter(({ score }) => score !== null && score >= 0)
    .map(({ text }) => Phrases.findPhrases(text));
  const found = common(phrases, content, config.minimum);
  const ranked = cluster(found, config.alike)
    .map((members) => described(members, now, phrases, then))
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

// Frequent phrases of complaints; not those the content say as often, nor those a longer one always stands for.
function common(
  complaints: Phrases.Phrases[],
  content: Phrases.Phrases[],
  minimum: number,
): Candidate[] {
  const praised = count(content);
  const telling = ({ phrase, comments }: Candidate) => {
    const others = praised.get(phrase)?.comments.size ?? 0;
    return (
      comments.size * content.length >= oftener * others * complaints.length
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
    .slice(0, candidates);
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

// Average linkage: the two groups most alike are joined for as long as they are alike enough.
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
  then: Phrases.Phrases[],
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
  const earlier: Estimate.Value = then.length
    ? Estimate.share(then.map(has))
    : { value: null, why: "No discontented comments the month before." };
  const of = new Set(members.flatMap(({ comments }) => [...comments]));
  return {
    label: names[0],
    phrases: names,
    count: of.size,
    share,
    before: earlier,
    change: Estimate.move(share, earlier),
    example: typical(
      [...of].sort((a, b) => a - b),
      names,
      now,
      phrases,
    ),
  };
}

// The one with most of the topic's phrases; of equals the shortest.
function typical(
  of: number[],
  names: string[],
  now: Comment[],
  phrases: Phrases.Phrases[],
) {
  const held = (i: number) =>
    names.filter((name) => phrases[i].has(name)).length;
  const best = of.reduce((a, b) => {
    const more = held(b) - held(a) || now[a].text.length - now[b].text.length;
    return more > 0 ? b : a;
  });
  return { id: now[best].id, text: now[best].text };
}

export * as Topic from "./topic";
