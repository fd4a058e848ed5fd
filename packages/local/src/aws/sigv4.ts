// sigv4: the arithmetic of AWS Signature Version 4, the same for every service
import { createHash, createHmac, timingSafeEqual } from "node:crypto";

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
}

export const algorithm = "AWS4-HMAC-SHA256";
// How far the clocks of a caller and a server may differ.
export const skewMs = 15 * 60_000;

export const sha256 = (data: string | Uint8Array) =>
  createHash("sha256").update(data).digest("hex");
export const hmac = (key: string | Buffer, data: string) =>
  createHmac("sha256", key).update(data).digest();

export function same(one: string, other: string) {
  const a = Buffer.from(one);
  const b = Buffer.from(other);
  return a.length === b.length && timingSafeEqual(a, b);
}

export const encode = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (mark) => "%" + mark.charCodeAt(0).toString(16).toUpperCase(),
  );

// [day, region, service, "aws4_request"] of a credential.
export const signingKey = (secretAccessKey: string, scope: string[]) =>
  scope.reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`) as Buffer;

export function canonical({
  method,
  path,
  query,
  header,
  names,
  payload,
}: {
  method: string;
  path: string; // encoded as the service wants it signed
  query: Iterable<[string, string]>; // decoded
  header: (name: string) => string | undefined;
  names: string[];
  payload: string;
}) {
  const pairs = Array.from(query, ([name, value]) => [
    encode(name),
    encode(value),
  ])
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map((pair) => pair.join("="));
  const headers = names.map(
    (name) => `${name}:${(header(name) ?? "").trim().replace(/ +/g, " ")}\n`,
  );
  return [
    method,
    path,
    pairs.join("&"),
    headers.join(""),
    names.join(";"),
    payload,
  ].join("\n");
}

export const signatureOf = (
  key: Buffer,
  { date, scope, request }: { date: string; scope: string[]; request: string },
) =>
  hmac(
    key,
    [algorithm, date, scope.join("/"), sha256(request)].join("\n"),
  ).toString("hex");

/** ms since 1970 of YYYYMMDDTHHMMSSZ; NaN where it is none. */
export function instant(date: string) {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date);
  if (!parts) return NaN;
  const [year, month, day, hour, minute, second] = parts.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

export * as Sigv4 from "./sigv4";
