// notification: the notification S3 sends for an object created, in AWS's shape
import type { S3Event } from "aws-lambda";
import { encodePath } from "./uri";

export interface Created {
  requestId: string;
  region: string;
  bucket: string;
  key: string;
  size: number; // bytes
  etag: string;
  modifiedMs: number;
  by: "Put" | "Copy" | "CompleteMultipartUpload";
}

export type Notification = S3Event;

export function created(object: Created): Notification {
  const principalId = "local";
  return {
    Records: [
      {
        eventVersion: "2.1",
        eventSource: "aws:s3",
        awsRegion: object.region,
        eventTime: new Date(object.modifiedMs).toISOString(),
        eventName: `ObjectCreated:${object.by}`,
        userIdentity: { principalId },
        requestParameters: { sourceIPAddress: "127.0.0.1" },
        responseElements: {
          "x-amz-request-id": object.requestId,
          "x-amz-id-2": object.requestId,
        },
        s3: {
          s3SchemaVersion: "1.0",
          configurationId: "mainstay",
          bucket: {
            name: object.bucket,
            ownerIdentity: { principalId },
            arn: `arn:aws:s3:::${object.bucket}`,
          },
          object: {
            key: encodePath(object.key).replaceAll("%20", "+"),
            size: object.size,
            eTag: object.etag,
            // Stamps never repeat, so they order events as the commits were.
            sequencer: object.modifiedMs
              .toString(16)
              .toUpperCase()
              .padStart(16, "0"),
          },
        },
      },
    ],
  };
}

export * as Notification from "./notification";
