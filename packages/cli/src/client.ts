// client: the HTTP API, as the command line calls it
import { readFileSync } from "node:fs";
import { join } from "node:path";

export type Options = { url: string; key?: string; data: string };

export class Refused extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(`${message} (${code})`);
    this.code = code;
  }
}

// The key given, else the one a local Mainstay wrote beside its data.
function keyOf({ key, data }: Options) {
  if (key) return key;
  try {
    return readFileSync(join(data, "api-key"), "utf8").trim();
  } catch {
    throw new Refused(
      "key.missing",
      `Give --key, or --data with the folder whose file api-key holds one (${data} has none)`,
    );
  }
}

export function client(options: Options) {
  const headers = { authorization: `Bearer ${keyOf(options)}` };
  return async function call<T>(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<T> {
    const response = await fetch(new URL(path, options.url), {
      method,
      headers: {
        ...headers,
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    }).catch((error) => {
      throw new Refused(
        "server.unreachable",
        `Nothing answers at ${options.url}: ${error.cause?.message ?? error.message}`,
      );
    });
    const text = await response.text();
    const isJson = !!response.headers.get("content-type")?.includes("json");
    const answer = isJson && text ? JSON.parse(text) : text || null;
    if (!response.ok)
      throw new Refused(
        answer?.code ?? `http.${response.status}`,
        answer?.message ?? text,
      );
    return answer;
  };
}
export type Call = ReturnType<typeof client>;
