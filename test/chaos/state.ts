// state: all that is stored, without the moments in it, so that two days that ended alike are equal
import { Bucket } from "@mainstay/core/aws/bucket";
import { Parquet } from "@mainstay/core/tabular/parquet";
import { items } from "./stage";

const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const moment =
  /\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z?|(?<![\d.])20\d{15}(?!\d)/g;
// Digests of bytes in which there are moments.
const derived =
  /(?<="(digest|of|view|fingerprint|inputDigest|rowsEtag|input)": ?")[^,}]*|(?<=Fingerprint of the data: )<code>\w+|-[0-9a-f]{8}(?=\.parquet)/g;
// Attributes that count attempts, or tell one writing from another.
const counters = new Set(["changes", "drops", "rewritten", "version", "etag"]);

type Held = { names: [string, string][]; lines: string[] };

/** Every object and every item as a line of text; what a clock or a draw made is replaced by what it stands for. */
export async function read(): Promise<string[]> {
  const held: Held = { names: [], lines: [] };
  for (const { pk, sk, ...item } of await items()) {
    if (pk.startsWith("upload#"))
      held.names.push([sk, `<${item.key} ${item.digest}>`]);
    // Asked twice, since the first answer never came, it was done twice.
    if (pk === "job") held.names.push([sk, `<${item.kind} ${item.subject}>`]);
    const said = Object.entries(item)
      .filter(([name]) => !counters.has(name))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    held.lines.push(JSON.stringify([pk, sk, said]));
  }
  for await (const { key } of Bucket.list(""))
    held.lines.push(`${key} ${await text(key)}`);
  const plain = (line: string) =>
    held.names
      .reduce((all, [id, name]) => all.replaceAll(id, name), line)
      .replace(derived, '"')
      .replace(moment, "<then>")
      .replace(uuid, "<drawn>");
  return [...new Set(held.lines.map(plain))].sort();
}

/** Where two states differ: the beginnings of lines, and what follows where they part. */
export function differences(one: string[], other: string[]) {
  const only = (a: string[], b: string[]) => {
    const known = new Set(b);
    return a.filter((line) => !known.has(line));
  };
  const lost = only(one, other);
  const more = only(other, one);
  const shared = (a: string, b: string) => {
    let n = 0;
    while (n < a.length && a[n] === b[n]) n++;
    return n;
  };
  return [...lost.map((l) => ["-", l]), ...more.map((l) => ["+", l])].map(
    ([sign, line]) => {
      const against = sign === "-" ? more : lost;
      const n = Math.max(0, ...against.map((other) => shared(line, other)));
      return `${sign} ${line.slice(0, 90)} … ${line.slice(Math.max(0, n - 60), n + 90)}`;
    },
  );
}

async function text(key: string) {
  const bytes = await Bucket.existingBytes(key);
  if (key.endsWith(".onnx")) return `${bytes.length} bytes`;
  if (!key.endsWith(".parquet")) return Buffer.from(bytes).toString("utf8");
  return JSON.stringify(await Parquet.read(bytes));
}

export * as State from "./state";
