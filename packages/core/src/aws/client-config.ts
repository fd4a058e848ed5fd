// client-config: how the AWS SDK's clients reach AWS, or another implementation of it
import type { S3ClientConfig } from "@aws-sdk/client-s3";
import type { SQSClientConfig } from "@aws-sdk/client-sqs";

// About three seconds of waiting, longer each time, and slower calls by whoever is throttled.
const retries = { maxAttempts: 6, retryMode: "adaptive" } as const;

export const plain = () => ({ ...retries });

// Names of buckets are hosts at AWS only; and few other implementations know checksums at the end of a body.
const elsewhere = {
  forcePathStyle: true,
  requestChecksumCalculation: "WHEN_REQUIRED",
  responseChecksumValidation: "WHEN_REQUIRED",
} as const;

const isElsewhere = (service: "S3" | "SQS") =>
  Boolean(
    process.env[`AWS_ENDPOINT_URL_${service}`] || process.env.AWS_ENDPOINT_URL,
  );

/** Read when a client is made: an endpoint is in the environment wherever there is one. */
export const s3 = (): S3ClientConfig => ({
  ...retries,
  ...(isElsewhere("S3") && elsewhere),
});

/** Elsewhere the host in a queue's address is often a name that nothing resolves. */
export const sqs = (): SQSClientConfig => ({
  ...retries,
  ...(isElsewhere("SQS") && { useQueueUrlAsEndpoint: false }),
});

export * as ClientConfig from "./client-config";
