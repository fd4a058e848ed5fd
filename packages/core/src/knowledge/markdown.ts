// markdown: a Markdown file as an article, and an article's text without its signs
import { line } from "../tabular/csv";
import { Failure } from "../base/error";
import type { Definition } from "../tabular/definition";
import { langOf } from "./search-terms";
import type { Article } from "./article";

/** Only a knowledge base has articles. */
export const is = (dataset: string, name: string) =>
  dataset === "knowledge" && /\.md$/i.test(name);

const frontMatter = /^---[^\S\n]*\n(?:([\s\S]*?)\n)?---[^\S\n]*(?:\n|$)/;
const heading = /^#{1,6}[^\S\n]+(.*?)[^\S\n]*#*$/;

/** Title, then language, of the front matter; else the first heading if nothing stands before it. */
export function article(source: string, name: string): Article {
  const text = source.replaceAll(/\r\n?/g, "\n");
  const front = frontMatter.exec(text);
  const body = text.slice(front?.[0].length ?? 0).trim();
  const said = (key: string) =>
    new RegExp(`^${key}:[^\\S\\n]*(["']?)(.+?)\\1[^\\S\\n]*$`, "m").exec(
      front?.[1] ?? "",
    )?.[2];
  const id = name.replace(/\.md$/i, "");
  const first = heading.exec(body.split("\n", 1)[0])?.[1];
  const rest =
    first === undefined ? body : body.slice(body.indexOf("\n") >>> 0).trim();
  const title =
    said("title") ?? (first && plain(first)) ?? headingIn(body) ?? id;
  return {
    id,
    title,
    text: rest,
    lang: langOf(`${title} ${rest}`, said("lang") ?? said("language")),
  };
}

const headingIn = (body: string) =>
  blocks(body).flatMap((block) =>
    block.heading ? [block.heading.text] : [],
  )[0];

/** One row under the names that the dataset's definition has for an article's parts. */
export function csv(source: string, name: string, known?: Definition.Input) {
  const { id, title, text, lang } = article(source, name);
  const named = { id: known?.id, ...known?.roles };
  return (
    line([
      named.id ?? "id",
      named.title ?? "title",
      named.text ?? "text",
      named.lang ?? "lang",
    ]) + line([id, title, text, lang])
  );
}

// An article for people to read; beyond this it is something else.
const largestBytes = 4 << 20;

/** A Markdown file's bytes in UTF-8 as those of a CSV with one row. */
export async function* asCsv(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
  known?: Definition.Input,
) {
  const read: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    read.push(chunk);
    size += chunk.length;
    if (size > largestBytes)
      throw new Failure(
        "upload.markdown.large",
        `Expected an article of at most ${largestBytes >> 20} MiB, got a longer ${name}.`,
      );
  }
  yield Buffer.from(csv(Buffer.concat(read).toString("utf8"), name, known));
}

export type Block = {
  heading?: { level: number; text: string };
  text: string;
  code: boolean;
};

/** Headings, paragraphs, lists and fenced code in their order; a blank line parts two of them. */
export function blocks(text: string): Block[] {
  const found: Block[] = [];
  let lines: string[] = [];
  let fence = "";
  const close = () => {
    const text = lines.join("\n").trim();
    if (text) found.push({ text, code: fence !== "" });
    lines = [];
  };
  for (const line of text.split("\n")) {
    const mark = /^\s*(```+|~~~+)/.exec(line)?.[1] ?? "";
    if (fence ? mark.startsWith(fence) : mark) {
      close();
      fence = fence ? "" : mark;
      continue;
    }
    const said = fence ? null : heading.exec(line.trim());
    if (!fence && (said || !line.trim())) close();
    if (!said) lines.push(line);
    else {
      const level = /#+/.exec(line)![0].length;
      const text = plain(said[1]);
      found.push({ heading: { level, text }, text, code: false });
    }
  }
  close();
  return found;
}

/** Words alone: no emphasis, links, images, quotes or table rules. */
export const plain = (text: string) =>
  text
    .replaceAll(/!\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/\[([^\]]+)\]\(([^)\s]*)[^)]*\)/g, "$1 ($2)")
    .replaceAll(/(\*\*|__)(?=\S)(.+?)\1/g, "$2")
    .replaceAll(/(?<![\w*])\*(?=\S)([^*\n]+?)\*(?![\w*])/g, "$1")
    .replaceAll(/`([^`\n]+)`/g, "$1")
    .replaceAll(/^[^\S\n]*>[^\S\n]?/gm, "")
    .replaceAll(/^[^\S\n]*[*+-][^\S\n]+/gm, "- ")
    .trim();

export * as Markdown from "./markdown";
