// checksum: the digests S3 keeps beside an object, and which of them a request promises
import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { crc32c, Crc64 } from "./crc";
import { S3Error, unsupported } from "./s3-error";
import type { Headers } from "./request";

interface Running {
  update(data: Uint8Array): unknown;
  digest(): Buffer;
}

function cyclic(step: (data: Uint8Array, previous: number) => number): Running {
  let value = 0;
  return {
    update: (data) => (value = step(data, value)),
    digest: () => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes;
    },
  };
}

const running = {
  CRC32: () => cyclic(crc32),
  CRC32C: () => cyclic(crc32c),
  CRC64NVME: () => new Crc64(),
  SHA1: () => createHash("sha1"),
  SHA256: () => createHash("sha256"),
} satisfies Record<string, () => Running>;
export type Algorithm = keyof typeof running;
export const algorithms = Object.keys(running) as Algorithm[];
export const types = ["COMPOSITE", "FULL_OBJECT"] as const;

export interface Value {
  algorithm: Algorithm;
  value: string;
  type: (typeof types)[number];
}

export const start = (algorithm: Algorithm): Running => running[algorithm]();
export const header = (algorithm: Algorithm) =>
  `x-amz-checksum-${algorithm.toLowerCase()}`;

export function parse(name: string): Algorithm {
  const found = algorithms.find(
    (algorithm) => algorithm === name.toUpperCase(),
  );
  if (!found) throw unsupported(`the checksum algorithm ${name}`);
  return found;
}

export interface Promised {
  algorithm: Algorithm;
  // Absent when it comes in the trailer.
  value?: string;
}

const settings = [
  "x-amz-checksum-mode",
  "x-amz-checksum-algorithm",
  "x-amz-checksum-type",
];

export function promised(headers: Headers): Promised | undefined {
  const found: Promised[] = [...headers]
    .filter(
      ([name]) =>
        name.startsWith("x-amz-checksum-") && !settings.includes(name),
    )
    .map(([name, value]) => ({
      algorithm: parse(name.slice("x-amz-checksum-".length)),
      value,
    }));
  const trailer = headers.get("x-amz-trailer")?.trim().toLowerCase();
  if (trailer && !trailer.startsWith("x-amz-checksum-"))
    throw unsupported(`the trailer ${trailer}`);
  if (trailer)
    found.push({ algorithm: parse(trailer.slice("x-amz-checksum-".length)) });
  if (found.length > 1)
    throw new S3Error(
      "InvalidRequest",
      "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.",
    );
  const [one] = found;
  const named = headers.get("x-amz-sdk-checksum-algorithm");
  if (named && !one)
    throw new S3Error(
      "InvalidRequest",
      "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.",
    );
  if (named && parse(named) !== one.algorithm)
    throw new S3Error(
      "InvalidRequest",
      "Value for x-amz-sdk-checksum-algorithm header is invalid.",
    );
  if (one?.value !== undefined) wellFormed(one.algorithm, one.value);
  return one;
}

export function verify(algorithm: Algorithm, expected: string, actual: string) {
  wellFormed(algorithm, expected);
  if (expected !== actual)
    throw new S3Error(
      "BadDigest",
      `The ${algorithm} you specified did not match the calculated checksum.`,
    );
}

function wellFormed(algorithm: Algorithm, value: string) {
  const bytes = Buffer.from(value, "base64");
  if (
    bytes.length !== start(algorithm).digest().length ||
    bytes.toString("base64") !== value
  )
    throw new S3Error(
      "InvalidRequest",
      `Value for ${header(algorithm)} header is invalid.`,
    );
}

// The checksum of a multipart object made of its parts' checksums, "<digest of digests>-<count>".
export function composite(algorithm: Algorithm, parts: string[]): Value {
  const sum = start(algorithm);
  for (const part of parts) sum.update(Buffer.from(part, "base64"));
  return {
    algorithm,
    type: "COMPOSITE",
    value: `${sum.digest().toString("base64")}-${parts.length}`,
  };
}

export * as Checksum from "./checksum";
