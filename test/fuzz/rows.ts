// rows: lines of a CSV that break dialects in every way there is, each with what has to become of it
import { random as randomOf } from "@mainstay/core/base/random";

export type Fate = "accepted" | "rejected" | "passed" | "either";
export type Told = { line: number; fate: Fate };
type Random = ReturnType<typeof randomOf>;
type Kind = [
  weight: number,
  fate: Fate,
  make: (id: string, r: Random) => string,
];

export const header = "customer_id,month,plan,mrr\n";
export const definition = {
  ...{ id: "customer_id", time: "month", encoding: "utf-8", separator: "," },
  columns: { mrr: "number" },
} as const;

const row = (id: string, plan: string, mrr = "1") =>
  `${id},2026-10,${plan},${mrr}`;
const pick = <T>(r: Random, list: T[]) => list[r.integer(list.length)];
const long = (r: Random, most: number) =>
  pick(r, ["x", "é", "漢", "😀"]).repeat(1 + r.integer(most));

const kinds: Kind[] = [
  [600, "accepted", (id, r) => row(id, "pro", String(r.integer(10_000) / 100))],
  [20, "accepted", (id) => row(id, "=cmd|' /C calc'!A0")],
  [20, "accepted", (id) => row(id, '"a,b"')],
  [20, "accepted", (id) => row(id, '"say ""yes"""')],
  [20, "accepted", (id) => row(id, '"one\ntwo\n\nfour"')],
  [20, "accepted", (id) => row(id, '5" screen')],
  [20, "accepted", (id, r) => row(id, long(r, 60))],
  [20, "accepted", (id) => `${row(id, "pro")},,`],
  [2, "accepted", (id, r) => row(id, long(r, 20_000))],
  [10, "accepted", (id) => row(id, "\ufffd\u200b\u202e\u0007")],
  [20, "rejected", (id) => row(id, "pro", "much")],
  [20, "rejected", () => row("", "pro")],
  [20, "rejected", (id) => `${id},soon,pro,1`],
  [20, "rejected", (id) => `${id},2026-10,pro`],
  [20, "rejected", (id) => id],
  [20, "rejected", (id) => `${row(id, "pro")},more`],
  [10, "rejected", (id) => row(id + "i".repeat(1_100), "pro")],
  [5, "rejected", () => header.trim()],
  [0.05, "rejected", (id) => row(id, "y".repeat(400_000))],
  [20, "passed", () => ""],
  [10, "passed", () => ",,,"],
  [10, "either", (id) => `"${row(id, "pro")}`],
];
const total = kinds.reduce((sum, [weight]) => sum + weight, 0);

function choose(r: Random) {
  let at = r.uniform() * total;
  for (const kind of kinds) if ((at -= kind[0]) < 0) return kind;
  return kinds[0];
}

const newline = Buffer.from("\n");
const linesIn = (bytes: Buffer) => {
  let n = 1;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) n++;
  return n;
};

/** As many rows, with the line of each and its fate; equal seeds give equal bytes. */
export function make(count: number, seed: number) {
  const r = randomOf(seed);
  const pieces: Buffer[] = [Buffer.from(header)];
  const told: Told[] = [];
  let line = 2;
  for (let n = 0; n < count; n++) {
    const [, fate, text] = choose(r);
    const bytes = Buffer.from(text(`c${n}`, r));
    pieces.push(bytes, newline);
    told.push({ line, fate });
    line += linesIn(bytes);
  }
  return { bytes: Buffer.concat(pieces), told };
}

/** What is wrong with the counts and with the lines that were refused; nothing where all is well. */
export function judge(
  told: Told[],
  { accepted, rejected }: { accepted: number; rejected: number },
  refused: number[],
) {
  const fates = new Map(told.map(({ line, fate }) => [line, fate]));
  const count = (fate: Fate) => told.filter((t) => t.fate === fate).length;
  const wrong: string[] = [];
  const rows = told.length - count("passed");
  if (accepted + rejected !== rows)
    wrong.push(`${accepted} + ${rejected} is not ${rows}`);
  if (refused.length !== rejected)
    wrong.push(`${refused.length} refused lines, and ${rejected} counted`);
  for (const line of refused)
    if (!["rejected", "either"].includes(fates.get(line) ?? ""))
      wrong.push(`line ${line} is refused; it is ${fates.get(line)}`);
  const seen = new Set(refused);
  for (const { line, fate } of told)
    if (fate === "rejected" && !seen.has(line))
      wrong.push(`line ${line} is not refused`);
  return wrong;
}
