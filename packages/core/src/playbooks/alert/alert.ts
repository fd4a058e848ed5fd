// alert: a message that people get once, its settings and where it goes
import * as z from "zod";
import { SendAlert, type Channel, type Message } from "./send-alert";
import { Webhook } from "./webhook";
import { Wording } from "../../text/wording";
import { Bilingual } from "../../text/bilingual";
import { Table } from "../../aws/table";

export const Kind = z.enum([
  "high-risk",
  "health-fall",
  "exhaustion",
  "upload-failed",
  "model-refused",
  "training-failed",
  "model-drift",
]);
export type Kind = z.infer<typeof Kind>;

const isSafe = (address: string) => {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (username || password) return false;
  const loopback = ["127.0.0.1", "[::1]", "localhost"].includes(hostname);
  return protocol === "https:" || (protocol === "http:" && loopback);
};
export const Config = z.strictObject({
  causes: z
    .array(Kind)
    .default(Kind.options)
    .describe("what is worth an alert"),
  healthFall: z
    .number()
    .positive()
    .default(15)
    .describe("points of health lost from one period to the next"),
  webhook: z
    .url()
    .refine(isSafe, "expected an https address, or http on this machine")
    .nullable()
    .default(null)
    .describe('takes {"text": …} by POST, as Slack does'),
  secret: z
    .string()
    .min(16)
    .max(200)
    .nullable()
    .default(null)
    .describe("signs what the webhook gets; made where none is given"),
  language: Wording.Lang.default("en"),
});
export type Config = z.infer<typeof Config>;

export const defaults: Config = Config.parse({});

export const Info = z.object({
  cause: z.string(), // the same for the same thing, however often it is found
  kind: Kind,
  dataset: z.string(),
  customer: z.string().nullable(),
  text: Bilingual.NonEmptyText,
});
export type Info = z.infer<typeof Info>;

export const Stored = Info.extend({
  state: z.enum(["pending", "sent"]),
  at: z.string(),
  reached: z.array(z.string()), // channels that took it
});
export type Stored = z.infer<typeof Stored>;

/** Where alerts go: none, one or both. */
export const channels = ({ webhook, secret }: Config): Channel[] => [
  ...[SendAlert.topic() ?? []].flat(),
  ...(webhook ? [Webhook.channel({ webhook, secret })] : []),
];

/**
 * Settings as they are stored: with a secret where there is a webhook (the one given, the one before or a new one). A Failure
 * where the webhook leads into a private network.
 */
export async function complete(
  config: Config,
  before: Config | null,
): Promise<Config> {
  if (!config.webhook) return config;
  await Webhook.check(config.webhook);
  const secret = config.secret ?? before?.secret ?? Webhook.randomSecret();
  return { ...config, secret };
}

/** Sends a message that says it is a test, and tells of each channel whether it took it. */
export const test = (config: Config) =>
  Promise.all(
    channels(config).map(async ({ name, send }) => {
      try {
        await send(testMessage[config.language]);
        return { name, error: null };
      } catch (error) {
        return { name, error: String((error as Error).message) };
      }
    }),
  );

const testMessage = {
  en: {
    subject: "Mainstay: a test",
    text: "Mainstay: this is a test; alerts arrive here.",
  },
  zh: {
    subject: "Mainstay: a test",
    text: "Mainstay：这是一条测试消息，提醒会发送到这里。",
  },
} satisfies Record<Wording.Lang, Message>;

const maxLines = 20;

/** One message for all alerts: a line for each of the first twenty and the count of the others. */
export function message(alerts: Info[], language: Wording.Lang) {
  const n = alerts.length;
  const { dataset } = alerts[0];
  const zh = language === "zh";
  const lines = alerts
    .slice(0, maxLines)
    .map(({ text }) => `• ${text[language]}`);
  const rest = n - lines.length;
  if (rest > 0) lines.push(zh ? `另有 ${rest} 条。` : `And ${rest} more.`);
  const title = zh
    ? `Mainstay：${dataset} 有 ${n} 条新提醒`
    : `Mainstay: ${n} new alert${n > 1 ? "s" : ""} in ${dataset}`;
  return {
    subject: `Mainstay: ${n} new alert${n > 1 ? "s" : ""} in ${dataset}`,
    text: [title, ...lines].join("\n"),
  };
}

// A run holds the alerts that it sends for this long; another run may then take what it did not finish.
const claimMs = 10 * 60_000;

const keyOf = ({ dataset, cause }: Info) => Table.keys.alert(dataset, cause);

/** Every alert of the dataset, the newest first. */
export async function list(dataset: string): Promise<Stored[]> {
  const items = await Table.all(Table.keys.alert(dataset).pk);
  return items
    .map((item) => Stored.parse(item))
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

// Pending alerts that no other run holds.
async function claim(dataset: string, now: Date) {
  const pending = (await list(dataset)).filter((a) => a.state === "pending");
  const until = now.getTime() + claimMs;
  const claimed = await Promise.all(
    pending.map(async (alert) => {
      const mine = await Table.update(
        keyOf(alert),
        { set: { until } },
        {
          when: "#state = :pending AND (attribute_not_exists(#until) OR #until <= :now)",
          values: { pending: "pending", now: now.getTime() },
        },
      );
      return mine ? [Stored.parse(mine)] : [];
    }),
  );
  return claimed.flat();
}

/**
 * Records new alerts, then sends them and those that an earlier run could not send, in one message per channel. A cause is
 * recorded only once, so it is not sent again; but a run that dies between sending and recording that it did is repeated, so
 * every channel gets a cause at least once. The answer names channels that failed; the next run tries them again.
 */
export async function raise(
  dataset: string,
  alerts: Info[],
  config: Config,
  now: Date,
  to: Channel[] = channels(config),
): Promise<{ sent: number; failed: { channel: string; why: string }[] }> {
  for (const alert of alerts)
    await Table.put(
      {
        ...keyOf(alert),
        ...alert,
        state: "pending",
        at: now.toISOString(),
        reached: [],
      },
      Table.fresh,
    );
  const claimed = await claim(dataset, now);
  const reached = new Map(claimed.map((a) => [a.cause, new Set(a.reached)]));
  const failed: { channel: string; why: string }[] = [];
  for (const { name, send } of to) {
    const unsent = claimed.filter((a) => !reached.get(a.cause)!.has(name));
    if (!unsent.length) continue;
    try {
      await send(message(unsent, config.language));
      for (const { cause } of unsent) reached.get(cause)!.add(name);
    } catch (error) {
      failed.push({ channel: name, why: (error as Error).message });
    }
  }
  for (const alert of claimed)
    await Table.update(keyOf(alert), {
      set: {
        state: failed.length ? "pending" : "sent",
        reached: [...reached.get(alert.cause)!],
      },
      remove: ["until"],
    });
  return { sent: failed.length ? 0 : claimed.length, failed };
}

export * as Alert from "./alert";
