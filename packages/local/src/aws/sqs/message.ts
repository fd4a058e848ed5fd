// message: what a queue holds of one message, and the digests SQS answers with
import { createHash } from "node:crypto";
import * as z from "zod";

export const Attribute = z.object({
  DataType: z.string(),
  StringValue: z.string().optional(),
  BinaryValue: z.string().optional(), // base64
});
export type Attribute = z.infer<typeof Attribute>;
export type Attributes = Record<string, Attribute>;

export type Message = {
  key: string; // grows with every message sent
  id: string;
  body: string;
  attributes: Attributes;
  sentAt: number; // ms since 1970
  visibleAt: number;
  receives: number;
  firstReceivedAt?: number;
  receipt?: string; // of the newest delivery
  deadFrom?: string; // the queue it died in
};

const md5 = (data: string | Uint8Array) =>
  createHash("md5").update(data).digest("hex");

export const bodyMd5 = (message: Pick<Message, "body">) => md5(message.body);

const sized = (data: string | Uint8Array) => {
  const bytes = Buffer.from(data);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(bytes.length);
  return [size, bytes];
};

// "Calculating the MD5 message digest for message attributes", SQS Developer Guide.
export function attributesMd5(attributes: Attributes) {
  const names = Object.keys(attributes).sort();
  if (!names.length) return undefined;
  const parts = names.flatMap((name) => {
    const { DataType, StringValue = "", BinaryValue } = attributes[name];
    const binary = DataType.startsWith("Binary");
    const value = binary
      ? Buffer.from(BinaryValue ?? "", "base64")
      : StringValue;
    const kind = Buffer.from([binary ? 2 : 1]);
    return [...sized(name), ...sized(DataType), kind, ...sized(value)];
  });
  return md5(Buffer.concat(parts));
}

export const size = (body: string, attributes: Attributes) =>
  Object.entries(attributes).reduce(
    (sum, [name, { DataType, StringValue = "", BinaryValue = "" }]) =>
      sum +
      Buffer.byteLength(name + DataType + StringValue) +
      Buffer.byteLength(BinaryValue, "base64"),
    Buffer.byteLength(body),
  );
