import * as S3 from "@aws-sdk/client-s3";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Bucket, refusal, serve } from "./harness";

const bytes = (a: string, b: string) =>
  Buffer.compare(Buffer.from(a), Buffer.from(b));

async function fill(client: S3.S3Client, keys: string[]) {
  for (const Key of keys)
    await client.send(new S3.PutObjectCommand({ Bucket, Key, Body: Key }));
}

async function pages(client: S3.S3Client, input: object) {
  const items: string[] = [];
  const sizes: number[] = [];
  let ContinuationToken: string | undefined;
  do {
    const page: S3.ListObjectsV2CommandOutput = await client.send(
      new S3.ListObjectsV2Command({ Bucket, ...input, ContinuationToken }),
    );
    const names = [
      ...(page.Contents ?? []).map(({ Key }) => Key!),
      ...(page.CommonPrefixes ?? []).map(({ Prefix }) => `${Prefix} folded`),
    ];
    expect(page.KeyCount).toBe(names.length);
    expect(page.IsTruncated).toBe(page.NextContinuationToken !== undefined);
    items.push(...names.sort(bytes));
    sizes.push(names.length);
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken);
  return { items, sizes };
}

// What a listing must hold, by filtering and folding the whole set of keys.
function expected(
  keys: string[],
  { Prefix = "", Delimiter = "", StartAfter = "" },
) {
  const found = keys
    .filter((key) => key.startsWith(Prefix) && bytes(key, StartAfter) > 0)
    .map((key) => {
      const cut = Delimiter ? key.indexOf(Delimiter, Prefix.length) : -1;
      return cut < 0 ? key : `${key.slice(0, cut + Delimiter.length)} folded`;
    });
  return [...new Set(found)].sort(bytes);
}

test("a listing at any page size is the whole set of keys, filtered and folded", async () => {
  const { client } = await serve();
  const keys = [
    ..."a a/ a/b a/b/c a/c a0 a!/x b/1 b/2 b/3 b0 c/d/e c/d/f c/g z".split(" "),
    "ü/1",
    "ü/2",
    "€",
    "\u{ffee}",
    "\u{1f600}/1",
    "\u{1f600}/2",
    "with space",
    "pl+us",
    "per%cent",
    "<&>\"'",
    "//",
    "//x",
    "../../evil",
  ];
  await fill(client, keys);
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        Prefix: fc.constantFrom(
          "",
          "a",
          "a/",
          "b/",
          "c/d",
          "ü",
          "\u{1f600}/",
          "/",
          "q",
        ),
        Delimiter: fc.constantFrom("", "/", "/d/", "b"),
        StartAfter: fc.constantFrom("", "a/", "a/b", "b/2", "zz", "ü/1"),
      }),
      fc.integer({ min: 1, max: 7 }),
      async (query, MaxKeys) => {
        const { items, sizes } = await pages(client, { ...query, MaxKeys });
        expect(items).toEqual(expected(keys, query));
        // Every page but the last is full.
        for (const size of sizes.slice(0, -1)) expect(size).toBe(MaxKeys);
      },
    ),
    { numRuns: 120, seed: 1 },
  );
});

test("keys stand in the order of their UTF-8 bytes, not of UTF-16", async () => {
  const { client } = await serve();
  await fill(client, ["\u{1f600}", "\u{ffee}", "Z", "a", "é"]);
  const { items } = await pages(client, {});
  expect(items).toEqual(["Z", "a", "é", "\u{ffee}", "\u{1f600}"]);
});

test("keys of one bucket never show in another", async () => {
  const { client } = await serve({
    buckets: ["mainstay", "mainstay-2", "main"],
  });
  await fill(client, ["k"]);
  for (const Bucket of ["mainstay-2", "main"]) {
    const page = await client.send(new S3.ListObjectsV2Command({ Bucket }));
    expect(page.KeyCount).toBe(0);
  }
});

test("a listing asked for in URL encoding can carry any key", async () => {
  const { client } = await serve();
  const keys = ["a b/c+d%é", "line\nbreak", "nul\0byte"];
  await fill(client, keys);
  const page = await client.send(
    new S3.ListObjectsV2Command({ Bucket, EncodingType: "url" }),
  );
  expect(page.Contents?.map(({ Key }) => decodeURIComponent(Key!))).toEqual(
    keys,
  );
  expect(page.Contents?.[0].Key).toBe("a%20b/c%2Bd%25%C3%A9");
  expect(page.EncodingType).toBe("url");
});

test("an owner is named when asked for, and sizes and tags are those of the objects", async () => {
  const { client } = await serve();
  const { ETag } = await client.send(
    new S3.PutObjectCommand({ Bucket, Key: "k", Body: "four" }),
  );
  const list = (more: object) =>
    client.send(new S3.ListObjectsV2Command({ Bucket, ...more }));
  const [plain] = (await list({})).Contents!;
  expect(plain).toMatchObject({ ETag, Size: 4, StorageClass: "STANDARD" });
  expect(plain.Owner).toBeUndefined();
  const [owned] = (await list({ FetchOwner: true })).Contents!;
  expect(owned.Owner?.ID).toBe("local");
});

test("LastModified has milliseconds and never repeats nor goes back, whatever the clock does", async () => {
  const begun = Date.now();
  let now = begun;
  const { client } = await serve({ clock: () => now });
  await fill(client, ["a", "b"]);
  now -= 5000;
  await fill(client, ["c"]);
  const page = await client.send(new S3.ListObjectsV2Command({ Bucket }));
  const stamps = page.Contents!.map(({ LastModified }) => Number(LastModified));
  // The bucket took the first stamp.
  expect(stamps).toEqual([begun + 1, begun + 2, begun + 3]);
});

test("a listing of nothing is empty and one of no keys asks for none", async () => {
  const { client } = await serve();
  await fill(client, ["a"]);
  for (const more of [{ Prefix: "q" }, { MaxKeys: 0 }]) {
    const page = await client.send(
      new S3.ListObjectsV2Command({ Bucket, ...more }),
    );
    expect(page).toMatchObject({ KeyCount: 0, IsTruncated: false });
  }
});

test("a page holds at most 1,000 keys and wrong arguments are refused", async () => {
  const { client } = await serve();
  const list = (more: object) =>
    client.send(new S3.ListObjectsV2Command({ Bucket, ...more }));
  expect((await list({ MaxKeys: 5000 })).MaxKeys).toBe(1000);
  for (const more of [
    { MaxKeys: -1 },
    { ContinuationToken: "nonsense" },
    { EncodingType: "xml" },
  ])
    expect(await refusal(list(more))).toEqual({
      code: "InvalidArgument",
      status: 400,
    });
});
