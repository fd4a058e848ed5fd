// request: what was asked of which bucket and key, read from the raw HTTP line without normalising it
import type { IncomingMessage, ServerResponse } from "node:http";
import { isIP } from "node:net";
import { S3Error, unsupported } from "./s3-error";
import { decode, encode } from "./uri";

export type Headers = Map<string, string>;

export interface Request {
  id: string;
  method: string;
  // As the signature covers it: encoded, and whole whether or not it holds the bucket.
  path: string;
  bucket: string;
  key: string;
  query: Map<string, string>;
  headers: Headers;
  payload: AsyncIterable<Buffer>;
}

export const longestKey = 1024; // bytes of UTF-8

export function parse(
  message: IncomingMessage,
  response: ServerResponse,
  id: string,
): Request {
  const [rawPath, ...rawQuery] = (message.url ?? "/").split("?");
  const path = decode(rawPath);
  const headers = collect(message.rawHeaders);
  const virtual = hostBucket(headers.get("host") ?? "");
  const [first, ...rest] = path.slice(1).split("/");
  const bucket = virtual ?? first;
  const key = virtual === undefined ? rest.join("/") : path.slice(1);
  if (Buffer.byteLength(key) > longestKey)
    throw new S3Error(
      "KeyTooLongError",
      `Expected a key of at most ${longestKey} bytes`,
    );
  return {
    id,
    method: message.method ?? "GET",
    path: rawPath
      .split("/")
      .map((piece) => encode(decode(piece)))
      .join("/"),
    bucket,
    key,
    query: parseQuery(rawQuery.join("?")),
    headers,
    payload: payload(message, response),
  };
}

async function* payload(message: IncomingMessage, response: ServerResponse) {
  if (/^100-continue$/i.test(message.headers.expect ?? ""))
    response.writeContinue();
  // A refusal in the middle must leave the socket open for its answer.
  yield* message.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
}

function collect(raw: string[]): Headers {
  const headers: Headers = new Map();
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i].toLowerCase();
    const before = headers.get(name);
    headers.set(
      name,
      before === undefined ? raw[i + 1] : `${before},${raw[i + 1]}`,
    );
  }
  return headers;
}

function parseQuery(raw: string) {
  const query = new Map<string, string>();
  for (const pair of raw.split("&").filter(Boolean)) {
    const [name, ...value] = pair.replaceAll("+", "%20").split("=");
    const key = decode(name);
    if (query.has(key))
      throw new S3Error("InvalidArgument", `Query parameter ${key} came twice`);
    query.set(key, decode(value.join("=")));
  }
  return query;
}

function hostBucket(host: string) {
  const name = host.replace(/:\d+$/, "").toLowerCase();
  if (isIP(name)) return undefined;
  return /^(.+)\.(?:127\.0\.0\.1|localhost)$/.exec(name)?.[1];
}

// A presigned URL carries x-amz- headers as parameters; they mean what the headers mean. The exception is a
// checksum: the SDK signs that of an empty body into every presigned PUT, and S3 pays no heed to it.
export function hoist(request: Request, authentication: string[]) {
  for (const [name, value] of request.query) {
    if (!/^x-amz-/i.test(name)) continue;
    request.query.delete(name);
    const header = name.toLowerCase();
    if (/^x-amz-(checksum-(?!mode)|sdk-checksum)/.test(header)) continue;
    if (!authentication.includes(header) && !request.headers.has(header))
      request.headers.set(header, value);
  }
}

const understood = new Set([
  // Keys here are for good, so a token beside them says nothing.
  "x-amz-security-token",
  "x-amz-date",
  "x-amz-content-sha256",
  "x-amz-user-agent",
  "x-amz-decoded-content-length",
  "x-amz-trailer",
  "x-amz-sdk-checksum-algorithm",
  "x-amz-copy-source",
  "x-amz-copy-source-range",
  "x-amz-copy-source-if-match",
  "x-amz-copy-source-if-none-match",
  "x-amz-copy-source-if-modified-since",
  "x-amz-copy-source-if-unmodified-since",
  "x-amz-metadata-directive",
  "x-amz-mp-object-size",
  "x-amz-storage-class",
  "x-amz-acl",
]);

// Better refused than silently dropped: a client that asks for encryption or a lock must not think it has it.
export function refuseUnknownHeaders({ headers }: Request) {
  for (const [name, value] of headers) {
    if (!name.startsWith("x-amz-")) continue;
    const plain =
      name.startsWith("x-amz-meta-") || name.startsWith("x-amz-checksum-");
    if (!plain && !understood.has(name))
      throw unsupported(`the header ${name}`);
    if (name === "x-amz-storage-class" && value !== "STANDARD")
      throw unsupported(`the storage class ${value}`);
    if (name === "x-amz-acl" && value !== "private")
      throw unsupported(`the access list ${value}`);
  }
}
