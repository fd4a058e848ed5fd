import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { beforeAll, describe, expect, test } from "vitest";
import { declaration, synth, type Build, type Graph } from "./graph";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

let graph: Graph;
beforeAll(() => {
  graph = synth("production");
});

const all = (type: string) =>
  graph.resources.filter((resource) => resource.type === type);
const one = (type: string, name: RegExp) => {
  const found = all(type).filter((resource) => name.test(resource.name));
  expect(
    found.map((resource) => resource.name),
    `${type} ${name}`,
  ).toHaveLength(1);
  return found[0].inputs;
};

const source = (handler: string) => `packages/functions/src/${handler}.ts`;
const handlers = [
  "api/index",
  "cron/report",
  "cron/sweep",
  "events/model-promoted",
  "events/part-planned",
  "events/training-ended",
  "events/upload-dropped",
];
const written = handlers.every((handler) =>
  existsSync(join(root, source(handler))),
);
const fileOf = ({ handler }: Build) => handler.replace(/\.handler$/, ".ts");
const built = (handler: string) =>
  graph.builds.find((build) => fileOf(build) === source(handler))!;
const lambda = (handler: string) =>
  one(
    "aws:lambda/function:Function",
    new RegExp(`^${built(handler).functionID}Function$`),
  );
const scoring = (build: Build) =>
  "onnxruntime-node" in (build.properties.install ?? {});

type Statement = { Action: string[]; Resource: string[] };
const roles = () => all("aws:iam/role:Role");
const statements = (role: { inputs: any }): Statement[] =>
  role.inputs.inlinePolicies.flatMap(
    ({ policy }: { policy: string }) => JSON.parse(policy).Statement,
  );
const allowed = (handler: string) =>
  statements({
    inputs: one(
      "aws:iam/role:Role",
      new RegExp(`^${built(handler).functionID}Role$`),
    ),
  });

describe("functions", () => {
  test("each of the architecture's handlers is deployed once, and nothing else", () => {
    expect(graph.builds.map(fileOf).sort()).toEqual(handlers.map(source));
  });

  test.skipIf(!written)("every handler named is a file", () => {
    for (const build of graph.builds)
      expect(existsSync(join(root, fileOf(build)))).toBe(true);
  });

  test("all run on Node 24, x86-64, and keep their logs for 90 days", () => {
    for (const { inputs } of all("aws:lambda/function:Function"))
      expect(inputs).toMatchObject({
        runtime: "nodejs24.x",
        architectures: ["x86_64"],
        loggingConfig: { logFormat: "JSON" },
      });
    for (const { inputs } of all("aws:cloudwatch/logGroup:LogGroup"))
      expect(inputs.retentionInDays).toBe(90);
  });

  test.each([
    ["events/upload-dropped", 1769, 600],
    ["events/part-planned", 2048, 120],
    ["events/model-promoted", 1024, 120],
    ["events/training-ended", 512, 30],
    ["api/index", 1024, 30],
    ["cron/report", 2048, 600],
    ["cron/sweep", 1024, 300],
  ])("%s has %i MB and %i s", (handler, memorySize, timeout) => {
    expect(lambda(handler)).toMatchObject({ memorySize, timeout });
  });

  test("those that score carry onnxruntime at the version tested, for Linux on x86-64 alone", () => {
    const { dependencies } = JSON.parse(
      readFileSync(join(root, "packages/core/package.json"), "utf8"),
    );
    const carriers = graph.builds.filter(scoring);
    expect(carriers.map(fileOf).sort()).toEqual([
      source("api/index"),
      source("events/part-planned"),
    ]);
    for (const build of carriers) {
      expect(build.properties.install).toEqual({
        "onnxruntime-node": dependencies["onnxruntime-node"],
      });
      const native = build.files.filter((file) => file.includes("/bin/"));
      expect(native).toEqual([
        "node_modules/onnxruntime-node/bin/napi-v6/linux/x64/libonnxruntime.so.1",
        "node_modules/onnxruntime-node/bin/napi-v6/linux/x64/onnxruntime_binding.node",
      ]);
      const packages = build.files.filter((file) =>
        file.startsWith("node_modules/"),
      );
      const bytes = packages.reduce(
        (sum, file) => sum + statSync(join(root, file)).size,
        0,
      );
      expect(bytes).toBeLessThan(60e6);
    }
  });

  test("nothing tells onnxruntime's makers what it is used for", () => {
    for (const build of graph.builds.filter(scoring)) {
      const { functionID } = build;
      const { environment } = one(
        "aws:lambda/function:Function",
        new RegExp(`^${functionID}Function$`),
      );
      expect(environment.variables.ORT_DISABLE_TELEMETRY).toBe("1");
    }
    expect(container().environment).toContainEqual({
      name: "ORT_DISABLE_TELEMETRY",
      value: "1",
    });
  });

  // Native code cannot be bundled, so that a function that imports it unannounced would fail at its first call.
  test.skipIf(!written)(
    "a bundle imports onnxruntime exactly where it is installed",
    async () => {
      for (const carrier of graph.builds) {
        const { metafile } = await build({
          absWorkingDir: root,
          entryPoints: [fileOf(carrier)],
          bundle: true,
          write: false,
          metafile: true,
          platform: "node",
          format: "esm",
          mainFields: ["module", "main"],
          external: ["onnxruntime-node"],
          outdir: "out",
          logLevel: "error",
        });
        const imports = Object.values(metafile.outputs).flatMap(
          (output) => output.imports,
        );
        const native = imports.some(({ path }) => path === "onnxruntime-node");
        expect([fileOf(carrier), native]).toEqual([
          fileOf(carrier),
          scoring(carrier),
        ]);
      }
    },
  );
});

describe("bucket", () => {
  test("a file in the inbox reaches Inbox and a promoted model reaches Models, however it was written", () => {
    const { queues } = one("aws:s3/bucketNotification:BucketNotification", /./);
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
      one("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", /./),
    ).toMatchObject({
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(all("aws:s3/bucketVersioning:BucketVersioning")).toEqual([]);
    const { Statement } = JSON.parse(
      one("aws:s3/bucketPolicy:BucketPolicy", /./).policy,
    );
    expect(Statement).toMatchObject([
      {
        Effect: "Deny",
        Condition: [{ variable: "aws:SecureTransport", values: ["false"] }],
      },
    ]);
  });

  test("staged parts and unfinished uploads go away by themselves, and nothing else does", () => {
    const { rules } = one(
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
  expect(one("aws:dynamodb/table:Table", /./)).toMatchObject({
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
  const queues = () => all("aws:sqs/queue:Queue");
  const living = () =>
    queues().filter(({ name }) => !name.endsWith("DeadQueue"));

  test("every queue gives up after five tries to a dead-letter queue that keeps 14 days and raises an alarm", () => {
    expect(
      living()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["InboxQueue", "ModelsQueue", "PartsQueue"]);
    expect(queues()).toHaveLength(6);
    for (const { name, inputs } of living()) {
      const dead = one(
        "aws:sqs/queue:Queue",
        new RegExp(`^${name.replace(/Queue$/, "DeadQueue")}$`),
      );
      const redrive = JSON.parse(inputs.redrivePolicy);
      expect(redrive.maxReceiveCount).toBe(5);
      expect(redrive.deadLetterTargetArn.split(":").at(-1)).toBe(dead.name);
      expect(dead.messageRetentionSeconds).toBe(14 * 24 * 3600);
      const alarm = one(
        "aws:cloudwatch/metricAlarm:MetricAlarm",
        new RegExp(name.replace(/Queue$/, "DeadAlarm")),
      );
      expect(alarm).toMatchObject({
        dimensions: { QueueName: dead.name },
        threshold: 0,
      });
      expect(alarm.alarmActions).toHaveLength(1);
    }
  });

  test.each([
    ["Inbox", "events/upload-dropped"],
    ["Parts", "events/part-planned"],
    ["Models", "events/model-promoted"],
  ])(
    "%s feeds %s one message a time and hides it for six time-outs",
    (name, handler) => {
      const queue = one("aws:sqs/queue:Queue", new RegExp(`^${name}Queue$`));
      const mapping = one(
        "aws:lambda/eventSourceMapping:EventSourceMapping",
        new RegExp(`^${name}Subscriber`),
      );
      expect(mapping).toMatchObject({
        batchSize: 1,
        functionResponseTypes: ["ReportBatchItemFailures"],
      });
      expect(mapping.eventSourceArn.split(":").at(-1)).toBe(queue.name);
      expect(mapping.functionName.split(":").at(-1)).toBe(lambda(handler).name);
      expect(mapping.scalingConfig.maximumConcurrency).toBeGreaterThanOrEqual(
        2,
      );
      expect(queue.visibilityTimeoutSeconds).toBeGreaterThanOrEqual(
        6 * lambda(handler).timeout,
      );
    },
  );

  test("only our own bucket may send from outside", () => {
    const bucket = one("aws:s3/bucket:Bucket", /./).bucket;
    const policies = all("aws:sqs/queuePolicy:QueuePolicy");
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

const container = () =>
  JSON.parse(
    one("aws:batch/jobDefinition:JobDefinition", /./).containerProperties,
  );

describe("training", () => {
  test("is one Fargate task of 4 vCPU and 16 GB that ends within four hours and is not tried twice", () => {
    expect(one("aws:batch/jobDefinition:JobDefinition", /./)).toMatchObject({
      platformCapabilities: ["FARGATE"],
      retryStrategy: { attempts: 1 },
      timeout: { attemptDurationSeconds: 4 * 3600 },
    });
    expect(container().resourceRequirements).toEqual([
      { type: "VCPU", value: "4" },
      { type: "MEMORY", value: "16384" },
    ]);
    expect(container().runtimePlatform.cpuArchitecture).toBe("X86_64");
    expect(
      one("aws:batch/computeEnvironment:ComputeEnvironment", /./)
        .computeResources,
    ).toMatchObject({
      type: "FARGATE",
      maxVcpus: 16,
    });
  });

  test("runs the image of the Dockerfile, finds bucket and table by their links, and writes to its log", () => {
    const image = one("docker-build:index:Image", /./);
    expect(image).toMatchObject({ platforms: ["linux/amd64"], push: true });
    expect(existsSync(join(image.context.location, "Dockerfile"))).toBe(true);
    const { environment, logConfiguration } = container();
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
    expect(all("aws:ec2/natGateway:NatGateway")).toEqual([]);
    expect(one("aws:ec2/securityGroup:SecurityGroup", /./)).not.toHaveProperty(
      "ingress",
    );
    expect(container().networkConfiguration).toEqual({
      assignPublicIp: "ENABLED",
    });
  });

  test("its failures, and those of no other queue, call training-ended", () => {
    const pattern = JSON.parse(
      one("aws:cloudwatch/eventRule:EventRule", /./).eventPattern,
    );
    expect(pattern).toEqual({
      source: ["aws.batch"],
      "detail-type": ["Batch Job State Change"],
      detail: {
        status: ["FAILED"],
        jobQueue: [graph.links.Training.properties.jobQueue],
      },
    });
    const target = one("aws:cloudwatch/eventTarget:EventTarget", /./);
    expect(target.arn.split(":").at(-1)).toBe(
      lambda("events/training-ended").name,
    );
    expect(
      one("aws:lambda/permission:Permission", /^TrainingFailed/),
    ).toMatchObject({
      action: "lambda:InvokeFunction",
      principal: "events.amazonaws.com",
      sourceArn: expect.stringContaining("TrainingFailed"),
    });
  });
});

test("every path of the API reaches one function, as payload 2.0", () => {
  expect(
    all("aws:apigatewayv2/route:Route").map(({ inputs }) => inputs.routeKey),
  ).toEqual(["$default"]);
  const integration = one("aws:apigatewayv2/integration:Integration", /./);
  expect(integration.payloadFormatVersion).toBe("2.0");
  expect(integration.integrationUri.split(":").at(-1)).toBe(
    lambda("api/index").name,
  );
});

test.each([
  ["Report", "cron(0 6 1 * ? *)", "cron/report"],
  ["Sweep", "cron(0 5 * * ? *)", "cron/sweep"],
])("%s runs at %s", (name, scheduleExpression, handler) => {
  const schedule = one(
    "aws:scheduler/schedule:Schedule",
    new RegExp(`^${name}Schedule$`),
  );
  expect(schedule).toMatchObject({ scheduleExpression, state: "ENABLED" });
  expect(schedule.target.arn.split(":").at(-1)).toBe(lambda(handler).name);
});

describe("permissions", () => {
  test("a role is assumed by the one service it is for, never by the account", () => {
    const service = (name: string) => {
      if (/^Training(Start)?Role$/.test(name)) return "ecs-tasks.amazonaws.com";
      if (/^(Report|Sweep)Role$/.test(name)) return "scheduler.amazonaws.com";
      return "lambda.amazonaws.com";
    };
    expect(roles()).toHaveLength(handlers.length + 4);
    for (const { name, inputs } of roles())
      expect(inputs.assumeRolePolicy.Statement, name).toMatchObject([
        { Action: "sts:AssumeRole", Principal: { Service: service(name) } },
      ]);
  });

  test("no statement names every resource, but the one that AWS has no narrower resource for", () => {
    const wide = roles()
      .flatMap(statements)
      .filter(({ Resource }) => Resource.includes("*"));
    expect(wide.map(({ Action }) => Action)).toEqual([
      ["ecr:GetAuthorizationToken"],
    ]);
  });

  test("no statement names an action by wildcard", () => {
    for (const { Action } of roles().flatMap(statements))
      for (const action of Action)
        expect(action).toMatch(/^[a-z0-9]+:[A-Za-z]+$/);
  });

  test("beyond their own statements functions may write their logs, and containers nothing", () => {
    for (const { name, inputs } of roles()) {
      const logs =
        "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
      const isLambda =
        inputs.assumeRolePolicy.Statement[0].Principal.Service.startsWith(
          "lambda",
        );
      expect(inputs.managedPolicyArns ?? [], name).toEqual(
        isLambda ? [logs] : [],
      );
    }
  });

  test("only the inbox's presigner writes the inbox, and only training and the API write models", () => {
    const writers = (folder: string) =>
      roles()
        .filter((role) =>
          statements(role).some(
            ({ Action, Resource }) =>
              Action.includes("s3:PutObject") &&
              Resource.some((resource) => resource.endsWith(`/${folder}/*`)),
          ),
        )
        .map(({ name }) =>
          name.replace(/[A-Z][a-z]{5}(Handler|Function)Role$/, ""),
        )
        .sort();
    expect(writers("inbox")).toEqual(["ApiRoute"]);
    expect(writers("models")).toEqual(["ApiRoute", "TrainingRole"]);
    expect(writers("lake")).toEqual(["PartsSubscriber"]);
  });

  test("a training is started by the API, on our queue and definition alone", () => {
    const submit = allowed("api/index").filter(({ Action }) =>
      Action.includes("batch:SubmitJob"),
    );
    const { jobQueue, jobDefinition } = graph.links.Training.properties;
    expect(submit).toMatchObject([
      { Action: ["batch:SubmitJob"], Resource: [jobQueue, jobDefinition] },
    ]);
    for (const handler of handlers.filter((name) => name !== "api/index"))
      expect(allowed(handler).flatMap(({ Action }) => Action)).not.toContain(
        "batch:SubmitJob",
      );
  });

  test("a function that is linked to a queue may send to it", () => {
    for (const build of graph.builds) {
      const handler = fileOf(build).slice(
        "packages/functions/src/".length,
        -".ts".length,
      );
      const sent = allowed(handler)
        .filter(({ Action }) => Action.includes("sqs:SendMessage"))
        .flatMap(({ Resource }) => Resource)
        .map((arn) => arn.split(":").at(-1));
      const linked = Object.values(build.links)
        .filter(({ type }) => type.endsWith("sst.aws.Queue"))
        .map(({ url }) => url.split("/").at(-1));
      expect(sent.sort(), handler).toEqual(linked.sort());
    }
  });
});

test("sst-env.d.ts declares what is linked", () => {
  const text = readFileSync(join(root, "sst-env.d.ts"), "utf8");
  const [, declared] = text.match(
    /export interface Resource \{\n([^]*?)\n {2}\}\n/,
  )!;
  expect(`${declared}\n`).toBe(declaration(graph.links));
});

test("production is kept and protected; any other stage can be removed whole", () => {
  expect(graph.app).toMatchObject({ removal: "retain", protect: true });
  expect(one("aws:dynamodb/table:Table", /./).deletionProtectionEnabled).toBe(
    true,
  );
  expect(one("aws:s3/bucket:Bucket", /./).forceDestroy).toBe(false);

  const other = synth("trial");
  const inputs = (type: string) =>
    other.resources.find((found) => found.type === type)!.inputs;
  expect(other.app).toMatchObject({ removal: "remove", protect: false });
  expect(inputs("aws:dynamodb/table:Table").deletionProtectionEnabled).toBe(
    false,
  );
  expect(inputs("aws:s3/bucket:Bucket").forceDestroy).toBe(true);
  expect(inputs("aws:ecr/repository:Repository").forceDelete).toBe(true);
});
