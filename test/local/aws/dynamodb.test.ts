import {
  BatchWriteItemCommand,
  DescribeTableCommand,
  DynamoDBClient,
  QueryCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { Table } from "@mainstay/core/aws/table";
import { Environment } from "@mainstay/local/runtime/environment";
import { Dynamodb } from "@mainstay/local/aws/dynamodb/dynamodb";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

const TableName = "mainstay";
const connect = (endpoint: string) =>
  new DynamoDBClient({
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });

test("the table is there at once, keyed by pk and sk, and its items survive a restart", async () => {
  const directory = await mkdtemp(join(tmpdir(), "dynamodb-"));
  const first = await Dynamodb.start({ directory, table: TableName });
  const client = connect(first.endpoint);
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  expect(Table).toMatchObject({
    TableStatus: "ACTIVE",
    BillingModeSummary: { BillingMode: "PAY_PER_REQUEST" },
    KeySchema: [
      { AttributeName: "pk", KeyType: "HASH" },
      { AttributeName: "sk", KeyType: "RANGE" },
    ],
  });
  const items = Array.from({ length: 25 }, (_, i) => ({
    PutRequest: {
      Item: { pk: { S: "p" }, sk: { S: `客户-${i}` }, n: { N: String(i) } },
    },
  }));
  await client.send(
    new BatchWriteItemCommand({ RequestItems: { [TableName]: items } }),
  );
  const done = new UpdateItemCommand({
    TableName,
    Key: { pk: { S: "upload" }, sk: { S: "u" } },
    UpdateExpression: "ADD doneParts :n",
    ExpressionAttributeValues: { ":n": { NS: ["1", "2"] } },
  });
  await client.send(done);
  client.destroy();
  await first.stop();

  const second = await Dynamodb.start({ directory, table: TableName });
  const again = connect(second.endpoint);
  const query = (pk: string) =>
    again.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": { S: pk } },
      }),
    );
  const { Items } = await query("p");
  expect(Items!.map(({ n }) => Number(n.N)).sort((a, b) => a - b)).toEqual(
    items.map((_, i) => i),
  );
  expect((await query("upload")).Items![0].doneParts.NS).toEqual(["1", "2"]);
  again.destroy();
  await second.stop();
  await rm(directory, { recursive: true });
});

test("what was deleted leaves the disk once the store is compacted", async () => {
  const directory = await mkdtemp(join(tmpdir(), "dynamodb-"));
  const { endpoint, stop } = await Dynamodb.start({
    directory,
    table: TableName,
  });
  const none = "http://127.0.0.1:1";
  const others = { http: none, s3: none, sqs: none, batch: none };
  const all = { ...others, dynamodb: endpoint };
  Environment.enter(Environment.variables(all, () => none));
  const isThere = async () => {
    const files = await readdir(directory);
    const texts = await Promise.all(
      files.map((file) => readFile(join(directory, file), "latin1")),
    );
    return texts.some((text) => text.includes("Quillfeather"));
  };
  const key = { pk: "p", sk: "s" };
  await Table.put({ ...key, name: "Quillfeather" });
  await Table.put({ pk: "p", sk: "other" });
  await Table.remove(key);
  expect(await isThere()).toBe(true);
  await Table.compact();
  expect(await isThere()).toBe(false);
  expect(await Table.get({ pk: "p", sk: "other" })).toBeTruthy();
  await stop();
  await rm(directory, { recursive: true });
});

test("a stop waits for what callers asked who have left meanwhile", async () => {
  const directory = await mkdtemp(join(tmpdir(), "dynamodb-"));
  const { endpoint, stop } = await Dynamodb.start({
    directory,
    table: TableName,
  });
  const client = connect(endpoint);
  const text = { S: "x".repeat(1_000) };
  for (let n = 0; n < 20; n++)
    await client.send(
      new BatchWriteItemCommand({
        RequestItems: {
          [TableName]: Array.from({ length: 25 }, (_, k) => ({
            PutRequest: {
              Item: { pk: { S: "many" }, sk: { S: `${n}-${k}` }, text },
            },
          })),
        },
      }),
    );
  const query = new QueryCommand({
    TableName,
    KeyConditionExpression: "pk = :pk",
    ExpressionAttributeValues: { ":pk": { S: "many" } },
  });
  const asked = Array.from({ length: 50 }, () =>
    client.send(query).catch(() => {}),
  );
  await Promise.race(asked);
  client.destroy();
  // What is thrown where nobody catches it fails the run.
  await stop();
  await Promise.all(asked);
  await rm(directory, { recursive: true });
});
