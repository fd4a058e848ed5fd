// xml: the small dialect S3 speaks, written and read
import { S3Error } from "./s3-error";

export type Content =
  | string
  | number
  | boolean
  | undefined
  | Content[]
  | { [tag: string]: Content };

const namespace = "http://s3.amazonaws.com/doc/2006-03-01/";
const names: Record<string, string> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  apos: "'",
};

const escape = (text: string) =>
  text.replace(/[<>&"'\u0000-\u001f\u007f]/g, (mark) => {
    const name = Object.keys(names).find((one) => names[one] === mark);
    return name ? `&${name};` : `&#x${mark.charCodeAt(0).toString(16)};`;
  });

function render(tag: string, content: Content): string {
  if (content === undefined) return "";
  if (Array.isArray(content))
    return content.map((one) => render(tag, one)).join("");
  if (typeof content !== "object")
    return `<${tag}>${escape(String(content))}</${tag}>`;
  const inner = Object.entries(content).map(([name, one]) => render(name, one));
  return `<${tag}>${inner.join("")}</${tag}>`;
}

export function write(root: string, content: { [tag: string]: Content }) {
  const inner = Object.entries(content).map(([name, one]) => render(name, one));
  const open = root === "Error" ? root : `${root} xmlns="${namespace}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${open}>${inner.join("")}</${root}>`;
}

export interface Element {
  name: string;
  text: string;
  children: Element[];
}

const malformed = () =>
  new S3Error(
    "MalformedXML",
    "The XML you provided was not well-formed or did not validate against our published schema.",
  );

const token =
  /<\?[^]*?\?>|<!--[^]*?-->|<!\[CDATA\[([^]*?)\]\]>|<\/([^\s>]+)\s*>|<([^\s/>!?]+)(?:\s[^>]*?)?(\/?)>|([^<]+)/gy;

export function parse(source: string, root: string): Element {
  const top: Element = { name: "", text: "", children: [] };
  const open = [top];
  let end = 0;
  for (const [all, literal, closed, opened, empty, text] of source.matchAll(
    token,
  )) {
    end += all.length;
    const parent = open[open.length - 1];
    if (literal !== undefined) parent.text += literal;
    if (text !== undefined) parent.text += unescape(text);
    if (closed !== undefined) {
      if (open.length < 2 || parent.name !== local(closed)) throw malformed();
      open.pop();
    }
    if (opened === undefined) continue;
    const element: Element = { name: local(opened), text: "", children: [] };
    parent.children.push(element);
    if (!empty) open.push(element);
  }
  const [found] = top.children;
  if (
    end !== source.length ||
    open.length > 1 ||
    top.children.length !== 1 ||
    found.name !== root
  )
    throw malformed();
  return found;
}

export const all = (element: Element, name: string) =>
  element.children.filter((child) => child.name === name);
export const text = (element: Element, name: string): string | undefined =>
  all(element, name)[0]?.text;

export function required(element: Element, name: string) {
  const found = text(element, name);
  if (found === undefined) throw malformed();
  return found;
}

const local = (name: string) => name.replace(/^.*:/, "");

const unescape = (source: string) =>
  source.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi,
    (_, hex, decimal, name) => {
      if (name !== undefined) return names[name] ?? refuse();
      const point = hex === undefined ? Number(decimal) : parseInt(hex, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : refuse();
    },
  );

function refuse(): never {
  throw malformed();
}

export { malformed };
export * as Xml from "./xml";
