// client-config: how the AWS SDK's clients reach AWS, or another implementation of it
import type { S3ClientConfig } from "@aws-sdk/client-s3";

// About three seconds of waiting, longer each time, and slower calls by whoever is throttled.
const retries = { maxAttempts: 6, retryMode: "adaptive" } as const;

export const plain = () => ({ ...retries });

// Names of buckets are hosts at AWS only; and few other implementations know checksums at the end of a body.
const elsewhere = {
  forcePathStyle: true,
  requestChecksumCalculation: "WHEN_REQUIRED",
  responseChecksumValidation: "WHEN_REQUIRED",
} as const;

/** Read when a client is made: an endpoint is in the environment wherever there is one. */
export function s3(): S3ClientConfig {
  const { AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL } = process.env;
  const isElsewhere = Boolean(AWS_ENDPOINT_URL_S3 || AWS_ENDPOINT_URL);
  return { ...retries, ...(isElsewhere && elsewhere) };
}

export * as ClientConfig from "./client-config";
