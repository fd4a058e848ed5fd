// client: the HTTP API with types: every call, what it takes and what it answers
import createClient, { type Middleware } from "openapi-fetch";
import type { components, paths } from "./schema";

/** The shape of an answer or a body by its name in the OpenAPI document, such as `Shape<"Customer">`. */
export type Shape<Name extends keyof components["schemas"]> =
  components["schemas"][Name];

/** A call that was refused, with the API's stable code. */
export class Refused extends Error {
  readonly code: string;
  readonly status: number;
  constructor(status: number, code: string, message: string) {
    super(`${message} (${code})`);
    this.code = code;
    this.status = status;
  }
}

const refusals: Middleware = {
  async onResponse({ response }) {
    if (response.ok) return;
    const text = await response.text();
    let told: { code?: string; message?: string } = {};
    try {
      told = JSON.parse(text);
    } catch {
      told.message = text.slice(0, 200);
    }
    const { code = `http.${response.status}`, message = "Refused" } = told;
    throw new Refused(response.status, code, message);
  },
};

// Other signs would not outlive a gateway that decodes paths; the API reads their bytes in base64url behind a ~.
const survives = /^(?!~)(?!\.{1,2}$)[\w.:@+,=~-]+$/;

function pathPart(value: string) {
  if (survives.test(value)) return value;
  const bytes = new TextEncoder().encode(value);
  const base64 = btoa(String.fromCharCode(...bytes));
  return `~${base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

/** Calls with a key at an address; a refused call throws `Refused`. `fetch` is the one of the platform unless given. */
export function connect({
  url,
  key,
  fetch,
}: {
  url: string;
  key: string;
  fetch?: (request: Request) => Promise<Response>;
}) {
  const api = createClient<paths>({
    baseUrl: url,
    pathSerializer: (path, values) =>
      path.replace(/\{(\w+)\}/g, (_, name) => pathPart(String(values[name]))),
    headers: { authorization: `Bearer ${key}` },
    ...(fetch && { fetch }),
  });
  api.use(refusals);
  return api;
}
