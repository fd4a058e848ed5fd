// feedback-columns: who answered, when, how many points and in which words, told by the columns' names and by what they hold
import { Sentinel } from "../reading/sentinel";
import { WrittenRating } from "../reading/written-rating";
import type { Definition } from "../tabular/definition";
import type { Looked } from "./key-columns";
import { LogNames } from "./log-names";
import { firstOf, plain, unnumbered } from "./name-words";

type Role = keyof typeof LogNames.feedback;

const words: Definition.Kind[] = ["category", "text"];
const fits = {
  channel: words,
  rating: ["number"],
  scale: ["number"],
  text: words,
} satisfies Record<Role, Definition.Kind[]>;

// Numbers of tickets, rows and people are no points.
const isNumbered = /(id|nr|no|number|nummer|编号|序号)$|^#$/;

/** Each column at most once: the names of a table from its surest to its weakest, then what the cells look like. */
export function roles(looked: Looked[], taken: (string | undefined)[]) {
  const used = new Set(taken);
  const found = new Map<Role, string>();
  const pick = (role: Role, name: string | undefined) => {
    if (name === undefined) return;
    used.add(name);
    found.set(role, name);
  };
  const free = (role: Role) =>
    looked.filter(
      ({ name, kind, seen }) =>
        !used.has(name) &&
        !(role === "rating" && isNumbered.test(plain(name))) &&
        ((fits[role] as (string | undefined)[]).includes(kind) ||
          (role === "rating" && isWritten(seen))),
    );
  for (const role of ["rating", "scale", "channel", "text"] as const) {
    const bare = new Map(
      free(role).map(({ name }) => [unnumbered(name), name]),
    );
    const named = firstOf([...bare.keys()], { role: LogNames.feedback[role] });
    pick(role, bare.get(named.role ?? ""));
  }
  if (!found.has("rating")) pick("rating", free("rating").find(isRating)?.name);
  if (!found.has("text")) pick("text", longest(free("text"))?.name);
  return Object.fromEntries(found) as Partial<Record<Role, string>>;
}

// Points as surveys give them: few whole numbers up to ten.
function isRating({ seen }: Looked) {
  const values = [...seen.counts.keys()].flatMap(
    (cell) => WrittenRating.read(cell)?.value ?? [],
  );
  return (
    values.length > 0 &&
    seen.distinct <= 11 &&
    values.every((v) => Number.isInteger(v) && v >= 0 && v <= 10)
  );
}

const maxAnswers = 40;

// Points in words and signs: 4/5, 5 stars, 10 - Extremely likely.
function isWritten({ counts, distinct }: Looked["seen"]): boolean {
  const answers = [...counts.keys()].filter((cell) => !Sentinel.is(cell));
  return (
    answers.length > 0 &&
    distinct <= maxAnswers &&
    answers.every((cell) => WrittenRating.read(cell) !== null)
  );
}

// Words of one's own are longer than a list's and hardly ever the same.
function longest(columns: Looked[]) {
  return columns
    .filter(({ seen }) => seen.longest >= 20 && seen.distinct * 2 > seen.filled)
    .sort((a, b) => b.seen.longest - a.seen.longest)
    .at(0);
}

export * as FeedbackColumns from "./feedback-columns";
