import fc from "fast-check";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { GuessEncoding } from "@mainstay/core/reading/guess-encoding";
import { TextEncoding } from "@mainstay/core/reading/text-encoding";
import { TextSource } from "@mainstay/core/tabular/text-source";
import { bytesOf } from "./bytes-of";

const french = "Société Générale,Orléans,Où êtes-vous,François Lefèvre";
const german = "Müller GmbH,Straße,München,Größe,Bäckerei Schäfer";
const mixed = "Müller,François,José,Søren,Ångström";
const polish = "Źródło Smaku,Gęś Biała,Ślimak Transport,Spółka";
const czech = "Žlutý kůň,Příklad s.r.o.,Česká spořitelna,Řehoř";
const russian = "Общество с ограниченной ответственностью,Москва";
const greek = "Ελληνική Τράπεζα,Αθήνα,Θεσσαλονίκη";
const turkish = "İstanbul Şirketi,Güneş,Çağrı Işık,Öğretmen";
const simplified = "客户编号,公司,月份,松鼠食品有限公司,北京市,是,否";
const traditional = "客戶編號,公司名稱,松鼠食品股份有限公司,臺北市,是,否";
const japanese = "会社名,みどり食品株式会社,契約を更新する予定です,青葉運輸";
const korean = "고객번호,회사,서울특별시,다람쥐식품,계약을 갱신할 예정입니다";

test.each([
  [french, ["windows-1252", "utf-16le", "utf-16be"]],
  [german, ["windows-1252"]],
  [mixed, ["windows-1252"]],
  [polish, ["windows-1250", "iso-8859-2"]],
  [czech, ["windows-1250", "iso-8859-2"]],
  [russian, ["windows-1251", "koi8-r", "iso-8859-5"]],
  [greek, ["windows-1253", "iso-8859-7"]],
  [turkish, ["windows-1254"]],
  ["חברה בעמ,תל אביב", ["windows-1255"]],
  ["شركة الرياض,دبي", ["windows-1256"]],
  ["Įmonė,Šiauliai,Žemaitis,Ąžuolas,Vilnių", ["windows-1257"]],
  [simplified, ["gb18030", "utf-16le", "utf-16be"]],
  [traditional, ["big5"]],
  [japanese, ["shift_jis", "euc-jp"]],
  [korean, ["euc-kr"]],
])("%s is read back from its encodings", async (cells, encodings) => {
  const text = `id,name\n1,${cells.replaceAll(",", "\n2,")}\n`;
  for (const encoding of encodings) {
    const { text: read } = await TextSource.read(bytesOf(text, encoding));
    expect([encoding, read.toString()]).toEqual([encoding, text]);
  }
});

const words: [encoding: string, words: string][] = [
  ["gb18030", "张伟 王芳 上海浦东软件 华为 不满意 客户 企业版 续费 是 否 北京"],
  ["big5", "張偉 王芳 臺北市 鴻海精密 不滿意 客戶 企業版 續約 是 否 新竹"],
  [
    "shift_jis",
    "山田太郎 佐藤花子 東京 ソニー 不満 顧客 企業 はい いいえ 福岡県",
  ],
  ["euc-kr", "김철수 이영희 부산 삼성전자 불만족 고객 기업용 예 아니오 제주도"],
  ["windows-1252", "Müller Größe Orléans Hélène García Søren René Åse São"],
  ["windows-1250", "Łódź Źródło Spółka Gęś Příklad Česká Řehoř Győr Čačak"],
  ["windows-1251", "Москва Петров Общество да нет Клиент Новосибирск Анна"],
  ["windows-1253", "Αθήνα Τράπεζα Πελάτης Γιώργος ναι όχι Θεσσαλονίκη"],
  ["windows-1254", "İstanbul Güneş Çağrı Işık Öğretmen Şirketi Müşteri"],
];
test("a few words of a language come back, or what they were read as is said to be a guess", () => {
  const few = fc.constantFrom(...words).chain(([encoding, all]) =>
    fc.tuple(
      fc.constant(encoding),
      fc.array(fc.constantFrom(...all.split(" ")), {
        minLength: 4,
        maxLength: 9,
      }),
    ),
  );
  fc.assert(
    fc.property(few, ([encoding, cells]) => {
      const text = `id,name\n${cells.map((cell, k) => `${k},${cell}\n`).join("")}`;
      const bytes = bytesOf(text, encoding);
      const { encoding: found, rival } = GuessEncoding.guess(bytes);
      const read = new TextDecoder(found).decode(bytes);
      if (read !== text) expect([rival, cells]).not.toEqual([null, cells]);
    }),
    { numRuns: 400 },
  );
});

test("one word again and again is read as what is the likelier, and said to be a guess", () => {
  const bytes = bytesOf(`id,name\n${"1,公公\n".repeat(30)}`, "gb18030");
  expect(GuessEncoding.guess(bytes)).toEqual({
    ...{ encoding: "gb18030", rival: "euc-kr" },
  });
});

test("what may be two encodings is said, and what the owner says is not doubted", async () => {
  const bytes = bytesOf("id,name\n1,Hélène\n", "windows-1252");
  const { info } = await TextSource.read(bytes);
  expect(info.warnings).toMatchObject([{ code: "encoding.assumed" }]);
  const said = await TextSource.read(bytes, { encoding: "ISO-8859-2" });
  expect(said.text.toString()).toContain("Hélčne");
  expect(said.info.warnings).toEqual([]);
});

test("a byte order mark goes before what the owner says", async () => {
  const { text } = await TextSource.read(Buffer.from("\ufeffa,b\n1,é\n"), {
    encoding: "big5",
  });
  expect(text.toString()).toBe("a,b\n1,é\n");
});

test("a file that begins with megabytes of ASCII is read by what comes later", async () => {
  const rows = "1,plain\n".repeat(200_000);
  const bytes = bytesOf(`id,name\n${rows}2,松鼠食品有限公司\n`, "gb18030");
  for (const packed of [bytes, gzipSync(bytes)]) {
    const { text, info } = await TextSource.read(packed);
    expect(info.encoding).toBe("gb18030");
    expect(text.subarray(-40).toString()).toContain("松鼠食品有限公司");
  }
});

test("NUL bytes are named with their line, at the start and far behind it", async () => {
  const rows = "1,plain\n".repeat(200_000);
  for (const [before, line] of [
    ["a,b\n1,2\n", 3],
    [rows, 200_001],
  ] as const)
    await expect(
      TextSource.read(Buffer.from(`${before}3,x\0y\n`)),
    ).rejects.toMatchObject({
      code: "upload.csv.binary",
      message: expect.stringMatching(new RegExp(`NUL.*line ${line}\\b`)),
    });
});

test("names of encodings that people use are known, and others are not", () => {
  expect(
    ["GBK", "cp936", "Latin1", "cp1252", "sjis", "UTF-8"].map(
      TextEncoding.known,
    ),
  ).toEqual([
    ...["gb18030", "gb18030", "windows-1252", "windows-1252"],
    ...["shift_jis", "utf-8"],
  ]);
  expect(
    ["klingon", "", "__proto__", "constructor"].map(TextEncoding.known),
  ).toEqual([null, null, null, null]);
});

test("gzip that unpacks to a thousand times its size is refused", async () => {
  const bomb = gzipSync(Buffer.alloc(80 << 20, "1,2\n"));
  await expect(TextSource.read(bomb)).rejects.toMatchObject({
    code: "upload.gzip.expansion",
  });
});
