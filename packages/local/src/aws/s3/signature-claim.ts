// signature-claim: who says they signed what, and when, in a header or in a presigned URL
import { S3Error, unsupported } from "./s3-error";
import type { Request } from "./request";
import { Sigv4 } from "../sigv4";

const longestPresignedSeconds = 7 * 24 * 3600;
export const parameters = [
  "x-amz-algorithm",
  "x-amz-credential",
  "x-amz-date",
  "x-amz-expires",
  "x-amz-signedheaders",
  "x-amz-signature",
];
const payloads = new Set([
  "UNSIGNED-PAYLOAD",
  "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
  "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
  "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
]);

export interface Claim {
  credential: string;
  date: string;
  names: string[];
  signature: string;
  payload: string;
}

export const version2 = () =>
  new S3Error(
    "InvalidRequest",
    `The authorization mechanism you have provided is not supported. Please use ${Sigv4.algorithm}.`,
  );

export function fromHeader(
  request: Request,
  authorization: string,
  nowMs: number,
): Claim {
  if (/^AWS /.test(authorization)) throw version2();
  if (authorization.startsWith("AWS4-ECDSA-"))
    throw unsupported("Signature Version 4A");
  const field = (name: string) =>
    new RegExp(`[ ,]${name}=([^, ]+)`).exec(authorization)?.[1] ??
    malformed(name);
  const malformed = (name: string) => {
    throw new S3Error(
      "AuthorizationHeaderMalformed",
      `Expected ${Sigv4.algorithm} with ${name}`,
    );
  };
  if (!authorization.startsWith(`${Sigv4.algorithm} `)) malformed("Credential");
  const date = request.headers.get("x-amz-date") ?? "";
  if (Math.abs(nowMs - instant(date)) > Sigv4.skewMs)
    throw new S3Error(
      "RequestTimeTooSkewed",
      `Expected a request signed within 15 minutes of ${new Date(nowMs).toISOString()} but got ${date}`,
    );
  const payload = request.headers.get("x-amz-content-sha256");
  if (payload === undefined)
    throw new S3Error(
      "InvalidRequest",
      "Missing required header for this request: x-amz-content-sha256",
    );
  return {
    credential: field("Credential"),
    names: field("SignedHeaders").split(";"),
    signature: field("Signature"),
    date,
    payload: known(payload),
  };
}

export function fromQuery(request: Request, nowMs: number): Claim {
  const given = new Map(
    [...request.query].map(([name, value]) => [name.toLowerCase(), value]),
  );
  const [method, credential, date, expires, names, signature] = parameters.map(
    (name) => {
      const value = given.get(name);
      if (value === undefined)
        throw new S3Error(
          "AuthorizationQueryParametersError",
          `Expected the query parameter ${name}`,
        );
      return value;
    },
  );
  if (method.startsWith("AWS4-ECDSA-"))
    throw unsupported("Signature Version 4A");
  const seconds = Number(expires);
  if (
    method !== Sigv4.algorithm ||
    !Number.isInteger(seconds) ||
    seconds < 1 ||
    seconds > longestPresignedSeconds
  )
    throw new S3Error(
      "AuthorizationQueryParametersError",
      `Expected ${Sigv4.algorithm} and an expiry of 1 to ${longestPresignedSeconds} seconds but got ${method} and ${expires}`,
    );
  const signedMs = instant(date);
  if (nowMs > signedMs + seconds * 1000)
    throw new S3Error("AccessDenied", "Request has expired");
  if (signedMs > nowMs + Sigv4.skewMs)
    throw new S3Error("AccessDenied", "Request is not yet valid");
  const payload =
    given.get("x-amz-content-sha256") ??
    request.headers.get("x-amz-content-sha256") ??
    "UNSIGNED-PAYLOAD";
  return {
    credential,
    date,
    names: names.split(";"),
    signature,
    payload: known(payload),
  };
}

function instant(date: string) {
  const ms = Sigv4.instant(date);
  if (Number.isNaN(ms))
    throw new S3Error(
      "AccessDenied",
      `Expected x-amz-date as YYYYMMDDTHHMMSSZ but got "${date}"`,
    );
  return ms;
}

function known(payload: string) {
  if (/^[0-9a-f]{64}$/.test(payload) || payloads.has(payload)) return payload;
  if (payload.startsWith("STREAMING-"))
    throw unsupported(`the payload framing ${payload}`);
  throw new S3Error(
    "InvalidArgument",
    `x-amz-content-sha256 must be a SHA-256 in hex but got ${payload}`,
  );
}
