// request-body: a request's bytes, freed of their framing and held to every digest and length the request promised
import { createHash } from "node:crypto";
import { Checksum, type Algorithm, type Promised } from "./checksum";
import { ChunkedBody } from "./chunked-body";
import { S3Error } from "./s3-error";
import type { Request } from "./request";
import type { Signed } from "./signature";

// Counts and digests what passes through.
export class Tally {
  size = 0;
  readonly #md5 = createHash("md5");
  readonly #sum;
  readonly algorithm?: Algorithm;

  constructor(algorithm?: Algorithm) {
    this.algorithm = algorithm;
    this.#sum = algorithm && Checksum.start(algorithm);
  }

  async *pass(source: AsyncIterable<Buffer>) {
    for await (const piece of source) {
      this.size += piece.length;
      this.#md5.update(piece);
      this.#sum?.update(piece);
      yield piece;
    }
  }

  finish() {
    const value = this.#sum?.digest().toString("base64");
    const checksum =
      this.algorithm && value !== undefined
        ? { algorithm: this.algorithm, value, type: "FULL_OBJECT" as const }
        : undefined;
    return { size: this.size, md5: this.#md5.digest("hex"), checksum };
  }
}

export type Digest = ReturnType<Tally["finish"]>;

export interface RequestBody {
  promised?: Promised;
  // Ends normally only if every promise held; `digest` is known from then on.
  read(): AsyncGenerator<Buffer>;
  digest(): Digest;
}

interface Options {
  most: number; // bytes
  lengthRequired: boolean;
  algorithm?: Algorithm;
}

export function open(
  request: Request,
  signed: Signed,
  { most, lengthRequired, algorithm }: Options,
): RequestBody {
  const { headers } = request;
  const framed = signed.payload.startsWith("STREAMING-");
  const length = headers.get(
    framed ? "x-amz-decoded-content-length" : "content-length",
  );
  const promised = Checksum.promised(headers);
  if (length === undefined && lengthRequired)
    throw new S3Error(
      "MissingContentLength",
      "You must provide the Content-Length HTTP header.",
    );
  if (length !== undefined && !/^\d{1,15}$/.test(length))
    throw new S3Error(
      "InvalidArgument",
      `Expected a length in bytes but got ${length}`,
    );
  if (Number(length) > most) throw tooLarge(most);
  if (
    !framed &&
    ((promised && promised.value === undefined) ||
      /aws-chunked/i.test(headers.get("content-encoding") ?? ""))
  )
    throw new S3Error(
      "InvalidRequest",
      "aws-chunked and trailers want a STREAMING- x-amz-content-sha256",
    );
  const md5 = headers.get("content-md5");
  if (md5 !== undefined && Buffer.from(md5, "base64").length !== 16)
    throw new S3Error(
      "InvalidDigest",
      "The Content-MD5 you specified is not valid.",
    );

  const tally = new Tally(promised?.algorithm ?? algorithm);
  let digest: Digest;
  async function* read() {
    const trailers = new Map<string, string>();
    const sha256 = /^[0-9a-f]{64}$/.test(signed.payload)
      ? createHash("sha256")
      : undefined;
    const pieces = framed
      ? ChunkedBody.decode(request.payload, signed, trailers)
      : request.payload;
    for await (const piece of tally.pass(pieces)) {
      sha256?.update(piece);
      if (tally.size > most) throw tooLarge(most);
      if (length !== undefined && tally.size > Number(length))
        throw wrongLength(length);
      yield piece;
    }
    digest = tally.finish();
    if (length !== undefined && digest.size !== Number(length))
      throw wrongLength(length);
    if (sha256 && sha256.digest("hex") !== signed.payload)
      throw new S3Error(
        "XAmzContentSHA256Mismatch",
        "The provided 'x-amz-content-sha256' header does not match what was computed.",
      );
    if (
      md5 !== undefined &&
      Buffer.from(md5, "base64").toString("hex") !== digest.md5
    )
      throw new S3Error(
        "BadDigest",
        "The Content-MD5 you specified did not match what we received.",
      );
    if (!promised) return;
    const expected =
      promised.value ?? trailers.get(Checksum.header(promised.algorithm));
    if (expected === undefined)
      throw new S3Error(
        "MalformedTrailerError",
        `Expected the trailer ${headers.get("x-amz-trailer")}`,
      );
    Checksum.verify(promised.algorithm, expected, digest.checksum!.value);
  }
  return { promised, read, digest: () => digest };
}

const longestText = 4 << 20; // bytes

export async function text(request: Request, signed: Signed) {
  const pieces: Buffer[] = [];
  const body = open(request, signed, {
    most: longestText,
    lengthRequired: false,
  });
  for await (const piece of body.read()) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

const tooLarge = (most: number) =>
  most === longestText
    ? new S3Error("MaxMessageLengthExceeded", "Your request was too big.")
    : new S3Error("EntityTooLarge", `Expected at most ${most} bytes`);

const wrongLength = (length: string) =>
  new S3Error(
    "IncompleteBody",
    `Expected ${length} bytes as the request's headers say`,
  );

export * as RequestBody from "./request-body";
