// named-schemas: an OpenAPI document whose bodies and answers are named components, equal ones once
type Schema = Record<string, unknown>;
type Content = Record<string, { schema?: Schema }>;
type Operation = {
  operationId: string;
  requestBody?: { content: Content };
  responses: Record<string, { content?: Content }>;
};
type Document = {
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, Schema> };
};

const capital = (name: string) => name[0].toUpperCase() + name.slice(1);
const isRef = (schema: Schema) => "$ref" in schema;

/** `getCustomer` answers a `Customer`, `listKeys` a `KeysList` of `KeysItem`, `score` a `ScoreAnswer` and takes a `ScoreBody`. */
const names = (operation: string) => {
  const noun = operation.replace(/^(get|list)(?=[A-Z])/, "");
  const lists = operation.startsWith("list");
  return {
    answer:
      noun === operation
        ? `${capital(noun)}Answer`
        : lists
          ? `${noun}List`
          : noun,
    item: `${noun}Item`,
    body: `${capital(operation)}Body`,
  };
};

/** A copy of the document; its schemas stay what they were. */
export function name<D extends Document>(given: D): D {
  const document = structuredClone(given);
  const schemas = ((document.components ??= {}).schemas ??= {});
  const known = new Map(
    Object.entries(schemas).map(([name, one]) => [JSON.stringify(one), name]),
  );
  function refer(schema: Schema, wanted: string): Schema {
    if (isRef(schema)) return schema;
    const text = JSON.stringify(schema);
    let name = known.get(text);
    if (!name) {
      name = free(wanted);
      known.set(text, name);
      schemas[name] = schema;
    }
    return { $ref: `#/components/schemas/${name}` };
  }
  function free(wanted: string) {
    let name = wanted;
    for (let k = 2; name in schemas; k++) name = `${wanted}${k}`;
    return name;
  }
  function list(schema: Schema, item: string): Schema {
    const properties = schema.properties as Record<string, Schema> | undefined;
    const items = properties?.items;
    if (items?.type !== "array" || !items.items) return schema;
    const named = { ...items, items: refer(items.items as Schema, item) };
    return { ...schema, properties: { ...properties, items: named } };
  }
  const operations = Object.values(document.paths).flatMap((calls) =>
    Object.values(calls),
  );
  // One thing by itself is named before the lists that hold it.
  const isList = ({ operationId }: Operation) =>
    Number(operationId.startsWith("list"));
  operations.sort((a, b) => isList(a) - isList(b));
  for (const { operationId, requestBody, responses } of operations) {
    const { answer, item, body } = names(operationId);
    const swap = (content: Content | undefined, wanted: string) => {
      const json = content?.["application/json"];
      if (json?.schema) json.schema = refer(list(json.schema, item), wanted);
    };
    swap(requestBody?.content, body);
    for (const { content } of Object.values(responses)) swap(content, answer);
  }
  return document;
}

export * as NamedSchemas from "./named-schemas";
