/// <reference path="./.sst/platform/config.d.ts" />

// The whole cloud, in the order the data flows: a CSV lands in the bucket, its parts are scored and kept in the table,
// a container trains what scores them, and people reach all of it by HTTP or by schedule.
export default $config({
  app: (input) => ({
    name: "mainstay",
    home: "aws",
    removal: input.stage === "production" ? "retain" : "remove",
    protect: input.stage === "production",
    providers: { "docker-build": "0.0.14" },
    types: { ignore: ["packages"] },
  }),

  async run() {
    const { Duckdb } = await import("./infra/duckdb");
    const { Fonts } = await import("./infra/fonts");
    const { Onnxruntime } = await import("./infra/onnxruntime");
    const { Permission } = await import("./infra/permission");
    const { WorkerQueue } = await import("./infra/worker-queue");
    const { TrainingContainer } = await import("./infra/training-container");
    const production = $app.stage === "production";

    $transform(sst.aws.Function, (args) => {
      args.runtime ??= "nodejs24.x";
      args.architecture ??= "x86_64"; // onnxruntime has aborted on Lambda's arm64 for years
      args.logging ??= { format: "json", retention: "3 months" };
      // SST's own trust lets everybody in the account assume the role, which `sst dev` alone has a use for.
      if ($dev) return;
      const trusted = { Service: "lambda.amazonaws.com" };
      const assumeRolePolicy = aws.iam.assumeRolePolicyForPrincipal(trusted);
      args.transform = { ...args.transform, role: { assumeRolePolicy } };
    });

    // A link carries a name and grants nothing: what a function may do stands beside it, in `permissions`.
    sst.Linkable.wrap(sst.aws.Bucket, ({ name }) => ({ properties: { name } }));
    sst.Linkable.wrap(sst.aws.Dynamo, ({ name }) => ({ properties: { name } }));
    sst.Linkable.wrap(sst.aws.Queue, ({ url }) => ({ properties: { url } }));

    // No versioning: an erased customer must be gone. Browsers put files by presigned URL, hence CORS.
    const bucket = new sst.aws.Bucket("Bucket", {
      cors: { allowMethods: ["GET", "PUT"] },
      transform: { bucket: { forceDestroy: !production } },
    });
    new aws.s3.BucketLifecycleConfiguration("BucketLifecycle", {
      bucket: bucket.name,
      rules: [
        {
          id: "staging", // longer than an upload takes to close, its redeliveries included
          status: "Enabled",
          filter: { prefix: "staging/" },
          expiration: { days: 30 },
        },
        {
          id: "unfinished",
          status: "Enabled",
          filter: { prefix: "" },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    });

    // On demand and with point-in-time recovery, as the component has it.
    const table = new sst.aws.Dynamo("Table", {
      fields: { pk: "string", sk: "string" },
      primaryIndex: { hashKey: "pk", rangeKey: "sk" },
      deletionProtection: production,
    });

    const { objects, items } = Permission.on(bucket, table);
    const { send } = Permission;

    // Whoever looks after the system subscribes to it: something has failed for good.
    const alarms = new aws.sns.Topic("Alarms");
    const dead = WorkerQueue.dead(alarms, {
      ...Onnxruntime.beside,
      handler: "packages/functions/src/events/message-died.handler",
      memory: "512 MB",
      timeout: "30 seconds",
      link: [bucket, table],
      permissions: [...objects.read, items.read, items.change],
    });
    const inbox = WorkerQueue.create("Inbox", { timeoutMinutes: 10, dead });
    const parts = WorkerQueue.create("Parts", { timeoutMinutes: 2, dead });
    const models = WorkerQueue.create("Models", { timeoutMinutes: 2, dead });
    WorkerQueue.trustOnly(bucket);

    // `ObjectCreated:*` and not `:Put`, which misses multipart uploads.
    const events: ["s3:ObjectCreated:*"] = ["s3:ObjectCreated:*"];
    bucket.notify({
      notifications: [
        { name: "Inbox", queue: inbox, events, filterPrefix: "inbox/" },
        {
          name: "Models",
          queue: models,
          events,
          filterPrefix: "models/",
          filterSuffix: "current.json",
        },
      ],
    });

    // Whoever looks after customers subscribes to it: who is newly at risk, whose health fell.
    const topic = new aws.sns.Topic("Alerts");
    const alerts = new sst.Linkable("Alerts", {
      properties: { arn: topic.arn },
    });
    const publish = { actions: ["sns:Publish"], resources: [topic.arn] };

    WorkerQueue.subscribe(inbox, 10, {
      ...Onnxruntime.beside,
      ...Fonts.beside,
      handler: "packages/functions/src/events/upload-dropped.handler",
      memory: "3008 MB", // it reads a file once, end to end, and a whole period's customers for their state
      timeout: "10 minutes",
      link: [bucket, table, inbox, parts, alerts],
      permissions: [
        ...objects.read,
        objects.write("datasets", "staging", "rejects", "predictions", "views"),
        // The state of customers after each upload, and the snapshots made of events.
        objects.write("standing", "periods", "inbox", "reports"),
        objects.write("given"), // what was said of customers on the day
        objects.choose, // outcomes let a version serve
        objects.write("lake"), // without a customer who is erased
        // All that lies under keys a changed definition no longer gives, and a dataset that is removed.
        objects.remove(
          ...["staging", "lake", "views", "standing", "periods", "inbox"],
          "datasets",
          ...["rejects", "predictions", "settings", "models", "reports"],
          "given",
        ),
        items.read,
        items.change,
        send(inbox, parts),
        publish,
        // Which address the report is from is said in its settings.
        {
          actions: ["ses:SendEmail"],
          resources: ["arn:aws:ses:*:*:identity/*"],
        },
      ],
    });

    // Forty parts at once write about what a new on-demand table takes.
    WorkerQueue.subscribe(parts, 40, {
      ...Onnxruntime.beside,
      handler: "packages/functions/src/events/part-planned.handler",
      memory: "2048 MB",
      timeout: "2 minutes",
      link: [bucket, table, inbox, parts, alerts],
      permissions: [
        ...objects.read,
        objects.write("lake", "staging", "rejects", "predictions", "views"),
        objects.write("datasets"), // what is in force
        // What an upload leaves that is replaced or taken back.
        objects.remove("staging", "lake", "views", "standing", "given"),
        objects.remove("periods"),
        objects.remove("inbox", "rejects", "predictions"),
        items.read,
        items.change,
        send(inbox, parts),
        publish, // that an upload failed
      ],
    });

    WorkerQueue.subscribe(models, 2, {
      ...Onnxruntime.beside,
      handler: "packages/functions/src/events/model-promoted.handler",
      memory: "1024 MB",
      timeout: "2 minutes",
      link: [bucket, table, inbox, models],
      permissions: [...objects.read, items.read, items.change, send(inbox)],
    });

    const { queue: jobQueue, definition: jobDefinition } =
      TrainingContainer.create({
        link: [bucket, table, alerts],
        environment: Onnxruntime.environment,
        permissions: [
          ...objects.read,
          objects.write("models"),
          items.read,
          items.change,
          publish, // that nothing was trained, and why
        ],
        forceDelete: !production,
      });
    const training = new sst.Linkable("Training", {
      properties: {
        jobQueue: jobQueue.arn,
        jobDefinition: jobDefinition.arn,
      },
    });

    const ended = new sst.aws.Function("TrainingEnded", {
      handler: "packages/functions/src/events/training-ended.handler",
      memory: "512 MB",
      timeout: "30 seconds",
      link: [bucket, table],
      permissions: [items.read, items.change],
    });
    TrainingContainer.onFailed(jobQueue, ended);

    // No CORS: its pages are of the same origin, and keys belong to servers.
    const api = new sst.aws.ApiGatewayV2("Api", {
      cors: false,
      accessLog: { retention: "3 months" },
    });
    // An id of a model of Bedrock that may put answers into words; none unless whoever deploys names one.
    const model = process.env.ASK_MODEL;
    api.route("$default", {
      ...(model && { environment: { ASK_MODEL: model } }),
      ...Duckdb.beside,
      ...Fonts.beside,
      handler: "packages/functions/src/api/index.handler",
      memory: "2048 MB", // a statement's own process has half of it
      storage: "4 GB", // Parquet that statements and lists read
      timeout: "30 seconds",
      link: [bucket, table, inbox, training],
      permissions: [
        ...objects.read,
        // A presigned PUT into the inbox may do what its signer may.
        objects.write("inbox", "datasets", "models", "reports", "settings"),
        objects.write("standing", "periods"), // figures asked for before the line of work has come to them
        objects.write("staging"), // whom to erase
        objects.remove("staging"), // the plan of an upload that is driven again
        objects.remove("standing", "periods"), // what such figures take the place of
        objects.remove("settings"),
        items.read,
        items.change,
        send(inbox),
        {
          actions: ["batch:SubmitJob"],
          resources: [jobQueue.arn, jobDefinition.arn],
        },
        // A job has an address only once it is submitted.
        {
          actions: ["batch:TerminateJob"],
          resources: ["arn:aws:batch:*:*:job/*"],
        },
        ...(model ? [Permission.phrase(model)] : []),
      ],
    });

    // Schedules are in UTC.
    new sst.aws.CronV2("Report", {
      schedule: "cron(0 6 1 * ? *)",
      function: {
        ...Onnxruntime.beside,
        handler: "packages/functions/src/cron/report.handler",
        memory: "2048 MB",
        timeout: "10 minutes",
        link: [bucket, table, api, inbox],
        permissions: [
          ...objects.read,
          objects.write("reports"), // the month's recommendations
          items.read,
          items.change,
          send(inbox),
        ],
      },
    });

    // Every day, since a dataset is due by its own calendar: a file that comes late must not wait for another month.
    new sst.aws.CronV2("Retrain", {
      schedule: "cron(0 4 * * ? *)",
      function: {
        ...Onnxruntime.beside,
        handler: "packages/functions/src/cron/retrain.handler",
        memory: "1024 MB",
        timeout: "5 minutes",
        link: [bucket, table, training],
        permissions: [
          ...objects.read,
          items.read,
          items.change, // the job
          {
            actions: ["batch:SubmitJob"],
            resources: [jobQueue.arn, jobDefinition.arn],
          },
        ],
      },
    });

    // Every day, though months pass only once in a while: a file may come whose rows are too old already.
    new sst.aws.CronV2("Retention", {
      schedule: "cron(0 3 * * ? *)",
      function: {
        ...Onnxruntime.beside,
        handler: "packages/functions/src/cron/retention.handler",
        memory: "1024 MB",
        timeout: "5 minutes",
        link: [bucket, table, inbox],
        permissions: [
          ...objects.read,
          items.read,
          items.change, // the job
          send(inbox),
        ],
      },
    });

    // Events come late and may be lost: what lies in the inbox without an upload is queued again, and what nobody is at.
    new sst.aws.CronV2("Sweep", {
      schedule: "cron(0 * * * ? *)",
      function: {
        ...Onnxruntime.beside,
        handler: "packages/functions/src/cron/sweep.handler",
        memory: "1024 MB",
        timeout: "5 minutes",
        link: [bucket, table, inbox, parts],
        permissions: [
          ...objects.read,
          items.read,
          items.change,
          send(inbox, parts),
        ],
      },
    });

    return {
      api: api.url,
      bucket: bucket.name,
      alarms: alarms.arn,
      alerts: topic.arn,
    };
  },
});
