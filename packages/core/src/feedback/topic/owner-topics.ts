// owner-topics: what an owner calls topics of complaint, which of them are one, and which are not to be shown
import * as z from "zod";
import { PhraseClusters } from "./phrase-clusters";
import { Phrases } from "./phrases";

const Phrase = z.string().trim().min(1).max(100);

export const Config = z.strictObject({
  named: z
    .array(
      z.strictObject({
        name: z.string().trim().min(1).max(80),
        phrases: z.array(Phrase).min(1).max(300),
      }),
    )
    .max(200)
    .default([])
    .describe(
      "Topics by a name of your own: phrases of several topics under one name make them one",
    ),
  muted: z
    .array(Phrase)
    .max(2000)
    .default([])
    .describe("Phrases of topics that are not to be shown"),
});
export type Config = z.infer<typeof Config>;
export const defaults = Config.parse({});

const distinct = (list: string[]) => [...new Set(list)];
const without = (phrases: string[], gone: string[]) =>
  phrases.filter((one) => !gone.includes(one));

/** With the phrases under the name, beside what stands there already, and under no other. */
export function name(
  { named, muted }: Config,
  name: string,
  phrases: string[],
): Config {
  const known = named.find((topic) => topic.name === name);
  const own = distinct([...(known?.phrases ?? []), ...phrases]);
  const others = named
    .filter((topic) => topic !== known)
    .map((topic) => ({ ...topic, phrases: without(topic.phrases, own) }))
    .filter((topic) => topic.phrases.length);
  return {
    named: [...others, { name, phrases: own }],
    muted: without(muted, own),
  };
}

/** With the phrases' topic left out from now on. */
export function mute({ named, muted }: Config, phrases: string[]): Config {
  return {
    named: named
      .map((topic) => ({ ...topic, phrases: without(topic.phrases, phrases) }))
      .filter((topic) => topic.phrases.length),
    muted: distinct([...muted, ...phrases]),
  };
}

// Equal, or of one meaning in two languages.
function same(phrase: string, other: string) {
  if (phrase === other) return true;
  if (Phrases.isHan(phrase) === Phrases.isHan(other)) return false;
  const meant = Phrases.meaningsOf(other);
  return [...Phrases.meaningsOf(phrase)].some((one) => meant.has(one));
}

// A group of phrases is what the owner spoke of if one of its commonest phrases is, or most of them: phrases that come to it in later
// months come under the same name.
function isOf(members: PhraseClusters.Candidate[], phrases: string[]) {
  const known = members.filter(({ phrase }) =>
    phrases.some((one) => same(phrase, one)),
  );
  const most = Math.max(...members.map(({ comments }) => comments.size));
  return (
    known.some(({ comments }) => comments.size === most) ||
    2 * known.length > members.length
  );
}

export type Group = {
  name: string | null;
  members: PhraseClusters.Candidate[];
};

/** Groups of phrases as the owner wants them; a named topic is there as soon as one comment speaks of it. */
export function arranged(
  groups: PhraseClusters.Candidate[][],
  comments: Phrases.Phrases[],
  { named, muted }: Config,
): Group[] {
  const left = groups.filter(
    (members) => !muted.length || !isOf(members, muted),
  );
  const taken = new Set<PhraseClusters.Candidate[]>();
  const own = named.map(({ name, phrases }): Group => {
    const found = left.filter(
      (members) => !taken.has(members) && isOf(members, phrases),
    );
    for (const members of found) taken.add(members);
    const members = new Map(found.flat().map((one) => [one.phrase, one]));
    for (const phrase of phrases)
      if (!members.has(phrase)) {
        const said = spokenOf(phrase, comments);
        if (said.size)
          members.set(phrase, { phrase, words: [phrase], comments: said });
      }
    return { name, members: [...members.values()] };
  });
  return [
    ...own.filter(({ members }) => members.length),
    ...left
      .filter((members) => !taken.has(members))
      .map((members) => ({ name: null, members })),
  ];
}

const spokenOf = (phrase: string, comments: Phrases.Phrases[]) =>
  new Set(comments.flatMap((said, row) => (said.has(phrase) ? [row] : [])));

export * as OwnerTopics from "./owner-topics";
