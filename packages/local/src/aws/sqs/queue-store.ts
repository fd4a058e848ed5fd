// queue-store: queues and their messages on disk; what is sent is synced before it is acknowledged
import { ClassicLevel } from "classic-level";
import { mkdir } from "node:fs/promises";
import type { Message } from "./message";

// One queue's settings, as they were declared.
export type Settings = {
  name: string;
  visibilitySeconds: number;
  delaySeconds?: number;
  waitSeconds?: number;
  deadLetter?: { queue: string; maxReceiveCount: number };
};
const digits = 16;
const first = (prefix: string) => ({ gte: `${prefix}!`, lt: `${prefix}"` });

export type QueueStore = Awaited<ReturnType<typeof open>>;

export async function open(directory: string) {
  await mkdir(directory, { recursive: true });
  const level = new ClassicLevel<string, any>(directory, {
    valueEncoding: "json",
  });
  await level.open();
  const place = (queue: string, key: string) => `message!${queue}!${key}`;

  let sequence = 0;
  const messages = new Map<string, Map<string, Message>>();
  for await (const [at, message] of level.iterator(first("message"))) {
    const queue = at.split("!")[1];
    if (!messages.has(queue)) messages.set(queue, new Map());
    messages.get(queue)!.set(message.key, message);
    sequence = Math.max(sequence, Number(message.key));
  }
  const settings: Settings[] = await level.values(first("queue")).all();

  return {
    settings,
    messages: (queue: string) => messages.get(queue) ?? new Map(),
    nextKey: () => String(++sequence).padStart(digits, "0"),
    declare: (queue: Settings) =>
      level.put(`queue!${queue.name}`, queue, { sync: true }),
    add: (queue: string, added: Message[]) =>
      level.batch(
        added.map((value) => ({
          type: "put",
          key: place(queue, value.key),
          value,
        })),
        { sync: true },
      ),
    // Forgetting a delivery or a deletion in a power cut only delivers once more: no sync.
    update: (queue: string, message: Message) =>
      level.put(place(queue, message.key), message),
    remove: (queue: string, keys: string[]) =>
      level.batch(keys.map((key) => ({ type: "del", key: place(queue, key) }))),
    move: (from: string, key: string, to: string, message: Message) =>
      level.batch(
        [
          { type: "del", key: place(from, key) },
          { type: "put", key: place(to, message.key), value: message },
        ],
        { sync: true },
      ),
    close: () => level.close(),
  };
}

export * as QueueStore from "./queue-store";
