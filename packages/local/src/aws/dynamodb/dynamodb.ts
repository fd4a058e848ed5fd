// dynamodb: dynalite on disk, with the one table in it
import {
  CreateTableCommand,
  DynamoDBClient,
  ResourceInUseException,
} from "@aws-sdk/client-dynamodb";
import dynalite from "dynalite";
import { mkdir } from "node:fs/promises";
import { close, listen } from "../listener";

export async function start({
  directory,
  port = 0,
  host = "127.0.0.1",
  table,
}: {
  directory: string;
  port?: number;
  host?: string;
  table: string;
}) {
  await mkdir(directory, { recursive: true });
  const instant = { createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 };
  const server = dynalite({ path: directory, ...instant });
  const endpoint = `http://${host}:${await listen(server, port, host)}`;
  await create(endpoint, table);
  return { endpoint, stop: () => close(server) };
}

async function create(endpoint: string, table: string) {
  const client = new DynamoDBClient({
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  const key = (AttributeName: string) => ({ AttributeName });
  const command = new CreateTableCommand({
    TableName: table,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [
      { ...key("pk"), AttributeType: "S" },
      { ...key("sk"), AttributeType: "S" },
    ],
    KeySchema: [
      { ...key("pk"), KeyType: "HASH" },
      { ...key("sk"), KeyType: "RANGE" },
    ],
  });
  await client.send(command).catch((error) => {
    if (!(error instanceof ResourceInUseException)) throw error;
  });
  client.destroy();
}

export * as Dynamodb from "./dynamodb";
