// type-signature: a JSON schema written as a TypeScript type
export type Schema = {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  default?: unknown;
};

export function write(schema: Schema, indent = ""): string {
  const { anyOf, oneOf, allOf, type } = schema;
  const inner = (one: Schema) => write(one, indent);
  if (schema.enum) return schema.enum.map((v) => JSON.stringify(v)).join(" | ");
  if ("const" in schema) return JSON.stringify(schema.const);
  if (anyOf ?? oneOf)
    return [...new Set((anyOf ?? oneOf)!.map(inner))].join(" | ");
  if (allOf) return allOf.map(inner).join(" & ");
  if (Array.isArray(type))
    return type.map((one) => inner({ ...schema, type: one })).join(" | ");
  if (type === "array") {
    const item = schema.items ? inner(schema.items) : "any";
    return / [|&] /.test(item) ? `(${item})[]` : `${item}[]`;
  }
  if (type === "object" || schema.properties) return object(schema, indent);
  return type ?? "any";
}

function object(
  { properties, required = [], additionalProperties }: Schema,
  indent: string,
) {
  const deeper = `${indent}  `;
  if (!properties || !Object.keys(properties).length) {
    const value =
      typeof additionalProperties === "object"
        ? write(additionalProperties, indent)
        : "any";
    return `{ [name]: ${value} }`;
  }
  const lines = Object.entries(properties).map(
    ([name, one]) =>
      `${deeper}${name}${required.includes(name) ? "" : "?"}: ${write(one, deeper)}`,
  );
  return `{\n${lines.join("\n")}\n${indent}}`;
}

export * as TypeSignature from "./type-signature";
