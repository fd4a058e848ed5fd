// send-alert: the channels of an alert: the SNS topic of the deployment and the owner's webhook
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

/** The channel of the deployment's SNS topic; null where there is none, as on one machine. */
export function topic(): Channel | null {
  if (!("Alerts" in Resource)) return null;
  const { arn } = Resource.Alerts;
  return {
    name: "topic",
    async send({ subject, text }) {
      // Functions that only read settings do not load the client.
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
 * The channel of a webhook. It tries again without an answer and after 429 or 5xx. A redirect counts as a refusal, as the
 * owner named this address and no other.
 */
export function webhook(
  url: string,
  { timeoutMs = 5000, pauseMs = 500, maxTries = 3 } = {},
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
      let reason = "";
      for (let n = 0; n < maxTries; n++) {
        if (n) await pause(pauseMs * 2 ** (n - 1));
        const status = await attempt(text).catch((error: Error) => {
          reason = error.message;
          return null;
        });
        if (status !== null) {
          if (status >= 200 && status < 300) return;
          reason = `it answered ${status}`;
          if (status < 500 && status !== 429) break;
        }
      }
      // The address may contain a secret, so the message leaves it out.
      throw new Error(`The webhook took no alert: ${reason}`);
    },
  };
}

export * as SendAlert from "./send-alert";
