// environment: what tells the AWS SDK and SST's Resource where everything is on this machine
import { devNull } from "node:os";

export type Endpoints = {
  http: string;
  s3: string;
  dynamodb: string;
  sqs: string;
  batch: string;
};
// The key of a machine that was given no other.
export const credentials = { accessKeyId: "local", secretAccessKey: "local" };
export const region = "us-east-1";
export const bucket = "mainstay";
export const table = "mainstay";

// What the SDK's next versions will want of Node is no news to whoever runs this pinned one.
export const quiet = {
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
};

export function variables(
  endpoints: Endpoints,
  queue: (name: string) => string,
  { accessKeyId, secretAccessKey } = credentials,
) {
  const resources = {
    App: { name: "mainstay", stage: "local" },
    Bucket: { name: bucket },
    Table: { name: table },
    Inbox: { url: queue("Inbox") },
    Parts: { url: queue("Parts") },
    Models: { url: queue("Models") },
    Training: { jobQueue: "training", jobDefinition: "training" },
    Api: { url: endpoints.http },
  };
  return {
    AWS_ENDPOINT_URL_S3: endpoints.s3,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_SQS: endpoints.sqs,
    AWS_ENDPOINT_URL_BATCH: endpoints.batch,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_REGION: region,
    // The owner's own profiles must not reach in.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: "true",
    // Whoever sets a webhook here has this machine anyway.
    MAINSTAY_WEBHOOK_ALLOW:
      process.env.MAINSTAY_WEBHOOK_ALLOW ?? "localhost,127.0.0.1,::1",
    ...quiet,
    // Node 20 is still what many laptops have; the cloud runs a newer one.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    ...Object.fromEntries(
      Object.entries(resources).map(([name, value]) => [
        `SST_RESOURCE_${name}`,
        JSON.stringify(value),
      ]),
    ),
  } as Record<string, string>;
}

// Makes this very process a client of the machine.
export function enter(environment: Record<string, string>) {
  for (const name of Object.keys(process.env))
    if (/^(AWS|SST)_/.test(name)) delete process.env[name];
  Object.assign(process.env, environment);
}

export * as Environment from "./environment";
