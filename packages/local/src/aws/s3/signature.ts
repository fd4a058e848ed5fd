// signature: AWS Signature Version 4 in a header or in a presigned URL, and of the chunks that follow it
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import {
  algorithm,
  version2,
  fromHeader,
  fromQuery,
  parameters,
  type Claim,
} from "./signature-claim";
import { S3Error } from "./s3-error";
import { hoist, type Request } from "./request";
import { encode } from "./uri";

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
}

export interface Signed {
  // A SHA-256 in hex, UNSIGNED-PAYLOAD or one of the STREAMING- framings.
  payload: string;
  date: string;
  scope: string;
  key: Buffer;
  signature: string;
}

export const sha256 = (data: string | Uint8Array) =>
  createHash("sha256").update(data).digest("hex");
const hmac = (key: string | Buffer, data: string) =>
  createHmac("sha256", key).update(data).digest();

export function same(one: string, other: string) {
  const a = Buffer.from(one);
  const b = Buffer.from(other);
  return a.length === b.length && timingSafeEqual(a, b);
}

export function verify(
  request: Request,
  credentials: Credentials,
  nowMs: number,
): Signed {
  const authorization = request.headers.get("authorization");
  const presigned = [...request.query.keys()].some((name) =>
    /^x-amz-(signature|algorithm)$/i.test(name),
  );
  if (authorization !== undefined && presigned)
    throw new S3Error("InvalidArgument", "Only one auth mechanism allowed");
  if (request.query.has("AWSAccessKeyId")) throw version2();
  if (authorization === undefined && !presigned)
    throw new S3Error(
      "AccessDenied",
      "Expected a signed request but got an anonymous one",
    );
  const claim = presigned
    ? fromQuery(request, nowMs)
    : fromHeader(request, authorization!, nowMs);
  const [accessKeyId, day, region, service, terminator, surplus] =
    claim.credential.split("/");
  if (accessKeyId !== credentials.accessKeyId)
    throw new S3Error(
      "InvalidAccessKeyId",
      `Expected the access key id ${credentials.accessKeyId} but got ${accessKeyId}`,
    );
  if (
    day !== claim.date.slice(0, 8) ||
    !region ||
    service !== "s3" ||
    terminator !== "aws4_request" ||
    surplus !== undefined
  )
    throw new S3Error(
      presigned
        ? "AuthorizationQueryParametersError"
        : "AuthorizationHeaderMalformed",
      `Expected a credential of the shape <id>/${claim.date.slice(0, 8)}/<region>/s3/aws4_request but got ${claim.credential}`,
    );
  mustBeSigned(request, claim.names);
  const scope = [day, region, service, terminator].join("/");
  const key = [day, region, service, terminator].reduce<string | Buffer>(
    hmac,
    `AWS4${credentials.secretAccessKey}`,
  ) as Buffer;
  const toSign = [
    algorithm,
    claim.date,
    scope,
    sha256(canonical(request, claim)),
  ].join("\n");
  const expected = hmac(key, toSign).toString("hex");
  if (!same(expected, claim.signature))
    throw new S3Error(
      "SignatureDoesNotMatch",
      "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
    );
  if (presigned) hoist(request, parameters);
  return {
    payload: claim.payload,
    date: claim.date,
    scope,
    key,
    signature: expected,
  };
}

function mustBeSigned(request: Request, names: string[]) {
  const unsigned = [...request.headers.keys()].filter(
    (name) =>
      (name === "host" || name.startsWith("x-amz-")) && !names.includes(name),
  );
  if (unsigned.length)
    throw new S3Error(
      "AccessDenied",
      `There were headers present in the request which were not signed: ${unsigned.join(", ")}`,
    );
}

function canonical(request: Request, { names, payload }: Claim) {
  const query = [...request.query]
    .filter(([name]) => name.toLowerCase() !== "x-amz-signature")
    .map(([name, value]) => [encode(name), encode(value)])
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map((pair) => pair.join("="))
    .join("&");
  const headers = names.map(
    (name) =>
      `${name}:${(request.headers.get(name) ?? "").trim().replace(/ +/g, " ")}\n`,
  );
  return [
    request.method,
    request.path,
    query,
    headers.join(""),
    names.join(";"),
    payload,
  ].join("\n");
}

const nothing = sha256("");

// Each chunk's signature covers the one before it, so none can be dropped, added or moved.
export function chunkSigner({ key, date, scope, signature }: Signed) {
  let previous = signature;
  const advance = (lines: string[], given: string) => {
    previous = hmac(key, lines.join("\n")).toString("hex");
    if (!same(previous, given))
      throw new S3Error(
        "SignatureDoesNotMatch",
        "The signature of a chunk does not match its bytes.",
      );
  };
  return {
    chunk: (hash: string, given: string) =>
      advance(
        [`${algorithm}-PAYLOAD`, date, scope, previous, nothing, hash],
        given,
      ),
    trailer: (text: string, given: string) =>
      advance(
        [`AWS4-HMAC-SHA256-TRAILER`, date, scope, previous, sha256(text)],
        given,
      ),
  };
}

export * as Signature from "./signature";
