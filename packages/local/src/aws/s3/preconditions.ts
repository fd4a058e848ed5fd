// preconditions: If-Match and its kin, and the byte range a reader asked for
import { S3Error, unsupported } from "./s3-error";
import type { Headers } from "./request";
import type { Info } from "./object-store";

const failed = (condition: string) =>
  new S3Error(
    "PreconditionFailed",
    `At least one of the pre-conditions you specified did not hold: ${condition}`,
  );

const names = (list: string, etag: string) =>
  list
    .split(",")
    .map((one) =>
      one
        .trim()
        .replace(/^W\//, "")
        .replace(/^"(.*)"$/, "$1"),
    )
    .some((one) => one === "*" || one === etag);

// HTTP dates count whole seconds.
const seconds = (ms: number) => Math.floor(ms / 1000);

export function read(
  headers: Headers,
  { etag, modifiedMs }: Info,
  prefix = "",
) {
  const match = headers.get(`${prefix}if-match`);
  const noneMatch = headers.get(`${prefix}if-none-match`);
  const since = Date.parse(headers.get(`${prefix}if-modified-since`) ?? "");
  const until = Date.parse(headers.get(`${prefix}if-unmodified-since`) ?? "");
  if (match !== undefined && !names(match, etag)) throw failed("If-Match");
  if (match === undefined && seconds(modifiedMs) > seconds(until))
    throw failed("If-Unmodified-Since");
  const unchanged =
    noneMatch === undefined
      ? seconds(modifiedMs) <= seconds(since)
      : names(noneMatch, etag);
  if (!unchanged) return;
  if (prefix)
    throw failed(
      noneMatch === undefined ? "If-Modified-Since" : "If-None-Match",
    );
  throw new S3Error("NotModified", "Not Modified", {
    etag: `"${etag}"`,
    "last-modified": new Date(modifiedMs).toUTCString(),
  });
}

export function write(headers: Headers, current: Info | undefined) {
  const match = headers.get("if-match");
  const noneMatch = headers.get("if-none-match");
  if (noneMatch !== undefined && noneMatch !== "*")
    throw unsupported("If-None-Match with anything but * on a write");
  if (noneMatch !== undefined && current) throw failed("If-None-Match");
  if (match === undefined) return;
  if (!current)
    throw new S3Error("NoSuchKey", "The specified key does not exist.");
  if (!names(match, current.etag)) throw failed("If-Match");
}

export function refuse(headers: Headers) {
  for (const name of [
    "if-match",
    "if-none-match",
    "if-modified-since",
    "if-unmodified-since",
  ])
    if (headers.has(name)) throw unsupported(`${name} on this operation`);
}

export interface Range {
  start: number;
  end: number; // exclusive
  partial: boolean;
}

export function range(headers: Headers, { size, etag }: Info): Range {
  const whole = { start: 0, end: size, partial: false };
  const unless = headers.get("if-range");
  if (unless !== undefined && !names(unless, etag)) return whole;
  // HTTP lets a server answer a range it cannot read, or several at once, with the whole.
  const [, first, last] =
    /^bytes=(\d*)-(\d*)$/.exec(headers.get("range")?.trim() ?? "") ?? [];
  if (!first && !last) return whole;
  if (first && last && Number(last) < Number(first)) return whole;
  const start = first ? Number(first) : Math.max(size - Number(last), 0);
  const end = first && last ? Math.min(Number(last) + 1, size) : size;
  if (start >= end)
    throw new S3Error(
      "InvalidRange",
      "The requested range is not satisfiable",
      {
        "content-range": `bytes */${size}`,
      },
    );
  return { start, end, partial: true };
}

export * as Preconditions from "./preconditions";
