// What a file is read as, whole and by itself, held against what must come of it.
import { expect } from "vitest";
import { Inspect } from "@mainstay/core/dataset/inspect";
import { Reshape } from "@mainstay/core/dataset/reshape";
import { PartRows } from "@mainstay/core/dataset/part-rows";
import { Preview } from "@mainstay/core/intake/preview";
import type { Definition } from "@mainstay/core/tabular/definition";
import { TextSource } from "@mainstay/core/tabular/text-source";

export type Expect = {
  error?: string;
  accepted: number;
  rejected?: Record<string, string>; // by line
  warnings?: string[]; // code or code@column, all of them
  label?: [column: string, positive: string] | null;
  roles?: Record<string, string>;
  types?: Record<string, string>;
  sums?: Record<string, number>; // of the accepted rows
  dates?: Record<string, string>; // of the first of them
  ids?: string[]; // of the first of them
  facts?: Record<string, unknown>; // of the preview
};
export type Reading = {
  file: string;
  dataset: string;
  definition?: Definition.Info;
  expect: Expect;
};

const now = new Date("2026-01-15T00:00:00Z");

async function rowsOf(
  bytes: Uint8Array,
  { file, dataset, definition }: Reading,
) {
  const { text, info } = await TextSource.read(bytes, {
    workbook: /\.xlsx$/.test(file),
    encoding: definition?.encoding,
    reshape: Reshape.of(dataset, definition),
  });
  const seen = Inspect.inspect(
    { dataset, path: file, source: info, dropped: now },
    definition,
  );
  const { byte, line } = seen.layout.from;
  const plan = {
    ...Inspect.rowsPlan(seen),
    ...{ upload: "u", dropped: now.toISOString(), order: "" },
  };
  return PartRows.read(text.subarray(byte), plan, line);
}

const about = ({ code, column }: { code: string; column?: string }) =>
  column === undefined ? code : `${code}@${column}`;

export async function check(bytes: Uint8Array, reading: Reading) {
  const { file, dataset, definition, expect: wanted } = reading;
  const preview = Preview.read(
    { dataset, name: file, bytes, isCut: false },
    now,
    definition,
  );
  if (wanted.error)
    return expect(preview).rejects.toMatchObject({ code: wanted.error });
  const found = await preview;
  const rows = await rowsOf(bytes, reading);
  const { rejected, warnings, label, roles, types, facts } = wanted;
  if (rejected)
    expect(
      Object.fromEntries(rows.refused.map(({ line, code }) => [line, code])),
    ).toEqual(rejected);
  expect(found.accepted, JSON.stringify(found.refused)).toBe(wanted.accepted);
  expect(rows.id.length).toBe(wanted.accepted);
  if (warnings)
    expect([...new Set(found.warnings.map(about))].sort()).toEqual(
      [...warnings].sort(),
    );
  if (label !== undefined)
    expect(
      found.label ? [found.label.column, found.label.positive] : null,
    ).toEqual(label);
  const column = (name: string) =>
    found.columns.find((column) => column.name === name);
  for (const [role, name] of Object.entries(roles ?? {}))
    expect(
      found.columns.find((column) => column.role === role)?.name,
      role,
    ).toBe(name);
  for (const [name, type] of Object.entries(types ?? {}))
    expect(column(name)?.type, name).toBe(type);
  if (facts) expect(found).toMatchObject(facts);
  const values = (name: string) => {
    const found = rows.frame.columns.find((column) => column.name === name);
    expect(["number", "date", "boolean"], name).toContain(found?.type);
    return (found as { values: Float64Array }).values;
  };
  for (const [name, sum] of Object.entries(wanted.sums ?? {}))
    expect(
      values(name).reduce((a, b) => (Number.isNaN(b) ? a : a + b), 0),
      name,
    ).toBeCloseTo(sum, 6);
  for (const [name, day] of Object.entries(wanted.dates ?? {}))
    expect(
      new Date(values(name)[0] * 86_400_000).toISOString().slice(0, day.length),
    ).toBe(day);
  if (wanted.ids)
    expect(rows.id.slice(0, wanted.ids.length)).toEqual(wanted.ids);
}
