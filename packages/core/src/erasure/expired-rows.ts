// expired-rows: the rows of a dataset that are older than its owner keeps, by the files that brought them
import { own } from "../base/own";
import { Bucket } from "../aws/bucket";
import { Dataset } from "../dataset/dataset";
import { Manifest } from "../dataset/manifest";
import { Cell } from "../tabular/cell";
import { Csv } from "../tabular/csv";
import { Dialect } from "../tabular/dialect";
import { Parquet } from "../tabular/parquet";
import { Period } from "../tabular/period";
import { epochDay } from "../reading/calendar";

export type Info = {
  held: { upload: string; period: string }[];
  lines: Map<string, Set<number>>; // by upload, where its old rows begin
  ids: Set<string>; // whose old rows they are
};

/** Whether all of a period lies before a day (YYYY-MM-DD). A step has no calendar and never does. */
export function isExpired(period: string, before: string) {
  if (Period.kindOf(period) === "step") return false;
  const [year, month, day] = before.split("-").map(Number);
  return Period.end(period) <= epochDay(year, month, day);
}

export async function read(dataset: string, before: string): Promise<Info> {
  const info: Info = { held: [], lines: new Map(), ids: new Set() };
  const { uploads, leaving } = await Manifest.read(dataset);
  for (const entry of [...uploads, ...leaving])
    for (const { key, upload, period } of Manifest.filesOf(dataset, entry)) {
      if (!isExpired(period, before)) continue;
      const bytes = await Bucket.bytes(key);
      if (!bytes) continue;
      const { id, line } = await Parquet.read(bytes);
      const lines = info.lines.get(upload) ?? new Set();
      for (const one of line) lines.add(one);
      info.lines.set(upload, lines);
      for (const one of id) info.ids.add(one);
      info.held.push({ upload, period });
    }
  return info;
}

export type Rejected = { line: number; isOld: boolean; bytes: Uint8Array };

/**
 * The refused rows of an upload. One whose time reads is as old as that says, another as old as its drop; the header is
 * line 0 and never old.
 */
export async function rejected(
  dataset: string,
  { id, droppedAt }: { id: string; droppedAt: string },
  before: string,
): Promise<Rejected[]> {
  const bytes = await Bucket.bytes(Bucket.keys.rejects(id));
  if (!bytes) return [];
  const { period: kind, time, dates, timezone } = await Dataset.get(dataset);
  const scan = Csv.scan(bytes, Dialect.detect(bytes, { separator: "," }));
  const cell = (row: number, at: number) =>
    at >= 0 && scan.first[row] + at < scan.first[row + 1]
      ? Csv.text(scan, scan.first[row] + at)
      : null;
  const names = Array.from({ length: scan.first[1] - scan.first[0] }, (_, k) =>
    cell(0, k),
  );
  const at = (name?: string) => (name === undefined ? -1 : names.indexOf(name));
  const [lineAt, periodAt, timeAt] = [at("_line"), at("_period"), at(time)];
  const order = own(dates, time ?? "");
  const periodOf = (row: number) => {
    const told = cell(row, timeAt);
    const value =
      told === null || kind === "step"
        ? told
        : Cell.date(told, order, timezone);
    const own = value === null ? null : Period.parse(value, kind);
    const stated = cell(row, periodAt);
    return own ?? (stated && Period.parse(stated, kind));
  };
  const isOldDrop = droppedAt.slice(0, 10) < before;
  return Array.from({ length: scan.rows }, (_, row) => {
    const period = row ? periodOf(row) : null;
    return {
      line: row ? Number(cell(row, lineAt)) : 0,
      isOld: row > 0 && (period ? isExpired(period, before) : isOldDrop),
      bytes: bytes.subarray(scan.offset[row], scan.offset[row + 1]),
    };
  });
}

export * as ExpiredRows from "./expired-rows";
