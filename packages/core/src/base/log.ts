// log: what is written of an error for whoever operates Mainstay, without the values that its message quotes
type Reported = {
  name?: string;
  code?: string;
  message?: string;
  stack?: string;
};

// Messages quote what came, and what came may be about a customer.
const unquoted = (message: string) =>
  message
    .replace(/(["'`])(?:(?!\1).)*\1|“[^”]*”|‘[^’]*’|«[^»]*»/gsu, '"…"')
    .replace(/\b(came|got)(:?) (?!"…")[\s\S]*$/u, "$1$2 …");

export function describe(error: unknown) {
  const {
    name,
    code,
    message = String(error),
    stack = "",
  } = error && typeof error === "object" ? (error as Reported) : {};
  // The lines of a stack above its frames repeat the message.
  const at = stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim());
  return {
    name,
    code,
    message: unquoted(message),
    ...(name !== "Failure" && at.length && { at }),
  };
}

export const error = (error: unknown, context: object = {}) =>
  console.error(JSON.stringify({ ...context, ...describe(error) }));

export * as Log from "./log";
