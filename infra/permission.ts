// permission: what a function may do, in single verbs on single resources
const read = ["GetItem", "BatchGetItem", "Query"];
const change = ["PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem"];

export function on(bucket: sst.aws.Bucket, table: sst.aws.Dynamo) {
  const objects = (folders: string[]) =>
    folders.map((folder) => $interpolate`${bucket.arn}/${folder}/*`);
  const items = (verbs: string[]) => ({
    actions: verbs.map((verb) => `dynamodb:${verb}`),
    resources: [table.arn],
  });
  return {
    objects: {
      read: [
        {
          actions: ["s3:GetObject"],
          resources: [$interpolate`${bucket.arn}/*`],
        },
        // Without it a missing key answers 403 where the code expects 404.
        { actions: ["s3:ListBucket"], resources: [bucket.arn] },
      ],
      write: (...folders: string[]) => ({
        actions: ["s3:PutObject", "s3:AbortMultipartUpload"],
        resources: objects(folders),
      }),
      // Which version serves and which is in the shadow, without the versions themselves.
      choose: {
        actions: ["s3:PutObject"],
        resources: ["current", "shadow"].map(
          (name) => $interpolate`${bucket.arn}/models/*/${name}.json`,
        ),
      },
      remove: (...folders: string[]) => ({
        actions: ["s3:DeleteObject"],
        resources: objects(folders),
      }),
    },
    items: { read: items(read), change: items(change) },
  };
}

export const send = (...queues: sst.aws.Queue[]) => ({
  actions: ["sqs:SendMessage"],
  resources: queues.map((queue) => queue.arn),
});

/** One model of Bedrock, by its id or that of an inference profile, which names the model in each of its regions. */
export const phrase = (model: string) => ({
  actions: ["bedrock:InvokeModel"],
  resources: [
    `arn:aws:bedrock:*::foundation-model/${model.replace(/^(us|eu|apac|global)\./, "")}`,
    `arn:aws:bedrock:*:*:inference-profile/${model}`,
  ],
});

export * as Permission from "./permission";
