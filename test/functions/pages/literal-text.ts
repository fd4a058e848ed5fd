// literal-text: what a page's source says to people by itself, and which messages it asks for with which values
import { parseSync } from "oxc-parser";

type Node = { type: string; start: number; end: number } & Record<string, any>;

const isNode = (value: unknown): value is Node =>
  typeof (value as Node | null)?.type === "string";

const within = (node: Node): Node[] =>
  Object.values(node).flatMap((value) =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
  );

function* walk(node: Node, above: Node[] = []): Generator<[Node, Node[]]> {
  yield [node, above];
  for (const next of within(node)) yield* walk(next, [...above, node]);
}

const parse = (source: string) =>
  parseSync("page.tsx", source, { lang: "tsx" }).program as unknown as Node;

// Attributes and properties whose strings are for browsers and programs.
const technical = new Set(
  (
    "class id name type href action method value rel style for lang role autocomplete scope target k accept download " +
    "key kind noun step enctype http-equiv content inputmode pattern sort tab path format state status order dataset code"
  ).split(" "),
);
const calls =
  /^(t|T|Link\.\w+|c\..*|Log\.\w+|z\..*|Message\.\w+|.*\.(get|has|query|param|header|startsWith|endsWith|includes|join|split|replace|replaceAll|route|post|use|redirect)|encodeURIComponent|import)$|Failure$|Error$/;

/** A word in capitals or two words beside each other; any letter where the string is rendered as it is. */
const speaks = (text: string, rendered: boolean) =>
  rendered
    ? /\p{L}/u.test(text)
    : /^\p{Lu}\p{Ll}+\b|\p{Script=Han}|\p{L} +\p{L}/u.test(text) &&
      !/^([\w.-]+\/|https?:|data:|\/|[a-z-]+: )/.test(text);

/** Strings that people would read, which stand in the code and not in the catalogue. */
export function literals(source: string): string[] {
  const of = (node: Node) => source.slice(node.start, node.end);
  const isTechnical = (node: Node, above: Node[]) => {
    for (let k = above.length - 1; k >= 0; k--) {
      const parent = above[k];
      const child = above[k + 1] ?? node;
      const { type } = parent;
      if (/^TS(?!As|Satisfies|NonNull)/.test(type)) return true;
      if (/^(Import|Export(All|Named)|Throw|TaggedTemplate)/.test(type))
        return !/^ExportNamed/.test(type) || parent.source === child;
      if (type === "JSXAttribute")
        return (
          technical.has(of(parent.name)) ||
          /^(aria-(?!label)|data-(?!label))/.test(of(parent.name))
        );
      if (
        type === "Property" &&
        (parent.key === child || technical.has(of(parent.key)))
      )
        return true;
      if (type === "BinaryExpression" && parent.operator !== "+") return true;
      if (type === "MemberExpression" && parent.property === child) return true;
      if (
        /^(Call|New)Expression$/.test(type) &&
        parent.callee !== child &&
        calls.test(of(parent.callee))
      )
        return true;
      if (/Function|^JSX(Element|Fragment)$/.test(type)) return false;
    }
    return false;
  };
  const isRendered = (above: Node[]) => {
    const shown = above.findLastIndex(
      ({ type }) => type === "JSXExpressionContainer",
    );
    if (shown < 1 || !/^JSX(Element|Fragment)$/.test(above[shown - 1].type))
      return false;
    return above
      .slice(shown + 1)
      .every(({ type }) =>
        /^(Conditional|Logical|Parenthesized)Expression$/.test(type),
      );
  };
  const found: string[] = [];
  for (const [node, above] of walk(parse(source))) {
    if (node.type === "JSXText") {
      if (/\p{L}/u.test(node.value.replace(/&\w+;/g, "")))
        found.push(node.value.trim());
      continue;
    }
    const text =
      node.type === "Literal" && typeof node.value === "string"
        ? node.value
        : node.type === "TemplateLiteral"
          ? node.quasis.map((quasi: Node) => quasi.value.cooked).join("{}")
          : null;
    if (text === null || isTechnical(node, above)) continue;
    if (
      above.at(-1)?.type === "JSXAttribute"
        ? /\p{L}{2}/u.test(text)
        : speaks(text, isRendered(above))
    )
      found.push(text);
  }
  return found;
}

export type Asked = { key: string; values: string[] };

/** Every message asked for by `t("key", { … })` or `<T k="key" … />` with the names it is given; those with a spread left out. */
export function asked(source: string): Asked[] {
  const found: Asked[] = [];
  for (const [node] of walk(parse(source))) {
    if (node.type === "CallExpression" && node.callee.name === "t") {
      const [key, values] = node.arguments as Node[];
      const properties: Node[] = values?.properties ?? [];
      if (
        key?.type !== "Literal" ||
        properties.some(({ type }) => type === "SpreadElement")
      )
        continue;
      if (values && values.type !== "ObjectExpression") continue;
      found.push({
        key: key.value,
        values: properties.map(({ key }) => key.name ?? key.value),
      });
    }
    if (node.type === "JSXOpeningElement" && node.name.name === "T") {
      const attributes = node.attributes as Node[];
      const key = attributes.find(({ name }) => name?.name === "k")?.value;
      if (
        key?.type !== "Literal" ||
        attributes.some(({ type }) => type === "JSXSpreadAttribute")
      )
        continue;
      const names = attributes.map(({ name }) => name.name as string);
      found.push({
        key: key.value,
        values: [...names.filter((name) => name !== "k"), "code"],
      });
    }
  }
  return found;
}
