// api-commands: every call of the API has a command, and a command sends what was typed, whatever it holds
import { PathId } from "@mainstay/core/base/path-id";
import { Command } from "commander";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ApiCommand, type Declared } from "@mainstay/cli/api-command";
import { ApiCommands } from "@mainstay/cli/api-commands";
import { AnswerText } from "@mainstay/cli/answer-text";
import { app } from "@mainstay/functions/api/index";

// Calls of commands that do more than one call.
const elsewhere = [
  "POST /v1/uploads", // upload
  "POST /v1/score/{dataset}", // score
  "POST /v1/preview", // inspect, which needs no server
  "GET /v1/priorities", // priorities
  "POST /v1/keys", // keys create
  "POST /v1/query", // sql
];

type Schema = { $ref?: string; properties?: object };
type Described = {
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema?: Schema }> };
};
const described = async () => {
  const answer = await app.request("/openapi.json");
  const { paths, components } = (await answer.json()) as {
    paths: Record<string, Record<string, Described>>;
    components: { schemas: Record<string, Schema> };
  };
  for (const call of Object.values(paths).flatMap(Object.values<Described>))
    for (const one of Object.values(call.requestBody?.content ?? {})) {
      const name = one.schema?.$ref?.split("/").at(-1);
      if (name) one.schema = components.schemas[name];
    }
  return new Map(
    Object.entries(paths).flatMap(([path, calls]) =>
      Object.entries(calls).map(([method, call]): [string, Described] => [
        `${method.toUpperCase()} ${path}`,
        call,
      ]),
    ),
  );
};

const argumentsOf = ({ run }: Declared) =>
  [...run.matchAll(/[<[](\w+)[>\]]/g)].map(([, name]) => name);

describe("every call of the API has a command", () => {
  test("none is missing, and none calls what does not exist", async () => {
    const routes: string[] = ApiCommands.declared.map(({ route }) => route);
    expect([...routes, ...elsewhere].sort()).toEqual(
      [...(await described()).keys()].sort(),
    );
  });

  test("each takes exactly what its call takes", async () => {
    const calls = await described();
    for (const declared of ApiCommands.declared) {
      const { parameters = [], requestBody } = calls.get(declared.route)!;
      const given = new Set([
        ...argumentsOf(declared),
        ...Object.keys(declared.options ?? {}),
      ]);
      const fields = Object.keys(
        requestBody?.content["application/json"].schema?.properties ?? {},
      );
      const wholeBody = given.delete("json");
      expect([...given].sort(), declared.run).toEqual(
        [
          ...parameters.map(({ name }) => name),
          ...(wholeBody ? [] : fields),
        ].sort(),
      );
      expect(declared.body ?? [], declared.run).toEqual(
        expect.arrayContaining(wholeBody ? [] : fields),
      );
    }
  });

  test("examples are commands there are", async () => {
    for (const { run, example } of ApiCommands.declared) {
      const words = run.split(" ").filter((word) => !/^[<[]/.test(word));
      if (example)
        expect(example.split(" ").slice(0, words.length)).toEqual(words);
    }
  });
});

// What the program sends when these words are typed.
async function typed(...words: string[]) {
  const sent: unknown[] = [];
  const program = new Command("mainstay").exitOverride();
  const call: any =
    () => async (method: string, path: string, body: unknown) => {
      sent.push({ method, path, ...(body !== undefined && { body }) });
      return {};
    };
  for (const declared of ApiCommands.declared)
    ApiCommand.add(program, declared, { call, say: () => {}, fail: () => {} });
  await program.parseAsync(words, { from: "user" });
  expect(sent).toHaveLength(1);
  return sent[0];
}

describe("what is typed is what is sent", () => {
  test("ids, options and bodies", async () => {
    expect(
      await typed("customers", "--band", "high", "--sort=-revenue"),
    ).toEqual({
      method: "GET",
      path: "/v1/customers?dataset=customers&band=high&sort=-revenue",
    });
    expect(
      await typed("customers", "show", "A/1?#%", "--dataset", "b"),
    ).toEqual({
      method: "GET",
      path: `/v1/customers/${PathId.write("A/1?#%")}?dataset=b&lang=en`,
    });
    expect(
      await typed(
        "actions",
        "set",
        "x",
        "--state",
        "done",
        "--outcome",
        "true",
      ),
    ).toEqual({
      method: "POST",
      path: "/v1/actions/x?dataset=customers",
      body: { state: "done", outcome: true },
    });
    expect(await typed("settings", "set", "health", '{"a":1}')).toEqual({
      method: "PUT",
      path: "/v1/settings/customers/health",
      body: { a: 1 },
    });
    expect(await typed("promote", "v1", "--dataset", "b")).toEqual({
      method: "POST",
      path: "/v1/models/b/promote",
      body: { version: "v1" },
    });
  });

  test("any id arrives as it was typed", async () => {
    const show = ApiCommands.declared.find(
      ({ run }) => run === "customers show <id>",
    )!;
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (id) => {
        const { path } = ApiCommand.request(show, { id, dataset: "d" });
        const url = new URL(path, "http://localhost");
        const [, , , part] = url.pathname.split("/");
        expect(PathId.read(decodeURIComponent(part))).toBe(
          Buffer.from(id).toString(),
        );
      }),
    );
  });

  test("a number that is none and a file that is not there are named", async () => {
    await expect(
      typed("feedback", "add", "x", "--rating", "ten"),
    ).rejects.toThrow(
      'Expected a number after --rating; came "ten" (option.number)',
    );
    await expect(
      typed("settings", "set", "health", "nowhere.json"),
    ).rejects.toThrow("there is no file nowhere.json (file.missing)");
  });
});

test("a list fits the terminal and names the columns it leaves out", () => {
  const items = [
    { id: "A-1", name: "Müller 客户", revenue: 1234.5678, tags: ["x"] },
    { id: "A-2", name: null, revenue: 2, tags: [] },
  ];
  const text = AnswerText.of({ items, cursor: "abc", total: 7 }, 24);
  expect(text).toContain("A-1");
  expect(text).toContain("7 in all");
  expect(text).toContain("more: --cursor abc");
  expect(text).toContain("with --json also: revenue, tags");
  for (const line of text.split("\n").slice(0, 3))
    expect([...line].length).toBeLessThanOrEqual(24);
  expect(AnswerText.of({ items, cursor: null }, 80)).toMatch(/1235/);
});
