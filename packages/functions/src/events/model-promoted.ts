// model-promoted: a version began to serve, so the newest rows are scored anew
import { Bucket } from "@mainstay/core/aws/bucket";
import { Rescore } from "@mainstay/core/ingest/rescore";
import { Queue } from "@mainstay/core/aws/queue";
import type { Context, S3Event, SQSEvent } from "aws-lambda";

export const handler = (event: SQSEvent, context?: Context) =>
  Queue.drain(
    "Models",
    { event, context },
    async ({ Records = [] }: Partial<S3Event>) => {
      for (const { s3 } of Records) {
        const dataset = Bucket.datasetOf(s3.object.key);
        if (dataset) await Rescore.join(dataset);
      }
    },
  );
