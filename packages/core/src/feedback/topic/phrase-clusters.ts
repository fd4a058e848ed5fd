// phrase-clusters: phrases that occur in the same comments, or mean the same in two languages, as groups
import { Phrases } from "./phrases";

export type Candidate = {
  phrase: string;
  words: readonly string[];
  comments: Set<number>;
};

function sameMeaning(a: Candidate, b: Candidate) {
  const meant = Phrases.meaningsOf(b.phrase);
  return [...Phrases.meaningsOf(a.phrase)].some((one) => meant.has(one));
}

function jaccard<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number {
  let both = 0;
  for (const one of a) if (b.has(one)) both++;
  return both / (a.size + b.size - both);
}

// Agglomerative clustering by average linkage (Sokal & Michener 1958): the two most similar groups are joined while their similarity is at least `alike`.
export function cluster(found: Candidate[], alike: number): Candidate[][] {
  const words = found.map((one) => new Set(one.words));
  const groups: Candidate[][] = found.map((one) => [one]);
  const likeness = found.map((a, i) =>
    Float64Array.from(found, (b, j) =>
      Math.max(
        jaccard(a.comments, b.comments),
        jaccard(words[i], words[j]),
        // Comments of two languages share no phrase, but may mean the same.
        Number(
          Phrases.isHan(a.phrase) !== Phrases.isHan(b.phrase) &&
            sameMeaning(a, b),
        ),
      ),
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

export * as PhraseClusters from "./phrase-clusters";
