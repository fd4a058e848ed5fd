// Ids and what stands in for them, answers of survey tools, and money, by what must come of them.
import { test } from "vitest";
import type { Expect } from "./reading";
import { column, reads, table } from "./table-text";

const rowsN = (n: number, f: (i: number) => string[]) =>
  Array.from({ length: n }, (_, i) => f(i));
const ids = (
  what: string,
  of: (i: number) => string,
  first: string,
  header = "Customer ID",
  extra: Partial<Expect> = {},
) =>
  test("id " + what, () =>
    reads(
      table([
        [header, "Plan", "MRR"],
        ...rowsN(12, (i) => [of(i), i % 2 ? "Pro" : "Basic", String(100 + i)]),
      ]),
      { accepted: 12, facts: { id: header }, ids: [first], ...extra },
    ),
  );
ids("leading zeros", (i) => `000${123 + i}`, "000123");
ids("e-mail", (i) => `ann${i}@example.com`, "ann0@example.com", "Email", {
  warnings: ["id.assumed@Email"],
});
ids(
  "e-mail address",
  (i) => `ann${i}@example.com`,
  "ann0@example.com",
  "E-Mail-Adresse",
);
ids(
  "e-mail among names",
  (i) => `ann${i}@example.com`,
  "ann0@example.com",
  "Customer Email",
);
ids("domain", (i) => `firm${i}.example.com`, "firm0.example.com", "Domain");
ids("company name alone", (i) => `Firm ${i}`, "Firm 0", "Company");
ids("account name alone", (i) => `Firm ${i}`, "Firm 0", "Account Name");
ids("Kunde", (i) => `K${i}`, "K0", "Kunde");
ids("Kd.-Nr.", (i) => `K${i}`, "K0", "Kd.-Nr.");
ids("Kunden-Nr.", (i) => `K${i}`, "K0", "Kunden-Nr.");
ids("Nº cliente", (i) => `K${i}`, "K0", "Nº cliente");
ids("N° client", (i) => `K${i}`, "K0", "N° client");
ids("Customer #", (i) => `K${i}`, "K0", "Customer #");
ids("Acct #", (i) => `K${i}`, "K0", "Acct #");
ids("客户编码", (i) => `K${i}`, "K0", "客户编码");
ids("顧客ID", (i) => `K${i}`, "K0", "顧客ID");
ids(
  "uuid",
  (i) => `0b9f4c1e-0000-4000-8000-0000000000${10 + i}`,
  "0b9f4c1e-0000-4000-8000-000000000010",
  "UUID",
);
ids("floats", (i) => `${100 + i}.0`, "100.0");
ids("19 digits", (i) => `90071992547409${93000 + i}`, "9007199254740993000");
ids("formula", (i) => `="00${12 + i}"`, "0012");
test("ids in scientific notation", () =>
  reads(
    table([
      ["Customer ID", "Plan", "MRR"],
      ...rowsN(12, (i) => [`1.2345${i}E+11`, "Pro", String(100 + i)]),
    ]),
    { accepted: 12, warnings: ["id.shortened@Customer ID"] },
  ));
test("ids in scientific notation that collide", () =>
  reads(
    table([
      ["Customer ID", "Plan", "MRR"],
      ...rowsN(12, (i) => [`1.2345${i % 3}E+11`, "Pro", String(100 + i)]),
    ]),
    {
      accepted: 12,
      warnings: ["id.repeated@Customer ID", "id.shortened@Customer ID"],
    },
  ));

const survey = (
  what: string,
  header: string[],
  rows: string[][],
  e: Partial<Expect>,
) =>
  test("survey " + what, () =>
    reads(
      table([header, ...rows]),
      { accepted: rows.length, facts: { kind: "feedback" }, ...e } as Expect,
      "feedback",
    ),
  );
const words = [
  "Great product and helpful people overall",
  "It is too slow for our team at month end",
  "The export to spreadsheets fails often",
];
survey(
  "labelled points",
  ["Customer ID", "Date", "How likely are you to recommend us?", "Comment"],
  rowsN(9, (i) => [
    `C${i}`,
    `2025-06-0${1 + i}`,
    ["10 - Extremely likely", "7", "0 - Not at all likely"][i % 3],
    words[i % 3] + i,
  ]),
  { roles: { rating: "How likely are you to recommend us?", text: "Comment" } },
);
survey(
  "points of",
  ["Customer ID", "Date", "Rating", "Comment"],
  rowsN(9, (i) => [
    `C${i}`,
    `2025-06-0${1 + i}`,
    ["5/5", "3/5", "1/5"][i % 3],
    words[i % 3] + i,
  ]),
  { roles: { rating: "Rating" } },
);
survey(
  "stars",
  ["Customer ID", "Date", "Rating", "Comment"],
  rowsN(9, (i) => [
    `C${i}`,
    `2025-06-0${1 + i}`,
    ["★★★★★", "★★★☆☆", "★☆☆☆☆"][i % 3],
    words[i % 3] + i,
  ]),
  { roles: { rating: "Rating" } },
);
survey(
  "words for stars",
  ["Customer ID", "Date", "Rating", "Comment"],
  rowsN(9, (i) => [
    `C${i}`,
    `2025-06-0${1 + i}`,
    ["5 stars", "3 stars", "1 star"][i % 3],
    words[i % 3] + i,
  ]),
  { roles: { rating: "Rating" } },
);
survey(
  "分",
  ["客户编号", "提交时间", "您的评分", "意见"],
  rowsN(9, (i) => [
    `C${i}`,
    `2025/06/0${1 + i} 10:00`,
    ["10分", "7分", "0分"][i % 3],
    "系统很慢，希望能够尽快改进导出功能，谢谢各位" + i,
  ]),
  { roles: { rating: "您的评分", text: "意见" } },
);
survey(
  "French",
  ["Numéro client", "Date de réponse", "Note", "Commentaire"],
  rowsN(9, (i) => [
    `C${i}`,
    `0${1 + i}/06/2025`,
    String([5, 3, 1][i % 3]),
    "Produit très utile mais un peu lent " + i,
  ]),
  { roles: { rating: "Note", text: "Commentaire" } },
);
survey(
  "Portuguese",
  ["ID do cliente", "Data", "Nota", "Comentário"],
  rowsN(9, (i) => [
    `C${i}`,
    `${13 + i}/06/2025`,
    String([5, 3, 1][i % 3]),
    "Produto muito bom mas um pouco lento " + i,
  ]),
  { roles: { rating: "Nota", text: "Comentário" } },
);
survey(
  "Italian",
  ["ID cliente", "Data", "Valutazione", "Commento"],
  rowsN(9, (i) => [
    `C${i}`,
    `${13 + i}/06/2025`,
    String([5, 3, 1][i % 3]),
    "Prodotto molto utile ma un poco lento " + i,
  ]),
  { roles: { rating: "Valutazione", text: "Commento" } },
);
test("two currencies in one column", () =>
  reads(column("MRR", ["$100", "€200", "$300", "€50"]), {
    accepted: 4,
    sums: { MRR: 650 },
    warnings: ["number.currencies@MRR"],
  }));
test("a kind for xlsx date text", () =>
  reads(
    column("Renewal Date", [
      "2025-06-30 00:00:00",
      "2025-07-31 00:00:00",
      "2025-08-31 00:00:00",
    ]),
    {
      accepted: 3,
      roles: { renewal: "Renewal Date" },
      types: { "Renewal Date": "date" },
    },
  ));
test("mixed half money", () =>
  reads(column("MRR", ["$100", "free", "$300", "free", "$50", "$20"]), {
    accepted: 6,
  }));
