// upload-dropped: a file was dropped into the inbox, so its dataset is looked through
import { Bucket } from "@mainstay/core/aws/bucket";
import { Dispatch } from "@mainstay/core/ingest/dispatch";
import { Queue } from "@mainstay/core/aws/queue";
import type { Context, S3Event, SQSEvent } from "aws-lambda";

type Message = S3Event | { dataset: string } | { Event: "s3:TestEvent" };

const datasets = (message: Message) => {
  if ("dataset" in message) return [message.dataset];
  if (!("Records" in message)) return [];
  return message.Records.flatMap(
    (r) => Bucket.datasetOf(r.s3.object.key) ?? [],
  );
};

export const handler = (event: SQSEvent, context?: Context) =>
  Queue.drain(
    "Inbox",
    { event, context },
    async (message: Message, deadline) => {
      for (const dataset of new Set(datasets(message)))
        await Dispatch.look(dataset, deadline);
    },
  );
