// signature: AWS Signature Version 4 in a header or in a presigned URL, and of the chunks that follow it
import {
  version2,
  fromHeader,
  fromQuery,
  parameters,
  type Claim,
} from "./signature-claim";
import { S3Error } from "./s3-error";
import { hoist, type Request } from "./request";
import { Sigv4 } from "../sigv4";

export interface Signed {
  // A SHA-256 in hex, UNSIGNED-PAYLOAD or one of the STREAMING- framings.
  payload: string;
  date: string;
  scope: string;
  key: Buffer;
  signature: string;
}

export function verify(
  request: Request,
  credentials: Sigv4.Credentials,
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
  const scope = [day, region, service, terminator];
  const key = Sigv4.signingKey(credentials.secretAccessKey, scope);
  const expected = Sigv4.signatureOf(key, {
    date: claim.date,
    scope,
    request: canonical(request, claim),
  });
  if (!Sigv4.same(expected, claim.signature))
    throw new S3Error(
      "SignatureDoesNotMatch",
      "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
    );
  if (presigned) hoist(request, parameters);
  return {
    payload: claim.payload,
    date: claim.date,
    scope: scope.join("/"),
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

const canonical = (
  { method, path, query, headers }: Request,
  { names, payload }: Claim,
) =>
  Sigv4.canonical({
    method,
    path,
    query: [...query].filter(
      ([name]) => name.toLowerCase() !== "x-amz-signature",
    ),
    header: (name) => headers.get(name),
    names,
    payload,
  });

const nothing = Sigv4.sha256("");

// Each chunk's signature covers the one before it, so none can be dropped, added or moved.
export function chunkSigner({ key, date, scope, signature }: Signed) {
  let previous = signature;
  const advance = (lines: string[], given: string) => {
    previous = Sigv4.hmac(key, lines.join("\n")).toString("hex");
    if (!Sigv4.same(previous, given))
      throw new S3Error(
        "SignatureDoesNotMatch",
        "The signature of a chunk does not match its bytes.",
      );
  };
  return {
    chunk: (hash: string, given: string) =>
      advance(
        [`${Sigv4.algorithm}-PAYLOAD`, date, scope, previous, nothing, hash],
        given,
      ),
    trailer: (text: string, given: string) =>
      advance(
        [`AWS4-HMAC-SHA256-TRAILER`, date, scope, previous, Sigv4.sha256(text)],
        given,
      ),
  };
}

export * as Signature from "./signature";
