import { beforeAll, expect, test } from "vitest";
import { cloud, handlers, sourceOf } from "./graph";

let aws: ReturnType<typeof cloud>;
beforeAll(() => {
  aws = cloud("production");
});

type Statement = { Action: string[]; Resource: string[] };
const statements = (role: {
  inlinePolicies: { policy: string }[];
}): Statement[] =>
  role.inlinePolicies.flatMap(({ policy }) => JSON.parse(policy).Statement);
const allowed = (handler: string) => statements(aws.role(handler));
const roles = () => aws.all("aws:iam/role:Role");
const all = () => roles().flatMap(({ inputs }) => statements(inputs));

test("a role is assumed by the one service it is for, never by the account", () => {
  const service = (name: string) => {
    if (/^Training(Start)?Role$/.test(name)) return "ecs-tasks.amazonaws.com";
    if (/^(Report|Retrain|Retention|Sweep)Role$/.test(name))
      return "scheduler.amazonaws.com";
    return "lambda.amazonaws.com";
  };
  expect(roles()).toHaveLength(handlers.length + 6);
  for (const { name, inputs } of roles())
    expect(inputs.assumeRolePolicy.Statement, name).toMatchObject([
      { Action: "sts:AssumeRole", Principal: { Service: service(name) } },
    ]);
});

test("no statement names every resource, but the one that AWS has no narrower resource for", () => {
  const wide = all().filter(({ Resource }) => Resource.includes("*"));
  expect(wide.map(({ Action }) => Action)).toEqual([
    ["ecr:GetAuthorizationToken"],
  ]);
});

test("no statement names an action by wildcard", () => {
  for (const { Action } of all())
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

test("only the API and what makes snapshots of events write the inbox, and only training and the API write models", () => {
  const writers = (folder: string) =>
    roles()
      .filter((role) =>
        statements(role.inputs).some(
          ({ Action, Resource }) =>
            Action.includes("s3:PutObject") &&
            Resource.some((resource) => resource.endsWith(`/${folder}/*`)),
        ),
      )
      .map(({ name }) =>
        name.replace(/[A-Z][a-z]{5}(Handler|Function)Role$/, ""),
      )
      .sort();
  expect(writers("inbox")).toEqual(["ApiRoute", "InboxSubscriber"]);
  expect(writers("models")).toEqual(["ApiRoute", "TrainingRole"]);
  expect(writers("lake")).toEqual(["InboxSubscriber", "PartsSubscriber"]);
});

test("what reads files may let a version serve, and write no version", () => {
  const puts = allowed("events/upload-dropped")
    .filter(({ Action }) => Action.includes("s3:PutObject"))
    .flatMap(({ Resource }) => Resource)
    .map((arn) => arn.slice(arn.indexOf("/") + 1))
    .filter((path) => path.startsWith("models/"));
  expect(puts).toEqual(["models/*/current.json", "models/*/shadow.json"]);
});

test("a training is started by the API and by the calendar, on our queue and definition alone", () => {
  const { jobQueue, jobDefinition } = aws.links.Training.properties;
  const starters = ["api/index", "cron/retrain"];
  for (const handler of starters)
    expect(
      allowed(handler).filter(({ Action }) =>
        Action.includes("batch:SubmitJob"),
      ),
    ).toMatchObject([
      { Action: ["batch:SubmitJob"], Resource: [jobQueue, jobDefinition] },
    ]);
  for (const handler of handlers.filter((name) => !starters.includes(name)))
    expect(allowed(handler).flatMap(({ Action }) => Action)).not.toContain(
      "batch:SubmitJob",
    );
});

test("a function is linked to the queues that it may send to, and to no other but the one whose messages it gives back sooner", () => {
  for (const build of aws.builds) {
    const handler = sourceOf(build).slice(
      "packages/functions/src/".length,
      -".ts".length,
    );
    const queues = (action: string) =>
      allowed(handler)
        .filter(({ Action }) => Action.includes(action))
        .flatMap(({ Resource }) => Resource)
        .map((arn) => arn.split(":").at(-1)!);
    const sent = queues("sqs:SendMessage");
    const hurried = queues("sqs:ChangeMessageVisibility");
    const linked = Object.values(build.links)
      .filter(({ type }) => type.endsWith("sst.aws.Queue"))
      .map(({ url }) => url.split("/").at(-1)!);
    for (const queue of sent) expect(linked, handler).toContain(queue);
    for (const queue of linked)
      expect([...sent, ...hurried], handler).toContain(queue);
  }
});

test("mail is sent by what makes reports, and by nothing else", () => {
  const senders = handlers.filter((handler) =>
    allowed(handler).some(({ Action }) => Action.includes("ses:SendEmail")),
  );
  expect(senders).toEqual(["events/upload-dropped"]);
});
