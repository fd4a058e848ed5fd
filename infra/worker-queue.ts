// worker-queue: messages for one function, with one place for all that fail and an alarm that says so
export function dead(alarms: aws.sns.Topic, subscriber: sst.aws.FunctionArgs) {
  const queue = new sst.aws.Queue("Dead", {
    transform: { queue: { messageRetentionSeconds: 14 * 24 * 3600 } },
  });
  new aws.cloudwatch.MetricAlarm("DeadAlarm", {
    alarmDescription: `A message failed ${tries} times; the page Problems says which`,
    namespace: "AWS/SQS",
    // A function takes them at once, to list them among the problems.
    metricName: "NumberOfMessagesReceived",
    dimensions: { QueueName: queue.nodes.queue.name },
    statistic: "Sum",
    period: 300,
    evaluationPeriods: 1,
    comparisonOperator: "GreaterThanThreshold",
    threshold: 0,
    treatMissingData: "notBreaching",
    alarmActions: [alarms.arn],
  });
  queue.subscribe(subscriber, { batch: { size: 1 } });
  return queue;
}

export const create = (name: string, { timeoutMinutes, dead }: Options) =>
  new sst.aws.Queue(name, {
    // Six times its function's timeout, as AWS advises.
    visibilityTimeout: `${6 * timeoutMinutes} minutes`,
    dlq: { queue: dead.arn, retry: tries },
  });

type Options = { timeoutMinutes: number; dead: sst.aws.Queue };
const tries = 5;

// SST's policy lets every bucket, topic and rule of the world send; only our bucket has reason to.
export function trustOnly(bucket: sst.aws.Bucket) {
  $transform(aws.sqs.QueuePolicy, (args) => {
    args.policy = $resolve([args.policy, bucket.arn]).apply(
      ([policy, bucketArn]) => {
        const { Statement, ...rest } = JSON.parse(policy as string);
        const Principal = { Service: "s3.amazonaws.com" };
        const Condition = { ArnEquals: { "aws:SourceArn": bucketArn } };
        return JSON.stringify({
          ...rest,
          Statement: Statement.map((statement: object) => ({
            ...statement,
            Principal,
            Condition,
          })),
        });
      },
    );
  });
}

// One message a time, so that one bad file fails alone; and a ceiling, since messages that a full account refuses would
// use up their tries.
export function subscribe(
  queue: sst.aws.Queue,
  maximumConcurrency: number,
  subscriber: sst.aws.FunctionArgs,
) {
  queue.subscribe(subscriber, {
    batch: { size: 1, partialResponses: true },
    transform: {
      eventSourceMapping: { scalingConfig: { maximumConcurrency } },
    },
  });
}

export * as WorkerQueue from "./worker-queue";
