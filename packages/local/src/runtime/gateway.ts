// gateway: HTTP on loopback to the event of API Gateway's payload format 2.0, and its answer back to HTTP
import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2,
} from "aws-lambda";
import { isUtf8 } from "node:buffer";
import { randomUUID } from "node:crypto";
import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import { close, listen, read } from "../aws/listener";
import { LoopbackGuard } from "../aws/loopback-guard";
import { Log } from "@mainstay/core/base/log";

// Lambda's limit for the event of a call, in which bytes stand as base64; and API Gateway's for its time.
const maxBodyBytes = 6 * 1024 * 1024;
const timeout = 30_000;

type Invoke = (event: APIGatewayProxyEventV2) => Promise<unknown>;

export async function start({
  port = 0,
  host = "127.0.0.1",
  invoke,
  timeoutMs = timeout,
}: {
  port?: number;
  host?: string;
  invoke: Invoke;
  timeoutMs?: number;
}) {
  const server = createServer((request, response) => {
    handle(request, response).catch((error) => {
      // The caller left before it had sent everything.
      if (response.destroyed) return;
      Log.error(error);
      refuse(response, 500, "internal", "Internal server error");
    });
  });

  async function handle(request: IncomingMessage, response: ServerResponse) {
    const origins = LoopbackGuard.originsAt(request.socket.localPort!);
    const foreign = LoopbackGuard.refuse(request, { origins });
    if (foreign) {
      request.resume();
      return refuse(response, 403, `request.${foreign.what}`, foreign.message);
    }
    const body = await read(request, maxBodyBytes);
    const event = body && toEvent(request, body);
    if (!event || bytesOf(event) > maxBodyBytes)
      return refuse(
        response,
        413,
        "request.size",
        `Expected a body of at most ${maxBodyBytes} bytes, in base64 where it is no text; larger files go through POST /v1/uploads`,
      );
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), timeoutMs);
    const over = new Promise<never>((_, fail) => {
      late.signal.onabort = () =>
        fail(Object.assign(new Error(), { name: "Sandbox.Timedout" }));
    });
    try {
      const result = await Promise.race([invoke(event), over]);
      answer(request, response, result);
    } catch (error) {
      const { name } = error as Error;
      if (name === "Sandbox.Timedout")
        return refuse(
          response,
          503,
          "request.timeout",
          `No answer within ${timeoutMs / 1000} s`,
        );
      Log.error(error);
      if (name === "Function.ResponseSizeTooLarge")
        return refuse(
          response,
          500,
          "response.size",
          "The answer is over 6 MB; ask for fewer items",
        );
      refuse(response, 500, "internal", "Internal server error");
    } finally {
      clearTimeout(timer);
    }
  }

  const bound = await listen(server, port, host);
  return { url: `http://${host}:${bound}`, stop: () => close(server, 3_000) };
}

const text =
  /^(text\/|application\/(json|javascript|xml|x-www-form-urlencoded|[^;]*\+(json|xml)))/i;

// Repeated headers are joined by commas; cookies travel apart.
function headersOf({ rawHeaders }: IncomingMessage) {
  const headers: Record<string, string> = {};
  const cookies: string[] = [];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i].toLowerCase();
    const value = rawHeaders[i + 1];
    if (name === "cookie") cookies.push(...value.split(/; */));
    else headers[name] = name in headers ? `${headers[name]},${value}` : value;
  }
  return { headers, cookies };
}

const bytesOf = ({ body = "", isBase64Encoded }: APIGatewayProxyEventV2) =>
  isBase64Encoded ? body.length : Buffer.byteLength(body);

function queryOf(search: string) {
  const query: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(search))
    query[name] = name in query ? `${query[name]},${value}` : value;
  return query;
}

export function toEvent(
  request: IncomingMessage,
  body: Buffer,
  now = new Date(),
): APIGatewayProxyEventV2 {
  const { headers, cookies } = headersOf(request);
  // Left as the caller wrote it, unlike API Gateway, so that an id in a path may hold an escaped slash or question mark here.
  const [path, ...rest] = request.url!.split("?");
  const search = rest.join("?");
  const query = queryOf(search);
  const plain =
    text.test(headers["content-type"] ?? "text/") &&
    !headers["content-encoding"] &&
    isUtf8(body);
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: path,
    rawQueryString: search,
    cookies: cookies.length ? cookies : undefined,
    headers,
    queryStringParameters: search ? query : undefined,
    requestContext: {
      accountId: "000000000000",
      apiId: "local",
      domainName: headers.host ?? "127.0.0.1",
      domainPrefix: "local",
      http: {
        method: request.method!,
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? "127.0.0.1",
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: randomUUID(),
      routeKey: "$default",
      stage: "$default",
      time: now.toUTCString(),
      timeEpoch: now.getTime(),
    },
    body: body.length ? body.toString(plain ? "utf8" : "base64") : undefined,
    isBase64Encoded: body.length > 0 && !plain,
  };
}

const ours = /^(connection|keep-alive|transfer-encoding|content-length)$/i;

function answer(
  { method }: IncomingMessage,
  response: ServerResponse,
  result: unknown,
) {
  // A result without a status is a JSON body, as API Gateway infers.
  const inferred = { statusCode: 200, body: JSON.stringify(result ?? null) };
  const shaped = result as APIGatewayProxyStructuredResultV2 | null;
  const given: APIGatewayProxyStructuredResultV2 = shaped?.statusCode
    ? shaped
    : inferred;
  const { statusCode = 200, body = "", isBase64Encoded, cookies = [] } = given;
  const headers = Object.entries(
    given === inferred
      ? { "content-type": "application/json" }
      : (shaped?.headers ?? {}),
  );
  for (const [name, value] of headers)
    if (!ours.test(name) || method === "HEAD")
      response.setHeader(name, String(value));
  if (cookies.length) response.setHeader("set-cookie", cookies);
  const bytes = Buffer.from(body, isBase64Encoded ? "base64" : "utf8");
  const empty = [204, 304].includes(statusCode);
  if (!empty && method !== "HEAD")
    response.setHeader("content-length", bytes.length);
  response.writeHead(statusCode).end(empty ? undefined : bytes);
}

function refuse(
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
) {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify({ code, message }));
}

export * as Gateway from "./gateway";
