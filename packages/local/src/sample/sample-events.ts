// sample-events: what customers look at, put into the cart and buy in the vendor's console
import type { Customer } from "./sample-customer";
import type { Random } from "./keyed-random";

const shelves = {
  chat: [
    "chat-nano",
    "chat-small",
    "chat-medium",
    "chat-large",
    "chat-max",
    "chat-long-context",
  ],
  reasoning: [
    "reason-small",
    "reason-large",
    "reason-max",
    "math-solver",
    "planner",
  ],
  code: [
    "code-complete",
    "code-review",
    "code-agent",
    "sql-writer",
    "test-writer",
  ],
  search: [
    "embed-small",
    "embed-large",
    "embed-multilingual",
    "rerank",
    "vector-store",
    "web-search",
  ],
  vision: [
    "image-read",
    "image-make",
    "document-read",
    "table-extract",
    "video-read",
  ],
  speech: [
    "speech-to-text",
    "text-to-speech",
    "voice-clone-consent",
    "live-translate",
    "call-summary",
  ],
  operations: [
    "batch",
    "fine-tune",
    "dedicated-capacity",
    "evaluation-suite",
    "prompt-cache",
    "guardrails",
  ],
  assurance: [
    "audit-log",
    "single-sign-on",
    "private-network",
    "regional-hosting",
    "priority-support",
  ],
} as const;
type Shelf = keyof typeof shelves;
export const products: string[] = Object.values(shelves).flat();

const tastes: Record<
  Customer["industry"],
  readonly (readonly [Shelf, number])[]
> = {
  Retail: [
    ["chat", 4],
    ["vision", 3],
    ["search", 3],
    ["speech", 1],
  ],
  Finance: [
    ["assurance", 4],
    ["reasoning", 3],
    ["search", 2],
    ["operations", 2],
  ],
  Health: [
    ["assurance", 4],
    ["speech", 3],
    ["vision", 2],
    ["chat", 1],
  ],
  Manufacturing: [
    ["vision", 4],
    ["operations", 3],
    ["code", 1],
    ["reasoning", 1],
  ],
  Media: [
    ["vision", 3],
    ["speech", 3],
    ["chat", 3],
    ["search", 1],
  ],
  Education: [
    ["chat", 4],
    ["speech", 2],
    ["reasoning", 2],
    ["search", 1],
  ],
  Software: [
    ["code", 5],
    ["operations", 3],
    ["reasoning", 2],
    ["search", 2],
  ],
};

export type Visit = {
  product: string;
  action: "view" | "cart" | "purchase";
  second: number;
};

/** Visits of one month, `second` counted from its start. People go along a shelf: the next product is often its neighbour. */
export function visits(
  customer: Customer,
  seconds: number,
  random: Random,
): Visit[] {
  const found: Visit[] = [];
  const sessions = random.poisson(0.62);
  for (let session = 0; session < sessions; session++) {
    const shelf: readonly string[] =
      shelves[random.weighted(tastes[customer.industry])];
    let place = Math.floor(random.uniform() ** 1.6 * shelf.length);
    let second = Math.floor(random.uniform() * (seconds - 7200));
    for (let look = 0; look < 1 + random.poisson(0.9); look++) {
      const product = shelf[place % shelf.length];
      const act = (action: Visit["action"]) => {
        found.push({ product, action, second });
        second += 20 + Math.floor(random.uniform() * 280);
      };
      act("view");
      if (random.chance(0.3)) {
        act("cart");
        if (random.chance(0.55)) act("purchase");
      }
      place += random.chance(0.75) ? 1 : 2;
    }
  }
  return found;
}
