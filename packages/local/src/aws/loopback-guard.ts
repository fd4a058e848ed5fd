// loopback-guard: refuses what a browser sends on behalf of a page that is not Mainstay's own
import type { IncomingMessage } from "node:http";

type Incoming = Pick<IncomingMessage, "headers" | "method" | "socket">;

const machine = ["127.0.0.1", "localhost"];

/** Origins of pages served at this port. */
export const originsAt = (port: number) =>
  machine.map((name) => `http://${name}:${port}`);

export type Refusal = { what: "host" | "origin"; message: string };

/**
 * Why a request is refused; null for one that may pass. A name that somebody else's DNS points to this machine shows in
 * Host; a page of another site shows in Origin or, where a browser sends none, in the fetch metadata.
 */
export function refuse(
  { headers, method, socket }: Incoming,
  {
    origins = [],
    subdomains = false,
  }: {
    origins?: string[]; // of the pages that may call
    subdomains?: boolean; // S3's buckets in host names
  } = {},
): Refusal | null {
  const [, host = "", port = "80"] =
    /^(.+?)(?::(\d+))?$/.exec(headers.host ?? "") ?? [];
  const name = host.toLowerCase();
  const known = machine.some(
    (own) => name === own || (subdomains && name.endsWith(`.${own}`)),
  );
  if (!known || Number(port) !== socket.localPort)
    return {
      what: "host",
      message: `Expected the host ${machine.map((own) => `${own}:${socket.localPort}`).join(" or ")}; came ${headers.host ?? "none"}`,
    };
  const { origin } = headers;
  if (origin !== undefined && !origins.includes(origin))
    return {
      what: "origin",
      message: `Expected ${origins.length ? `the origin ${origins.join(" or ")}` : "no page to call this port"}; came the origin ${origin}`,
    };
  const site = headers["sec-fetch-site"];
  const elsewhere = site === "cross-site" || site === "same-site";
  // Following a link shows the answer to the person, not to the page that holds the link.
  const followed =
    headers["sec-fetch-mode"] === "navigate" &&
    headers["sec-fetch-dest"] === "document" &&
    (method === "GET" || method === "HEAD");
  return origin === undefined && elsewhere && !followed
    ? {
        what: "origin",
        message: `Expected a request of Mainstay's own pages; came one that a page of another site makes (${site})`,
      }
    : null;
}

export * as LoopbackGuard from "./loopback-guard";
