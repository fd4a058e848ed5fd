// create-table: the command that makes Mainstay's one table
import { CreateTableCommand } from "@aws-sdk/client-dynamodb";

export function createTable(TableName: string) {
  const key = (AttributeName: string) => ({ AttributeName });
  return new CreateTableCommand({
    TableName,
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
}
