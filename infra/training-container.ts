// training-container: a container on AWS Batch, by the second on Fargate, for as long as one training takes
import { Image } from "./image";
import { Network } from "./network";

type Statement = aws.types.input.iam.GetPolicyDocumentStatementArgs;
type Options = {
  link: (sst.aws.Bucket | sst.aws.Dynamo | sst.Linkable<object>)[];
  environment: Record<string, string>;
  permissions: Statement[];
  forceDelete: boolean;
};

export function create(options: Options) {
  const image = Image.create("Training", options);
  const logs = new aws.cloudwatch.LogGroup("TrainingLogs", {
    retentionInDays: 90,
  });
  const start = role("TrainingStartRole", [
    ...image.pull,
    {
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [$interpolate`${logs.arn}:*`],
    },
  ]);
  const train = role("TrainingRole", options.permissions);

  const environment = sst.Linkable.env(options.link).apply((links) =>
    Object.entries({ ...links, ...options.environment }).map(
      ([name, value]) => ({ name, value }),
    ),
  );
  // One attempt: equal data and seed fail alike.
  const definition = new aws.batch.JobDefinition("TrainingDefinition", {
    type: "container",
    platformCapabilities: ["FARGATE"],
    retryStrategy: { attempts: 1 },
    timeout: { attemptDurationSeconds: 4 * 3600 },
    containerProperties: $jsonStringify({
      image: image.ref,
      resourceRequirements: [
        { type: "VCPU", value: "4" },
        { type: "MEMORY", value: "16384" },
      ],
      runtimePlatform: {
        operatingSystemFamily: "LINUX",
        cpuArchitecture: "X86_64",
      },
      networkConfiguration: { assignPublicIp: "ENABLED" },
      executionRoleArn: start.arn,
      jobRoleArn: train.arn,
      environment,
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": logs.name,
          "awslogs-region": aws.getRegionOutput().region,
          "awslogs-stream-prefix": "training",
        },
      },
    }),
  });

  const compute = new aws.batch.ComputeEnvironment("TrainingCompute", {
    type: "MANAGED",
    computeResources: {
      type: "FARGATE",
      maxVcpus: 16,
      ...Network.create("Training"),
    },
  });
  const queue = new aws.batch.JobQueue("TrainingQueue", {
    state: "ENABLED",
    priority: 1,
    computeEnvironmentOrders: [{ order: 0, computeEnvironment: compute.arn }],
  });
  return { queue, definition };
}

const role = (name: string, statements: Statement[]) =>
  new aws.iam.Role(name, {
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
      Service: "ecs-tasks.amazonaws.com",
    }),
    inlinePolicies: [
      {
        name: "inline",
        policy: aws.iam.getPolicyDocumentOutput({ statements }).json,
      },
    ],
  });

// Calls a function when a job of the queue has failed.
export function onFailed(queue: aws.batch.JobQueue, called: sst.aws.Function) {
  const rule = new aws.cloudwatch.EventRule("TrainingFailed", {
    eventPattern: $jsonStringify({
      source: ["aws.batch"],
      "detail-type": ["Batch Job State Change"],
      detail: { status: ["FAILED"], jobQueue: [queue.arn] },
    }),
  });
  new aws.lambda.Permission("TrainingFailedPermission", {
    action: "lambda:InvokeFunction",
    function: called.name,
    principal: "events.amazonaws.com",
    sourceArn: rule.arn,
  });
  new aws.cloudwatch.EventTarget("TrainingFailedTarget", {
    rule: rule.name,
    arn: called.arn,
  });
}

export * as TrainingContainer from "./training-container";
