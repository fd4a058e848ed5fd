// table: the one DynamoDB table
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
  type AttributeValue,
  type WriteRequest,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { Resource } from "sst/resource";
import { Gathered } from "../base/gathered";
import { ClientConfig } from "./client-config";
import { keys, shard, shards, type Key } from "./table-keys";

export { keys, shard, shards, type Key };

export type Item = Key & Record<string, any>;
type Raw = Record<string, AttributeValue>;

let shared: DynamoDBClient | undefined;
export const client = () =>
  (shared ??= new DynamoDBClient(ClientConfig.plain()));
const TableName = () => Resource.Table.name;
export const encode = (value: object): Raw =>
  marshall(value, { removeUndefinedValues: true });
const decode = (raw: Raw) => unmarshall(raw) as Item;

export async function get(key: Key, consistent = true) {
  const { Item } = await client().send(
    new GetItemCommand({
      TableName: TableName(),
      Key: encode(key),
      ConsistentRead: consistent,
    }),
  );
  return Item ? decode(Item) : null;
}

// A condition is a DynamoDB expression; `#name` in it is the attribute, `:name` the value of that name.
export type When = { when?: string; values?: Record<string, unknown> };

const namesIn = (expression = "") =>
  Object.fromEntries(
    [...expression.matchAll(/#(\w+)/g)].map(([alias, name]) => [alias, name]),
  );
const unlessEmpty = <T extends object>(value: T) =>
  Object.keys(value).length ? value : undefined;

const condition = ({ when, values = {} }: When, names = {}) => ({
  ConditionExpression: when,
  ExpressionAttributeNames: unlessEmpty({ ...names, ...namesIn(when) }),
  ExpressionAttributeValues: unlessEmpty(
    encode(
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => [`:${name}`, value]),
      ),
    ),
  ),
});

const refused = (error: unknown) => {
  if (error instanceof ConditionalCheckFailedException) return false as const;
  throw error;
};

// False when the condition did not hold.
export async function put(item: Item, when: When = {}) {
  return client()
    .send(
      new PutItemCommand({
        TableName: TableName(),
        Item: encode(item),
        ...condition(when),
      }),
    )
    .then(() => true)
    .catch(refused);
}

export const fresh: When = { when: "attribute_not_exists(pk)" };

export type Change = {
  set?: Record<string, unknown>;
  add?: Record<string, unknown>;
  remove?: string[];
};

// The item as it is after the update, or false when the condition did not hold.
export async function update(
  { pk, sk }: Key,
  { set = {}, add = {}, remove = [] }: Change,
  { when, values = {} }: When = {},
) {
  const clause = (word: string, parts: string[]) =>
    parts.length ? [`${word} ${parts.join(", ")}`] : [];
  const expression = [
    ...clause(
      "SET",
      Object.keys(set).map((name) => `#${name} = :${name}`),
    ),
    ...clause(
      "ADD",
      Object.keys(add).map((name) => `#${name} :${name}`),
    ),
    ...clause(
      "REMOVE",
      remove.map((name) => `#${name}`),
    ),
  ].join(" ");
  return client()
    .send(
      new UpdateItemCommand({
        TableName: TableName(),
        Key: encode({ pk, sk }),
        UpdateExpression: expression,
        ReturnValues: "ALL_NEW",
        ...condition(
          { when, values: { ...set, ...add, ...values } },
          namesIn(expression),
        ),
      }),
    )
    .then((r) => decode(r.Attributes!))
    .catch(refused);
}

export async function remove({ pk, sk }: Key, when: When = {}) {
  return client()
    .send(
      new DeleteItemCommand({
        TableName: TableName(),
        Key: encode({ pk, sk }),
        ...condition(when),
      }),
    )
    .then(() => true)
    .catch(refused);
}

export type Range = {
  prefix?: string;
  after?: string;
  descending?: boolean;
  limit?: number;
  attributes?: string[]; // all unless told
};

// One page of a partition, in the order of its sort key.
export async function page(pk: string, range: Range = {}) {
  const { prefix, after, descending = false, limit, attributes } = range;
  const found = await client().send(
    new QueryCommand({
      TableName: TableName(),
      KeyConditionExpression:
        "pk = :pk" + (prefix ? " AND begins_with(sk, :prefix)" : ""),
      ExpressionAttributeValues: encode({ ":pk": pk, ":prefix": prefix }),
      ProjectionExpression: attributes?.map((name) => `#${name}`).join(", "),
      ExpressionAttributeNames:
        attributes &&
        Object.fromEntries(attributes.map((name) => [`#${name}`, name])),
      ScanIndexForward: !descending,
      Limit: limit,
      ConsistentRead: true,
      ExclusiveStartKey:
        after === undefined ? undefined : encode({ pk, sk: after }),
    }),
  );
  return {
    items: (found.Items ?? []).map(decode),
    after: found.LastEvaluatedKey?.sk?.S,
  };
}

export async function* query(pk: string, range: Range = {}) {
  let after = range.after;
  do {
    const found = await page(pk, { ...range, after });
    yield* found.items;
    after = found.after;
  } while (after !== undefined);
}

export async function all(pk: string, range: Range = {}) {
  const items: Item[] = [];
  for await (const item of query(pk, range)) items.push(item);
  return items;
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
// Full attempts before giving up: with doubling from 50 ms about 25 s in all.
const attempts = 10;

// Calls `send` until nothing is left unprocessed, waiting longer each time.
async function persist<T>(work: T[], send: (work: T[]) => Promise<T[]>) {
  for (let n = 0; work.length; n++) {
    if (n === attempts)
      throw new Error(`DynamoDB left ${work.length} requests unprocessed`);
    if (n) await pause(25 * 2 ** n);
    work = await send(work);
  }
}

const chunks = <T>(list: T[], size: number) =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, i) =>
    list.slice(i * size, (i + 1) * size),
  );

async function inParallel<T>(
  list: T[],
  width: number,
  run: (item: T) => Promise<void>,
) {
  const rest = list.values();
  await Promise.all(
    Array.from({ length: Math.min(width, list.length) }, async () => {
      for (const item of rest) await run(item);
    }),
  );
}

// Unconditional; no two writes may share a key.
export async function write(requests: WriteRequest[], width = 8) {
  const table = TableName();
  await inParallel(chunks(requests, 25), width, (chunk) =>
    persist(chunk, async (work) => {
      const { UnprocessedItems } = await client().send(
        new BatchWriteItemCommand({ RequestItems: { [table]: work } }),
      );
      return UnprocessedItems?.[table] ?? [];
    }),
  );
}

export const putRequest = (item: Raw): WriteRequest => ({
  PutRequest: { Item: item },
});

const deleteRequest = ({ pk, sk }: Key): WriteRequest => ({
  DeleteRequest: { Key: encode({ pk, sk }) },
});

export const removeAll = (list: Key[]) => write(list.map(deleteRequest));

// Removes a whole partition, page by page.
export async function empty(pk: string) {
  for (;;) {
    const { items } = await page(pk);
    if (!items.length) return;
    await write(items.map(deleteRequest));
  }
}

/** A store on this machine's disk keeps what was deleted until it is told to let it go; DynamoDB passes over the header. */
export async function compact() {
  const command = new GetItemCommand({
    TableName: TableName(),
    Key: encode(keys.owner),
  });
  command.middlewareStack.add(
    (next) => (args) => {
      const { headers } = args.request as { headers: Record<string, string> };
      headers["x-mainstay-compact"] = "1";
      return next(args);
    },
    { step: "build" },
  );
  await client().send(command);
}

// No item has a key beyond these bounds, and DynamoDB refuses to look for one (bytes).
const isPossible = ({ pk, sk }: Key) =>
  sk !== "" && Buffer.byteLength(sk) <= 1024 && Buffer.byteLength(pk) <= 2048;

const nameOf = ({ pk, sk }: Key) => `${pk}\n${sk}`;

// A batch get takes at most 100 keys, and none twice.
const find = Gathered.create<Key, Item | undefined>({
  ...{ max: 100, part: 2, width: 8 },
  async ask(keys) {
    const table = TableName();
    const wanted = new Map(keys.map((key) => [nameOf(key), key]));
    const found = new Map<string, Item>();
    await persist(
      Array.from(wanted.values(), ({ pk, sk }) => encode({ pk, sk })),
      async (Keys) => {
        const { Responses, UnprocessedKeys } = await client().send(
          new BatchGetItemCommand({
            RequestItems: { [table]: { Keys, ConsistentRead: true } },
          }),
        );
        for (const raw of Responses?.[table] ?? []) {
          const item = decode(raw);
          found.set(nameOf(item), item);
        }
        return UnprocessedKeys?.[table]?.Keys ?? [];
      },
    );
    return keys.map((key) => found.get(nameOf(key)));
  },
});

/** The items that exist under these keys, in their order; undefined where there is none. */
export const getEach = (keys: Key[]) =>
  Promise.all(
    keys.map((key) =>
      isPossible(key) ? find(key) : Promise.resolve(undefined),
    ),
  );

/** The items that exist under these keys, in their order. */
export const getAll = async (keys: Key[]) =>
  (await getEach(keys)).filter((item) => item !== undefined);

export * as Table from "./table";
