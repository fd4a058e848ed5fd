// message-queue: messages in order of sending, each hidden from others while one receiver works on it
import { randomUUID } from "node:crypto";
import type { Attributes, Message } from "./message";
import { Refusal } from "./sqs-error";
import type { QueueStore } from "./queue-store";

export type Draft = {
  body: string;
  attributes?: Attributes;
  delaySeconds?: number;
};
export type Wish = {
  max?: number;
  waitSeconds?: number;
  visibilitySeconds?: number;
  signal?: AbortSignal;
};
export type MessageQueue = ReturnType<typeof create>;

const maxDelayMs = 15 * 60_000;

// As many ms since 1970 as the clock said at the start and as have passed since: a clock that is set meanwhile neither
// hides a message for long nor shows one early.
const startedAt = Date.now() - performance.now();
const steady = () => startedAt + performance.now();

export function create({
  settings,
  store,
  sibling,
  clock = steady,
}: {
  settings: QueueStore.Settings;
  store: QueueStore;
  sibling: (name: string) => MessageQueue | undefined;
  clock?: () => number;
}) {
  const { name } = settings;
  const messages: Map<string, Message> = store.messages(name);
  // The clock may have been set back while the machine was off.
  const latest = clock() + maxDelayMs;
  for (const message of messages.values())
    message.visibleAt = Math.min(message.visibleAt, latest);
  const waiting = new Set<() => void>();
  const wake = () => waiting.forEach((go) => go());

  async function send(drafts: Draft[]) {
    const now = clock();
    const added = drafts.map(({ body, attributes = {}, delaySeconds }) => {
      const delay = delaySeconds ?? settings.delaySeconds ?? 0;
      const times = { sentAt: now, visibleAt: now + delay * 1000, receives: 0 };
      const key = store.nextKey();
      return { key, id: randomUUID(), body, attributes, ...times };
    });
    await store.add(name, added);
    for (const message of added) messages.set(message.key, message);
    wake();
    return added as Message[];
  }

  async function bury(message: Message, dead: MessageQueue) {
    const { receipt: _, ...rest } = message;
    const buried = {
      ...rest,
      key: store.nextKey(),
      visibleAt: clock(),
      receives: 0,
      deadFrom: name,
    };
    messages.delete(message.key);
    await store.move(name, message.key, dead.settings.name, buried);
    dead.accept(buried);
  }

  // Chosen without a pause, so that no two receivers get the same message.
  function choose(max: number, visibilitySeconds: number) {
    const now = clock();
    const chosen: Message[] = [];
    const spent: Message[] = [];
    const { queue = "", maxReceiveCount = Infinity } =
      settings.deadLetter ?? {};
    const dead = sibling(queue);
    const limit = dead ? maxReceiveCount : Infinity;
    for (const message of messages.values()) {
      if (chosen.length === max) break;
      if (message.visibleAt > now) continue;
      if (message.receives >= limit) {
        spent.push(message);
        continue;
      }
      message.receives++;
      message.firstReceivedAt ??= now;
      message.visibleAt = now + visibilitySeconds * 1000;
      message.receipt = Buffer.from(`${message.key} ${randomUUID()}`).toString(
        "base64url",
      );
      chosen.push(message);
    }
    return { chosen, spent, dead };
  }

  function idle(until: number, signal?: AbortSignal) {
    return new Promise<void>((done) => {
      const go = () => {
        clearTimeout(timer);
        waiting.delete(go);
        signal?.removeEventListener("abort", go);
        done();
      };
      const timer = setTimeout(go, Math.max(1, until - clock()));
      waiting.add(go);
      signal?.addEventListener("abort", go);
    });
  }

  async function receive(wish: Wish = {}) {
    const { max = 1, signal } = wish;
    const hide = wish.visibilitySeconds ?? settings.visibilitySeconds;
    const wait = wish.waitSeconds ?? settings.waitSeconds ?? 0;
    const deadline = clock() + wait * 1000;
    while (!signal?.aborted) {
      const { chosen, spent, dead } = choose(max, hide);
      if (dead) await Promise.all(spent.map((message) => bury(message, dead)));
      const taken = chosen.map((message) => ({ ...message }));
      await Promise.all(taken.map((message) => store.update(name, message)));
      if (taken.length || clock() >= deadline) return taken;
      const now = clock();
      const next = [...messages.values()]
        .map((message) => message.visibleAt)
        .filter((at) => at > now);
      await idle(Math.min(deadline, ...next), signal);
    }
    return [];
  }

  // The message if this receipt is of its newest delivery.
  function delivered(receipt: string) {
    const [key, token] = Buffer.from(receipt, "base64url")
      .toString()
      .split(" ");
    if (!token)
      throw new Refusal(
        "ReceiptHandleIsInvalid",
        "The receipt handle is not one this server gave out",
      );
    const message = messages.get(key);
    return message?.receipt === receipt ? message : undefined;
  }

  async function remove(receipt: string) {
    const message = delivered(receipt);
    if (!message) return;
    messages.delete(message.key);
    await store.remove(name, [message.key]);
  }

  async function hide(receipt: string, seconds: number) {
    const message = delivered(receipt);
    const now = clock();
    if (!message || message.visibleAt <= now)
      throw new Refusal(
        "MessageNotInflight",
        "The message is not in flight under this receipt handle",
      );
    message.visibleAt = now + seconds * 1000;
    await store.update(name, message);
    wake();
  }

  // Back as if it had never been delivered: nobody looked at it.
  async function release(receipt: string) {
    const message = delivered(receipt);
    if (!message) return;
    message.receives--;
    message.visibleAt = clock();
    delete message.receipt;
    await store.update(name, message);
    wake();
  }

  /** Shows what is in flight at once: whoever received it is known to be gone. Each of them has been tried once more. */
  async function reclaim() {
    const now = clock();
    for (const message of messages.values()) {
      if (!message.receipt || message.visibleAt <= now) continue;
      message.visibleAt = now;
      delete message.receipt;
      await store.update(name, message);
    }
    wake();
  }

  async function purge() {
    const keys = [...messages.keys()];
    messages.clear();
    await store.remove(name, keys);
  }

  function counts() {
    const now = clock();
    const all = [...messages.values()];
    const hidden = all.filter((message) => message.visibleAt > now);
    const inFlight = hidden.filter((message) => message.receipt).length;
    const delayed = hidden.length - inFlight;
    return { visible: all.length - hidden.length, inFlight, delayed };
  }

  function accept(message: Message) {
    messages.set(message.key, message);
    wake();
  }

  return {
    settings,
    send,
    receive,
    remove,
    hide,
    release,
    reclaim,
    purge,
    counts,
    accept,
  };
}

export * as MessageQueue from "./message-queue";
