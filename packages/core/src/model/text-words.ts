// text-words: the words of a text that move a score, out of what each of its hashed n-grams adds
import { DrivingWords } from "../text/ngrams/driving-words";
import { Ngrams } from "../text/ngrams/ngrams";
import { TextTensors } from "./text-tensors";

const grams = Ngrams.reader();
const hashes = TextTensors.hasher();

/**
 * The words of largest absolute contribution, at most `limit`. `added` is [distinct n-grams], in the order of
 * `TextTensors.hasher`; an n-gram's share falls evenly on the characters of all places where it stands.
 */
export function largest(
  cell: string | null,
  added: ArrayLike<number>,
  limit: number,
): DrivingWords.Word[] {
  const known = TextTensors.read(cell);
  if (!known) return [];
  const shares = new Map<number, number>();
  hashes(cell).forEach((hash, i) => shares.set(hash, added[i]));
  const { text, size, hash, from, to } = grams(known.text, known.script, {
    inWords: false,
  });
  const times = new Map<number, number>();
  for (let i = 0; i < size; i++)
    times.set(hash[i] >>> 1, (times.get(hash[i] >>> 1) ?? 0) + 1);
  const weight = new Float64Array(Array.from(text).length);
  for (let i = 0; i < size; i++) {
    const share = (shares.get(hash[i] >>> 1) ?? 0) / times.get(hash[i] >>> 1)!;
    // An n-gram of the text's end reaches to no character.
    for (let k = from[i]; k < to[i]; k++)
      weight[k] += share / (to[i] - from[i]);
  }
  return DrivingWords.largest(
    DrivingWords.gather(text, known.script, weight),
    limit,
  );
}

export * as TextWords from "./text-words";
