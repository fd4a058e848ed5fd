// bytes-of: a text in any encoding that TextDecoder reads, by turning its tables around
const tables = new Map<string, Map<string, number[]>>();

function tableOf(encoding: string) {
  const known = tables.get(encoding);
  if (known) return known;
  const table = new Map<string, number[]>();
  const decoder = new TextDecoder(encoding, { fatal: true });
  const add = (...bytes: number[]) => {
    try {
      const sign = decoder.decode(Uint8Array.from(bytes));
      if ([...sign].length === 1 && !table.has(sign)) table.set(sign, bytes);
    } catch {}
  };
  for (let a = 0; a < 256; a++) add(a);
  for (let a = 0x81; a < 0xff; a++) for (let b = 0x40; b < 0xff; b++) add(a, b);
  tables.set(encoding, table);
  return table;
}

export function bytesOf(text: string, encoding: string): Buffer {
  if (encoding === "utf-8") return Buffer.from(text);
  if (encoding === "utf-16le") return Buffer.from(text, "utf16le");
  if (encoding === "utf-16be") return Buffer.from(text, "utf16le").swap16();
  const table = tableOf(encoding);
  const codes = Array.from(text, (sign) => {
    const bytes = table.get(sign);
    if (!bytes) throw new Error(`${sign} is not of ${encoding}`);
    return bytes;
  });
  return Buffer.from(codes.flat());
}
