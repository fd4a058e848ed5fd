// aws: what AWS would answer while sst.config.ts is executed, just enough for its resources to name each other
export const account = "123456789012";
export const region = "eu-central-1";

type Inputs = Record<string, any>;
type State = { id: string; state: Inputs };

const arn = (service: string, name: string) =>
  `arn:aws:${service}:${region}:${account}:${name}`;

const special: Record<string, (name: string) => Inputs & { id?: string }> = {
  "aws:s3/bucket:Bucket": (name) => ({ id: name, arn: `arn:aws:s3:::${name}` }),
  "aws:iam/role:Role": (name) => ({
    id: name,
    arn: `arn:aws:iam::${account}:role/${name}`,
  }),
  "aws:sqs/queue:Queue": (name) => ({
    id: `https://sqs.${region}.amazonaws.com/${account}/${name}`,
    url: `https://sqs.${region}.amazonaws.com/${account}/${name}`,
  }),
  "aws:lambda/function:Function": (name) => ({
    arn: arn("lambda", `function:${name}`),
  }),
  "aws:cloudwatch/logGroup:LogGroup": (name) => ({
    arn: arn("logs", `log-group:${name}`),
  }),
  "aws:apigatewayv2/api:Api": () => ({
    apiEndpoint: `https://api.execute-api.${region}.amazonaws.com`,
    executionArn: arn("execute-api", "api"),
  }),
  "aws:ecr/repository:Repository": (name) => {
    // As the API refuses it.
    if (!/^[a-z0-9]+([._/-][a-z0-9]+)*$/.test(name))
      throw new Error(`Invalid parameter at 'repositoryName': ${name}`);
    return {
      arn: arn("ecr", `repository/${name}`),
      repositoryUrl: `${account}.dkr.ecr.${region}.amazonaws.com/${name}`,
      registryId: account,
    };
  },
  "aws:batch/jobQueue:JobQueue": (name) => ({
    arn: arn("batch", `job-queue/${name}`),
  }),
  "aws:batch/jobDefinition:JobDefinition": (name) => ({
    arn: arn("batch", `job-definition/${name}:1`),
  }),
  "docker-build:index:Image": () => ({
    ref: "repository:latest@sha256:0",
    digest: "sha256:0",
  }),
  "random:index/randomBytes:RandomBytes": () => ({
    base64: Buffer.alloc(32).toString("base64"),
  }),
};

export function create(
  type: string,
  logicalName: string,
  inputs: Inputs,
): State {
  const name = inputs.name ?? inputs.bucket ?? logicalName;
  const service = type.split(/[:/]/)[1];
  const { id = `${logicalName}-id`, ...state } = special[type]?.(name) ?? {};
  return { id, state: { ...inputs, name, arn: arn(service, name), ...state } };
}

const answers: Record<string, (inputs: Inputs) => Inputs> = {
  "aws:index/getRegion:getRegion": () => ({ region, name: region }),
  "aws:index/getPartition:getPartition": () => ({ partition: "aws" }),
  "aws:index/getCallerIdentity:getCallerIdentity": () => ({
    accountId: account,
  }),
  "aws:index/getAvailabilityZones:getAvailabilityZones": () => ({
    names: ["a", "b", "c"].map((zone) => region + zone),
  }),
  "aws:ecr/getAuthorizationToken:getAuthorizationToken": () => ({
    proxyEndpoint: "https://registry",
    userName: "AWS",
    password: "token",
  }),
  "aws:iam/getPolicyDocument:getPolicyDocument": ({ statements }) => ({
    statements: statements?.length ? statements : undefined,
    json: JSON.stringify({
      Version: "2012-10-17",
      Statement: (statements ?? []).map((statement: Inputs) => ({
        Effect: statement.effect ?? "Allow",
        Action: statement.actions,
        Resource: statement.resources,
        Principal: statement.principals,
        Condition: statement.conditions,
      })),
    }),
  }),
};

export function answer(token: string, inputs: Inputs): Inputs {
  const found = answers[token];
  if (!found) throw new Error(`no answer is known for ${token}`);
  return { id: token, ...found(inputs) };
}

export const bootstrap = {
  asset: "sst-asset",
  assetEcrRegistryId: account,
  assetEcrUrl: `${account}.dkr.ecr.${region}.amazonaws.com/sst-asset`,
  state: "sst-state",
  appsyncHttp: "http",
  appsyncRealtime: "realtime",
};
