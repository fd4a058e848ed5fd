// api-command: a command of the command line that makes one call of the API, built from its declaration
import { PathId } from "@mainstay/core/base/path-id";
import { Argument, type Command, Option } from "commander";
import { readFileSync } from "node:fs";
import { AnswerText } from "./answer-text";
import { type Call, Refused } from "./client";
import { follow } from "./follow-job";

/**
 * One call by name. A value goes where its name stands: into the route's path, else into the body where `body` lists
 * it, else into the query. The argument `json` is a body of its own: JSON, a file of it, or `-` for standard input.
 */
export type Declared = {
  // The words typed, then arguments as `<id>` or `[id]`: "customers show <id>".
  run: string;
  // Method and path as in the OpenAPI document.
  route: string;
  about: string;
  options?: Record<string, Choice>;
  body?: string[];
  // The call answers a job; it is followed to its end under this title.
  follow?: string;
  // What the help shows after `mainstay`.
  example?: string;
};

/** An option: what the help says of it, the kind of its value, and what stands where it is left out. */
export type Choice = {
  help: string;
  kind: "text" | "number" | "value";
  fallback?: string;
};
export const text = (help: string, fallback?: string): Choice => ({
  help,
  kind: "text",
  ...(fallback !== undefined && { fallback }),
});
export const number = (help: string): Choice => ({ help, kind: "number" });
/** True, false or a number. */
export const value = (help: string): Choice => ({ help, kind: "value" });

type Given = Record<string, string | number | boolean | undefined>;

export type Context = {
  call: () => Call;
  say: (answer: unknown) => void;
  fail: (error?: { code: string; message: string }) => void;
};

function optionOf(name: string, { help, kind, fallback }: Choice) {
  const placeholder = kind === "number" ? "n" : "value";
  const option = new Option(`--${name} <${placeholder}>`, help);
  if (kind === "number" || kind === "value")
    option.argParser((text) => {
      const values: Record<string, unknown> = { true: true, false: false };
      if (kind === "value" && Object.hasOwn(values, text)) return values[text];
      if (text.trim() && Number.isFinite(Number(text))) return Number(text);
      throw new Refused(
        "option.number",
        `Expected ${kind === "value" ? "true, false or " : ""}a number after --${name}; came "${text}"`,
      );
    });
  return fallback === undefined ? option : option.default(fallback);
}

/** A body out of JSON itself, of a file that holds it, or of standard input for `-`. */
export function bodyOf(given: string): unknown {
  const isText = /^\s*[[{]/.test(given);
  const source = isText ? "the JSON given" : given;
  try {
    const text = isText
      ? given
      : readFileSync(given === "-" ? 0 : given, "utf8");
    return JSON.parse(text);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw code === "ENOENT"
      ? new Refused(
          "file.missing",
          `Expected JSON, or a file that holds it; there is no file ${given}`,
        )
      : new Refused("json.unreadable", `${source} does not read: ${message}`);
  }
}

/** Method, path with its query, and body of a declared call. */
export function request({ route, body }: Declared, given: Given) {
  const [method, template] = route.split(" ");
  const left = new Map(
    Object.entries(given).filter(([, value]) => value !== undefined),
  );
  const path = template.replace(/\{(\w+)\}/g, (_, name) => {
    const value = left.get(name);
    left.delete(name);
    return PathId.write(String(value));
  });
  const take = (name: string) => {
    const value = left.get(name);
    left.delete(name);
    return value;
  };
  const json = take("json");
  // JSON leaves out what is undefined.
  const fields =
    body && Object.fromEntries(body.map((name) => [name, take(name)]));
  const query = String(
    new URLSearchParams([...left].map(([name, value]) => [name, `${value}`])),
  );
  return {
    method,
    path: query ? `${path}?${query}` : path,
    body: json !== undefined ? bodyOf(`${json}`) : fields,
  };
}

/** Adds a declared call to the program: under the noun that its first word names. */
export function add(program: Command, declared: Declared, context: Context) {
  const { run, about, options = {}, example } = declared;
  const words = run.split(" ");
  const names = words.filter((word) => !/^[<[]/.test(word));
  const args = words.slice(names.length);
  let command = program;
  for (const name of names)
    command =
      command.commands.find((one) => one.name() === name) ??
      command.command(name);
  command.description(about);
  for (const arg of args) command.addArgument(new Argument(arg));
  for (const [name, choice] of Object.entries(options))
    command.addOption(optionOf(name, choice));
  command.option("--json", "as the API answers");
  if (example)
    command.addHelpText("after", `\nExample:\n  mainstay ${example}`);
  command.action(async (...all: unknown[]) => {
    const taken = args.map((arg, k) => [arg.replace(/[<>[\]]/g, ""), all[k]]);
    const { url, key, data, version, json, ...given } =
      command.optsWithGlobals();
    const asked = { ...own(given, options), ...Object.fromEntries(taken) };
    await make(declared, asked, !!json, context);
  });
}

// An option of the noun's own list is no option of the verbs under it.
const own = (given: Given, options: Record<string, Choice>) =>
  Object.fromEntries(
    Object.keys(options).map((name) => [name, given[camel(name)]]),
  );

const camel = (name: string) =>
  name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

async function make(
  declared: Declared,
  given: Given,
  json: boolean,
  { call, say, fail }: Context,
) {
  const { method, path, body } = request(declared, given);
  const show = (answer: unknown) =>
    say(
      json || !process.stdout.isTTY ? answer : AnswerText.of(answer, width()),
    );
  const answer = await call()<{ jobId?: string }>(method, path, body);
  if (!declared.follow || !answer.jobId) return show(answer);
  const job = await follow(call(), answer.jobId, declared.follow);
  if (job.state === "failed") return fail(job.error);
  const { version, result } = job;
  show(version ? { version, ...(result as object) } : result);
}

const width = () => process.stdout.columns ?? 100;

export * as ApiCommand from "./api-command";
