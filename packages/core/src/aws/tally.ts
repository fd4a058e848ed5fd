// tally: what a job took away, counted once however often its steps are begun again
import { sha256 } from "../base/digest";
import { Table } from "./table";

/** By name and place: how much there was when it was first seen there. */
type Counted = Record<string, Record<string, number>>;

export type Info = {
  /** Said before anything goes: a repeat that finds less changes nothing. */
  note: (name: string, place: string, count: number) => Promise<void>;
  sums: () => Record<string, number>;
};

const attribute = "tally";

export async function open(job: string): Promise<Info> {
  const key = Table.keys.job(job);
  const held = (await Table.get(key))?.[attribute] as Counted | undefined;
  const counted: Counted = held ?? {};
  return {
    async note(name, place, count) {
      const of = (counted[name] ??= {});
      const mark = sha256(place).slice(0, 12);
      const known = of[mark];
      if (known !== undefined && known >= count) return;
      of[mark] = count;
      // Nothing to be lost needs no writing.
      if (count) await Table.update(key, { set: { [attribute]: counted } });
    },
    sums: () =>
      Object.fromEntries(
        Object.entries(counted).map(([name, of]) => [
          name,
          Object.values(of).reduce((sum, count) => sum + count, 0),
        ]),
      ),
  };
}

export * as Tally from "./tally";
