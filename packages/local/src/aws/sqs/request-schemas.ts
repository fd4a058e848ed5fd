// request-schemas: what callers of SQS may send, and how it is refused
import * as z from "zod";
import { Attribute, size } from "./message";
import type { QueueStore } from "./queue-store";
import { Refusal } from "./sqs-error";

export const account = "000000000000";
export const arn = (name: string) => `arn:aws:sqs:us-east-1:${account}:${name}`;
export const maxBytes = 1_048_576;

export const whole = (max: number, min = 0) =>
  z.coerce.number().int().min(min).max(max);
const delay = whole(900);
export const visibility = whole(43_200);
export const wait = whole(20);
export const at = z.object({ QueueUrl: z.string() });
export const one = at.extend({ ReceiptHandle: z.string() });
const attributes = z.record(z.string(), Attribute).default({});
export const draft = z.object({
  MessageBody: z.string().min(1),
  MessageAttributes: attributes,
  DelaySeconds: delay.optional(),
});
const Redrive = z.object({
  deadLetterTargetArn: z.string(),
  maxReceiveCount: whole(1000, 1),
});
export const Settable = z.strictObject({
  VisibilityTimeout: visibility.default(30),
  DelaySeconds: delay.optional(),
  ReceiveMessageWaitTimeSeconds: wait.optional(),
  RedrivePolicy: z.string().optional(),
});

export function parse<S extends z.ZodType>(
  schema: S,
  input: unknown,
): z.output<S> {
  const { success, data, error } = schema.safeParse(input);
  if (success) return data;
  const [issue] = error.issues;
  throw new Refusal(
    "InvalidParameterValueException",
    `Value of ${issue.path.join(".") || "the request"} is invalid: ${issue.message}`,
  );
}

export const toDraft = (input: z.output<typeof draft>) => ({
  body: input.MessageBody,
  attributes: input.MessageAttributes,
  delaySeconds: input.DelaySeconds,
});

export function fits(
  drafts: z.output<typeof draft>[],
  type: "InvalidParameterValueException" | "BatchRequestTooLong",
) {
  const bytes = drafts.reduce(
    (sum, { MessageBody, MessageAttributes }) =>
      sum + size(MessageBody, MessageAttributes),
    0,
  );
  if (bytes > maxBytes)
    throw new Refusal(
      type,
      `Expected at most ${maxBytes} bytes; came ${bytes}`,
    );
}

export function toSettings(
  name: string,
  input: z.output<typeof Settable>,
): QueueStore.Settings {
  const redrive =
    input.RedrivePolicy && parse(Redrive, JSON.parse(input.RedrivePolicy));
  return {
    name,
    visibilitySeconds: input.VisibilityTimeout,
    delaySeconds: input.DelaySeconds,
    waitSeconds: input.ReceiveMessageWaitTimeSeconds,
    deadLetter: redrive
      ? {
          queue: redrive.deadLetterTargetArn.split(":").at(-1)!,
          maxReceiveCount: redrive.maxReceiveCount,
        }
      : undefined,
  };
}
