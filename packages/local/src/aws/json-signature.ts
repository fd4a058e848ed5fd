// json-signature: who signed a call of AWS's JSON protocols, as DynamoDB, SQS and Batch take it
import type { IncomingMessage } from "node:http";
import { Sigv4 } from "./sigv4";

export type Type =
  | "MissingAuthenticationTokenException"
  | "IncompleteSignatureException"
  | "UnrecognizedClientException"
  | "InvalidSignatureException";
export type Refusal = { type: Type; message: string };

const refusal = (type: Type, message: string): Refusal => ({ type, message });

/** Why a call is refused; null where these credentials signed it, its body included. */
export function refuse(
  { method = "", url = "/", headers }: IncomingMessage,
  body: Uint8Array,
  {
    credentials,
    services,
    nowMs = Date.now(),
  }: {
    credentials: Sigv4.Credentials;
    services: string[];
    nowMs?: number;
  },
): Refusal | null {
  const { authorization } = headers;
  if (!authorization)
    return refusal(
      "MissingAuthenticationTokenException",
      "Expected a request signed by an AWS client; came one without a signature",
    );
  const field = (name: string) =>
    new RegExp(`[ ,]${name}=([^, ]+)`).exec(authorization)?.[1];
  const date = [headers["x-amz-date"] ?? ""].flat()[0];
  const credential = field("Credential");
  const signed = field("SignedHeaders");
  const signature = field("Signature");
  if (
    !authorization.startsWith(`${Sigv4.algorithm} `) ||
    !credential ||
    !signed ||
    !signature ||
    !date
  )
    return refusal(
      "IncompleteSignatureException",
      `Expected ${Sigv4.algorithm} with Credential, SignedHeaders and Signature in Authorization, and X-Amz-Date`,
    );
  const [accessKeyId, ...scope] = credential.split("/");
  if (accessKeyId !== credentials.accessKeyId)
    return refusal(
      "UnrecognizedClientException",
      `Expected the access key id of this Mainstay (\`mainstay env\` prints it); came ${accessKeyId}`,
    );
  const [day, , service, terminator] = scope;
  if (
    scope.length !== 4 ||
    day !== date.slice(0, 8) ||
    !services.includes(service) ||
    terminator !== "aws4_request"
  )
    return refusal(
      "InvalidSignatureException",
      `Expected a credential of the shape <id>/${date.slice(0, 8)}/<region>/${services.join(" or ")}/aws4_request; came ${credential}`,
    );
  if (!(Math.abs(nowMs - Sigv4.instant(date)) <= Sigv4.skewMs))
    return refusal(
      "InvalidSignatureException",
      `Signature expired: expected a request signed within 15 minutes of ${new Date(nowMs).toISOString()}; came ${date}`,
    );
  const names = signed.split(";");
  const unsigned = Object.keys(headers).filter(
    (name) =>
      (name === "host" || name === "x-amz-target") && !names.includes(name),
  );
  if (unsigned.length)
    return refusal(
      "InvalidSignatureException",
      `Expected the headers ${unsigned.join(", ")} to be signed`,
    );
  const [path, search = ""] = url.split("?");
  const request = Sigv4.canonical({
    method,
    path: path.split("/").map(Sigv4.encode).join("/"),
    query: new URLSearchParams(search),
    header: (name) => [headers[name]].flat().join(","),
    names,
    payload: Sigv4.sha256(body),
  });
  const key = Sigv4.signingKey(credentials.secretAccessKey, scope);
  return Sigv4.same(Sigv4.signatureOf(key, { date, scope, request }), signature)
    ? null
    : refusal(
        "InvalidSignatureException",
        "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
      );
}

export * as JsonSignature from "./json-signature";
