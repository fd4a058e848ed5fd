import fc from "fast-check";
import { expect, test } from "vitest";
import { Utf8Stream } from "@mainstay/core/reading/utf8-stream";
import { TextEncoding } from "@mainstay/core/reading/text-encoding";

const text = "客户,城市\n张三,北京\n李四,上海\nAnne,Zoë\n";

async function* chunked(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size)
    yield bytes.subarray(at, at + size);
}
async function utf8(bytes: Uint8Array, size = 7) {
  const chunks: Uint8Array[] = [];
  for await (const chunk of Utf8Stream.decode(
    chunked(bytes, size),
    TextEncoding.detect(bytes).encoding,
  ))
    chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16();

test("every encoding spoken comes out as the same UTF-8 without a byte order mark", async () => {
  const wide = Buffer.from(text, "utf16le");
  for (const bytes of [
    Buffer.from(text),
    Buffer.from(`\ufeff${text}`),
    wide,
    swapped(wide),
    Buffer.from(`\ufeff${text}`, "utf16le"),
    swapped(Buffer.from(`\ufeff${text}`, "utf16le")),
  ])
    expect(await utf8(bytes)).toBe(text);
});

test("GB18030 and Windows-1252 are told apart", async () => {
  // 客户,城市 LF 张三,北京 LF in GB2312's code table
  const chinese = Buffer.from(
    "bfcdbba72cb3c7cad00ad5c5c8fd2cb1b1bea90a",
    "hex",
  );
  expect(await utf8(chinese)).toBe("客户,城市\n张三,北京\n");
  const french = Buffer.from("name,ville\nZoë,Orléans\nJosé,Nîmes\n", "latin1");
  expect(await utf8(french)).toBe("name,ville\nZoë,Orléans\nJosé,Nîmes\n");
});

test("chunks may cut characters anywhere", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc
        .string({ unit: "binary", minLength: 1 })
        .filter((s) => !/[\0-\x1f\ufeff]/.test(s)),
      fc.integer({ min: 1, max: 5 }),
      async (body, size) => {
        const source = `a,b\n${body}`;
        const chunks: Uint8Array[] = [];
        const bytes = Buffer.from(source);
        for await (const chunk of Utf8Stream.decode(
          chunked(bytes, size),
          "utf-8",
        ))
          chunks.push(chunk);
        expect(Buffer.concat(chunks)).toEqual(bytes);
      },
    ),
  );
});

test("bytes that are no text of the encoding fail with their line", async () => {
  const bytes = Buffer.concat([
    Buffer.from("a,b\n1,2\n3,"),
    Buffer.from([0xff, 0x0a]),
  ]);
  for (const size of [1, 4, 100]) {
    const run = async () => {
      for await (const _ of Utf8Stream.decode(chunked(bytes, size), "utf-8"));
    };
    await expect(run()).rejects.toMatchObject({
      code: "upload.encoding.invalid",
      message: expect.stringContaining("line 3"),
    });
  }
});

test.each([
  ["a spreadsheet", Buffer.from("PK\x03\x04rest")],
  ["a PDF", Buffer.from("%PDF-1.7\n")],
  ["a PNG", Buffer.from("89504e470d0a1a0a", "hex")],
  ["NUL", Buffer.from("a,b\n\0\0\0\0\x01,c\n")],
])("what looks like %s is refused by that name", (what, bytes) => {
  expect(() => TextEncoding.detect(bytes)).toThrow(
    expect.objectContaining({
      code: "upload.csv.binary",
      message: expect.stringContaining(what),
    }),
  );
});

test("an empty file, or one of blanks, is refused as empty", () => {
  for (const bytes of ["", "\ufeff", " \r\n\n\t"])
    expect(() => TextEncoding.detect(Buffer.from(bytes))).toThrow(
      expect.objectContaining({ code: "upload.csv.empty" }),
    );
});
