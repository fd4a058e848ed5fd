import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { Machine } from "@mainstay/local/runtime/machine";
import { cloud, declaration, root } from "./graph";

let aws: ReturnType<typeof cloud>;
beforeAll(() => {
  aws = cloud("production");
});

describe("bucket", () => {
  test("a file in the inbox reaches Inbox and a promoted model reaches Models, however it was written", () => {
    const { queues } = aws.one("aws:s3/bucketNotification:BucketNotification");
    const events = ["s3:ObjectCreated:*"];
    const arn = (name: string) => expect.stringContaining(`-${name}Queue-`);
    expect(queues).toEqual([
      { id: "Inbox", events, filterPrefix: "inbox/", queueArn: arn("Inbox") },
      {
        id: "Models",
        events,
        filterPrefix: "models/",
        filterSuffix: "current.json",
        queueArn: arn("Models"),
      },
    ]);
  });

  test("nothing in it is public, versioned or read without TLS", () => {
    expect(
      aws.one("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"),
    ).toMatchObject({
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(aws.all("aws:s3/bucketVersioning:BucketVersioning")).toEqual([]);
    const { Statement } = JSON.parse(
      aws.one("aws:s3/bucketPolicy:BucketPolicy").policy,
    );
    expect(Statement).toMatchObject([
      {
        Effect: "Deny",
        Condition: [{ variable: "aws:SecureTransport", values: ["false"] }],
      },
    ]);
  });

  test("staged parts and unfinished uploads go away by themselves, and nothing else does", () => {
    const { rules } = aws.one(
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
      /./,
    );
    expect(rules).toMatchObject([
      { filter: { prefix: "staging/" }, expiration: { days: 30 } },
      {
        filter: { prefix: "" },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      },
    ]);
    expect(rules[1]).not.toHaveProperty("expiration");
  });
});

test("the table has string keys pk and sk, no index and no stream, is paid on demand and can be recovered", () => {
  expect(aws.one("aws:dynamodb/table:Table")).toMatchObject({
    hashKey: "pk",
    rangeKey: "sk",
    attributes: [
      { name: "pk", type: "S" },
      { name: "sk", type: "S" },
    ],
    billingMode: "PAY_PER_REQUEST",
    pointInTimeRecovery: { enabled: true },
    globalSecondaryIndexes: [],
    localSecondaryIndexes: [],
    streamEnabled: false,
  });
});

describe("queues", () => {
  const queues = () => aws.all("aws:sqs/queue:Queue");
  const living = () =>
    queues().filter(({ name }) => !name.endsWith("DeadQueue"));

  test("every queue gives up to the dead-letter queue, which keeps 14 days, is listed and raises an alarm", () => {
    expect(
      living()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["InboxQueue", "ModelsQueue", "PartsQueue"]);
    expect(queues()).toHaveLength(4);
    const dead = aws.one("aws:sqs/queue:Queue", /^DeadQueue$/);
    expect(dead.messageRetentionSeconds).toBe(14 * 24 * 3600);
    const alarm = aws.one(
      "aws:cloudwatch/metricAlarm:MetricAlarm",
      /DeadAlarm/,
    );
    expect(alarm).toMatchObject({
      dimensions: { QueueName: dead.name },
      threshold: 0,
    });
    expect(alarm.alarmActions).toHaveLength(1);
    const taken = aws.one(
      "aws:lambda/eventSourceMapping:EventSourceMapping",
      /^DeadSubscriber/,
    );
    expect(taken.eventSourceArn.split(":").at(-1)).toBe(dead.name);
    for (const { inputs } of living()) {
      const redrive = JSON.parse(inputs.redrivePolicy);
      expect(redrive.maxReceiveCount).toBe(5);
      expect(redrive.deadLetterTargetArn.split(":").at(-1)).toBe(dead.name);
    }
  });

  test.each([
    ["Inbox", "events/upload-dropped"],
    ["Parts", "events/part-planned"],
    ["Models", "events/model-promoted"],
  ])(
    "%s feeds %s one message a time and hides it for six time-outs",
    (name, handler) => {
      const queue = aws.one(
        "aws:sqs/queue:Queue",
        new RegExp(`^${name}Queue$`),
      );
      const mapping = aws.one(
        "aws:lambda/eventSourceMapping:EventSourceMapping",
        new RegExp(`^${name}Subscriber`),
      );
      expect(mapping).toMatchObject({
        batchSize: 1,
        functionResponseTypes: ["ReportBatchItemFailures"],
      });
      expect(mapping.eventSourceArn.split(":").at(-1)).toBe(queue.name);
      expect(mapping.functionName.split(":").at(-1)).toBe(
        aws.lambda(handler).name,
      );
      expect(mapping.scalingConfig.maximumConcurrency).toBeGreaterThanOrEqual(
        2,
      );
      const seconds = 6 * aws.lambda(handler).timeout;
      expect(queue.visibilityTimeoutSeconds).toBe(seconds);
      expect(Machine.queues.find((one) => one.name === name)).toMatchObject({
        visibilitySeconds: seconds,
      });
    },
  );

  test("only our own bucket may send from outside", () => {
    const bucket = aws.one("aws:s3/bucket:Bucket").bucket;
    const policies = aws.all("aws:sqs/queuePolicy:QueuePolicy");
    expect(policies).toHaveLength(2);
    for (const { inputs } of policies)
      expect(JSON.parse(inputs.policy).Statement).toMatchObject([
        {
          Action: ["sqs:SendMessage"],
          Principal: { Service: "s3.amazonaws.com" },
          Condition: {
            ArnEquals: { "aws:SourceArn": `arn:aws:s3:::${bucket}` },
          },
        },
      ]);
  });
});

describe("training", () => {
  test("is one Fargate task of 4 vCPU and 16 GB that ends within four hours and is not tried twice", () => {
    expect(aws.one("aws:batch/jobDefinition:JobDefinition")).toMatchObject({
      platformCapabilities: ["FARGATE"],
      retryStrategy: { attempts: 1 },
      timeout: { attemptDurationSeconds: 4 * 3600 },
    });
    expect(aws.container().resourceRequirements).toEqual([
      { type: "VCPU", value: "4" },
      { type: "MEMORY", value: "16384" },
    ]);
    expect(aws.container().runtimePlatform.cpuArchitecture).toBe("X86_64");
    expect(
      aws.one("aws:batch/computeEnvironment:ComputeEnvironment")
        .computeResources,
    ).toMatchObject({
      type: "FARGATE",
      maxVcpus: 16,
    });
  });

  test("runs the image of the Dockerfile, finds bucket and table by their links, and writes to its log", () => {
    const image = aws.one("docker-build:index:Image");
    expect(image).toMatchObject({ platforms: ["linux/amd64"], push: true });
    expect(existsSync(join(image.context.location, "Dockerfile"))).toBe(true);
    const { environment, logConfiguration, image: ref } = aws.container();
    expect(ref).toMatch(
      /^\d+\.dkr\.ecr\.[\w-]+\.amazonaws\.com\/mainstay-[a-z-]+-training@sha256:/,
    );
    expect(environment.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining([
        "SST_RESOURCE_App",
        "SST_RESOURCE_Bucket",
        "SST_RESOURCE_Table",
      ]),
    );
    expect(logConfiguration).toMatchObject({
      logDriver: "awslogs",
      options: { "awslogs-region": "eu-central-1" },
    });
  });

  test("its network costs nothing at rest and lets nothing in", () => {
    expect(aws.all("aws:ec2/natGateway:NatGateway")).toEqual([]);
    expect(aws.one("aws:ec2/securityGroup:SecurityGroup")).not.toHaveProperty(
      "ingress",
    );
    expect(aws.container().networkConfiguration).toEqual({
      assignPublicIp: "ENABLED",
    });
  });

  test("its failures, and those of no other queue, call training-ended", () => {
    const pattern = JSON.parse(
      aws.one("aws:cloudwatch/eventRule:EventRule").eventPattern,
    );
    expect(pattern).toEqual({
      source: ["aws.batch"],
      "detail-type": ["Batch Job State Change"],
      detail: {
        status: ["FAILED"],
        jobQueue: [aws.links.Training.properties.jobQueue],
      },
    });
    const target = aws.one("aws:cloudwatch/eventTarget:EventTarget");
    expect(target.arn.split(":").at(-1)).toBe(
      aws.lambda("events/training-ended").name,
    );
    expect(
      aws.one("aws:lambda/permission:Permission", /^TrainingFailed/),
    ).toMatchObject({
      action: "lambda:InvokeFunction",
      principal: "events.amazonaws.com",
      sourceArn: expect.stringContaining("TrainingFailed"),
    });
  });
});

test("every path of the API reaches one function, as payload 2.0", () => {
  expect(
    aws
      .all("aws:apigatewayv2/route:Route")
      .map(({ inputs }) => inputs.routeKey),
  ).toEqual(["$default"]);
  const integration = aws.one("aws:apigatewayv2/integration:Integration");
  expect(integration.payloadFormatVersion).toBe("2.0");
  expect(integration.integrationUri.split(":").at(-1)).toBe(
    aws.lambda("api/index").name,
  );
});

test.each([
  ["Report", "cron(0 6 1 * ? *)", "cron/report"],
  ["Retrain", "cron(0 4 * * ? *)", "cron/retrain"],
  ["Retention", "cron(0 3 * * ? *)", "cron/retention"],
  ["Sweep", "cron(0 * * * ? *)", "cron/sweep"],
])("%s runs at %s", (name, scheduleExpression, handler) => {
  const schedule = aws.one(
    "aws:scheduler/schedule:Schedule",
    new RegExp(`^${name}Schedule$`),
  );
  expect(schedule).toMatchObject({ scheduleExpression, state: "ENABLED" });
  expect(schedule.target.arn.split(":").at(-1)).toBe(aws.lambda(handler).name);
});

test("sst-env.d.ts declares what is linked", () => {
  const text = readFileSync(join(root, "sst-env.d.ts"), "utf8");
  const [, declared] = text.match(
    /export interface Resource \{\n([^]*?)\n {2}\}\n/,
  )!;
  expect(`${declared}\n`).toBe(declaration(aws.links));
});

test("production is kept and protected; any other stage can be removed whole", () => {
  expect(aws.app).toMatchObject({ removal: "retain", protect: true });
  expect(aws.one("aws:dynamodb/table:Table").deletionProtectionEnabled).toBe(
    true,
  );
  expect(aws.one("aws:s3/bucket:Bucket").forceDestroy).toBe(false);

  const other = cloud("trial");
  const inputs = (type: string) =>
    other.resources.find((found) => found.type === type)!.inputs;
  expect(other.app).toMatchObject({ removal: "remove", protect: false });
  expect(inputs("aws:dynamodb/table:Table").deletionProtectionEnabled).toBe(
    false,
  );
  expect(inputs("aws:s3/bucket:Bucket").forceDestroy).toBe(true);
  expect(inputs("aws:ecr/repository:Repository").forceDelete).toBe(true);
});
