// send-alert: what a channel of alerts is, and the one of the deployment's SNS topic
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

export * as SendAlert from "./send-alert";
