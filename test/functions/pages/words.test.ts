// Every word of a page stands in the catalogues, and every message gets the values it names.
import { readdirSync, readFileSync } from "node:fs";
import { Message, type Key } from "@mainstay/core/text/message";
import { expect, test } from "vitest";
import { namesIn } from "../../core/text/names-in";
import { asked, literals } from "./literal-text";

const folder = "packages/functions/src";
const files = ["pages", "parts"].flatMap((room) =>
  readdirSync(`${folder}/${room}`)
    .filter((name) => /\.tsx$/.test(name))
    .map((name) => `${room}/${name}`),
);
const source = (file: string) => readFileSync(`${folder}/${file}`, "utf8");

// Names of products and of pages' data, which no language changes.
const names = new Set(["Mainstay"]);

test.each(files)("%s says nothing to people by itself", (file) => {
  const found = literals(source(file)).filter((text) => !names.has(text));
  expect(found).toEqual([]);
});

test.each(files)("%s gives every message the values it names", (file) => {
  const lacking = asked(source(file)).flatMap(({ key, values }) =>
    namesIn(Message.catalogues.en[key as Key] ?? "{unknown}")
      .filter((name) => !values.includes(name))
      .map((name) => `${key}: ${name}`),
  );
  expect(lacking).toEqual([]);
});

test("the eye for literal text sees it wherever people would", () => {
  const seen = (code: string) => literals(`const Page = () => ${code};`);
  expect(seen(`<p>Hello</p>`)).toEqual(["Hello"]);
  expect(seen(`<p title="Hello there" class="card">{t("a.b")}</p>`)).toEqual([
    "Hello there",
  ]);
  expect(seen(`<p>{ok ? "yes" : t("no")}</p>`)).toEqual(["yes"]);
  expect(seen("<p>{`${n} rows of`}</p>")).toEqual(["{} rows of"]);
  expect(
    seen(`<Table columns={[{ title: "Owner", class: "nowrap" }]} />`),
  ).toEqual(["Owner"]);
  expect(seen(`<a href="/customers" aria-current="page">{name}</a>`)).toEqual(
    [],
  );
  expect(seen(`<p>客户</p>`)).toEqual(["客户"]);
});
