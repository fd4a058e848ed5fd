// send-alert: one message to the topic of this deployment and to the owner's webhook
import type { SNSClient } from "@aws-sdk/client-sns";
import { Resource } from "sst/resource";

export type Message = { subject: string; text: string };
export type Channel = {
  name: string;
  send: (message: Message) => Promise<void>;
};

let shared: SNSClient | undefined;

// SNS takes no more than 100 characters of ASCII as a subject.
const subjectOf = (text: string) =>
  text.replace(/[^\x20-\x7e]/g, "?").slice(0, 100);

/** Null where there is no topic, as on one machine. */
export function topic(): Channel | null {
  if (!("Alerts" in Resource)) return null;
  const { arn } = Resource.Alerts;
  return {
    name: "topic",
    async send({ subject, text }) {
      // Whoever only reads settings has no use for it.
      const sns = await import("@aws-sdk/client-sns");
      shared ??= new sns.SNSClient({});
      await shared.send(
        new sns.PublishCommand({
          TopicArn: arn,
          Subject: subjectOf(subject),
          Message: text,
        }),
      );
    },
  };
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/**
 * Tries thrice where trying again may help: no answer, 429 or 5xx. A redirect is a refusal, for the owner named this
 * address and no other.
 */
export function webhook(
  url: string,
  { timeoutMs = 5000, pauseMs = 500, tries = 3 } = {},
): Channel {
  async function attempt(text: string) {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ text }),
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    await answer.body?.cancel();
    return answer.status;
  }
  return {
    name: "webhook",
    async send({ text }) {
      let said = "";
      for (let n = 0; n < tries; n++) {
        if (n) await pause(pauseMs * 2 ** (n - 1));
        const status = await attempt(text).catch((error: Error) => {
          said = error.message;
          return null;
        });
        if (status !== null) {
          if (status >= 200 && status < 300) return;
          said = `it answered ${status}`;
          if (status < 500 && status !== 429) break;
        }
      }
      // The address may hold a secret and is not repeated.
      throw new Error(`The webhook took no alert: ${said}`);
    },
  };
}

export * as SendAlert from "./send-alert";
