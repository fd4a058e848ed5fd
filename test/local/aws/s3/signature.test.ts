import { crc32 } from "node:zlib";
import * as S3 from "@aws-sdk/client-s3";
import {
  getSignedUrl,
  S3RequestPresigner,
} from "@aws-sdk/s3-request-presigner";
import { describe, expect, test } from "vitest";
import { ChunkedBody } from "@mainstay/local/aws/s3/chunked-body";
import type { Request } from "@mainstay/local/aws/s3/request";
import { Signature } from "@mainstay/local/aws/s3/signature";
import {
  Bucket,
  client as connect,
  code,
  raw,
  refusal,
  serve,
} from "./harness";

// Requests, keys and signatures of the Amazon S3 API Reference, "Authenticating Requests (AWS Signature Version 4)".
describe("the examples of the S3 API Reference", () => {
  const credentials = {
    accessKeyId: "AKIAIOSFODNN7EXAMPLE",
    secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  };
  const then = Date.UTC(2013, 4, 24);
  const date = "20130524T000000Z";
  const credential = `${credentials.accessKeyId}/20130524/us-east-1/s3/aws4_request`;
  const nothing =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  function example(
    method: string,
    path: string,
    headers: Record<string, string>,
    signature: string,
    query: Record<string, string> = {},
  ): Request {
    const all = new Map(Object.entries(headers));
    if (signature)
      all.set(
        "authorization",
        `AWS4-HMAC-SHA256 Credential=${credential},SignedHeaders=${Object.keys(headers).sort().join(";")},Signature=${signature}`,
      );
    return {
      id: "1",
      method,
      path,
      bucket: "examplebucket",
      key: "",
      query: new Map(Object.entries(query)),
      headers: all,
      payload: (async function* () {})(),
    };
  }
  const host = "examplebucket.s3.amazonaws.com";

  test("a GET with a range verifies", () => {
    const headers = {
      host,
      range: "bytes=0-9",
      "x-amz-content-sha256": nothing,
      "x-amz-date": date,
    };
    const signature =
      "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41";
    Signature.verify(
      example("GET", "/test.txt", headers, signature),
      credentials,
      then,
    );
  });

  test("a presigned GET verifies", () => {
    const query = {
      "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
      "X-Amz-Credential": credential,
      "X-Amz-Date": date,
      "X-Amz-Expires": "86400",
      "X-Amz-SignedHeaders": "host",
      "X-Amz-Signature":
        "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
    };
    const request = () => example("GET", "/test.txt", { host }, "", query);
    Signature.verify(request(), credentials, then);
    expect(() =>
      Signature.verify(request(), credentials, then + 86_400_001),
    ).toThrow("expired");
  });

  const framed = (more: Record<string, string>) => ({
    host: "s3.amazonaws.com",
    "content-encoding": "aws-chunked",
    "x-amz-date": date,
    "x-amz-decoded-content-length": "66560",
    "x-amz-storage-class": "REDUCED_REDUNDANCY",
    ...more,
  });

  async function decode(request: Request, frames: string, slice: number) {
    const signed = Signature.verify(request, credentials, then);
    const trailers = new Map<string, string>();
    async function* source() {
      for (let at = 0; at < frames.length; at += slice)
        yield Buffer.from(frames.slice(at, at + slice));
    }
    const pieces: Buffer[] = [];
    for await (const piece of ChunkedBody.decode(source(), signed, trailers))
      pieces.push(piece);
    return { body: Buffer.concat(pieces).toString(), trailers };
  }

  const chunks = (signatures: string[]) =>
    [65536, 1024, 0]
      .map(
        (size, i) =>
          `${size.toString(16)};chunk-signature=${signatures[i]}\r\n${"a".repeat(size)}${size ? "\r\n" : ""}`,
      )
      .join("");

  test.each([1, 7, 70_000])(
    "an upload in signed chunks verifies, read %d bytes at a time",
    async (slice) => {
      const request = () =>
        example(
          "PUT",
          "/examplebucket/chunkObject.txt",
          framed({
            "content-length": "66824",
            "x-amz-content-sha256": "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
          }),
          "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9",
        );
      const frames =
        chunks([
          "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
          "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
          "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9",
        ]) + "\r\n";
      const { body } = await decode(request(), frames, slice);
      expect(body).toBe("a".repeat(66560));
      await expect(
        decode(request(), frames.replace("aaa", "aba"), slice),
      ).rejects.toMatchObject({ code: "SignatureDoesNotMatch" });
      await expect(
        decode(request(), frames.slice(0, -100), slice),
      ).rejects.toMatchObject({ code: "IncompleteBody" });
    },
  );

  test("an upload in signed chunks with a signed trailer verifies", async () => {
    const request = () =>
      example(
        "PUT",
        "/examplebucket/chunkObject.txt",
        framed({
          "x-amz-content-sha256": "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
          "x-amz-trailer": "x-amz-checksum-crc32c",
        }),
        "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e",
      );
    const frames =
      chunks([
        "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2",
        "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7",
        "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992",
      ]) +
      "x-amz-checksum-crc32c:sOO8/Q==\r\nx-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n";
    const { trailers } = await decode(request(), frames, 100_000);
    expect(trailers.get("x-amz-checksum-crc32c")).toBe("sOO8/Q==");
    await expect(
      decode(request(), frames.replace("sOO8", "sOO9"), 100_000),
    ).rejects.toMatchObject({ code: "SignatureDoesNotMatch" });
  });
});

const get = new S3.GetObjectCommand({ Bucket, Key: "k" });

test("a wrong key, a wrong id and no signature at all are refused", async () => {
  const { endpoint } = await serve();
  const as = (accessKeyId: string, secretAccessKey: string) =>
    refusal(
      connect(endpoint, { credentials: { accessKeyId, secretAccessKey } }).send(
        get,
      ),
    );
  expect(await as("local", "wrong")).toEqual({
    code: "SignatureDoesNotMatch",
    status: 403,
  });
  expect(await as("other", "local")).toEqual({
    code: "InvalidAccessKeyId",
    status: 403,
  });
  const anonymous = await raw(endpoint, "/mainstay/k");
  expect([anonymous.status, code(anonymous)]).toEqual([403, "AccessDenied"]);
  expect(anonymous.headers["content-type"]).toBe("application/xml");
});

test("a request signed 15 minutes off the server's clock is refused, and just inside is not", async () => {
  let offset = 0;
  const { client } = await serve({ clock: () => Date.now() + offset });
  const put = () =>
    client.send(new S3.PutObjectCommand({ Bucket, Key: "k", Body: "v" }));
  for (const minutes of [14, -14]) {
    offset = minutes * 60_000;
    await put();
  }
  for (const minutes of [16, -16]) {
    offset = minutes * 60_000;
    expect(await refusal(put())).toEqual({
      code: "RequestTimeTooSkewed",
      status: 403,
    });
  }
});

test("a presigned GET works until it expires, for that key and method alone", async () => {
  let offset = 0;
  const { client, endpoint } = await serve({
    clock: () => Date.now() + offset,
  });
  await client.send(
    new S3.PutObjectCommand({ Bucket, Key: "a b/ü+%", Body: "text" }),
  );
  const url = await getSignedUrl(
    client,
    new S3.GetObjectCommand({
      Bucket,
      Key: "a b/ü+%",
      ResponseContentType: "text/x",
    }),
    { expiresIn: 60 },
  );
  const found = await fetch(url);
  expect([
    found.status,
    await found.text(),
    found.headers.get("content-type"),
  ]).toEqual([200, "text", "text/x"]);
  expect((await fetch(url, { method: "DELETE" })).status).toBe(403);
  expect((await fetch(url.replace("text%2Fx", "text%2Fy"))).status).toBe(403);
  expect((await fetch(`${url}&response-expires=0`)).status).toBe(403);
  expect(
    code(
      await raw(
        endpoint,
        new URL(url).pathname.replace("/a", "/b") + new URL(url).search,
      ),
    ),
  ).toBe("SignatureDoesNotMatch");
  offset = 61_000;
  const late = await fetch(url);
  expect(late.status).toBe(403);
  expect(await late.text()).toContain("Request has expired");
});

test("a presigned PUT takes the length and type that were signed and no others", async () => {
  const { client } = await serve();
  const url = await getSignedUrl(
    client,
    new S3.PutObjectCommand({
      Bucket,
      Key: "up.csv",
      ContentType: "text/csv",
      ContentLength: 4,
    }),
    {
      expiresIn: 60,
      signableHeaders: new Set(["content-type", "content-length"]),
    },
  );
  const put = (body: string, type: string) =>
    fetch(url, { method: "PUT", body, headers: { "content-type": type } });
  expect((await put("12345", "text/csv")).status).toBe(403);
  expect((await put("1234", "text/html")).status).toBe(403);
  expect((await put("1234", "text/csv")).status).toBe(200);
  const found = await client.send(
    new S3.GetObjectCommand({ Bucket, Key: "up.csv" }),
  );
  expect(await found.Body!.transformToString()).toBe("1234");
  expect(found.ContentType).toBe("text/csv");
});

test("a presigned PUT carries its metadata, and no header S3 knows may be added unsigned", async () => {
  const { client } = await serve();
  const url = await getSignedUrl(
    client,
    new S3.PutObjectCommand({ Bucket, Key: "k", Metadata: { a: "1" } }),
    { expiresIn: 60 },
  );
  const put = (headers: Record<string, string>) =>
    fetch(url, { method: "PUT", body: "v", headers });
  const added = await put({ "x-amz-meta-b": "2" });
  expect(added.status).toBe(403);
  expect(await added.text()).toContain("x-amz-meta-b");
  expect((await put({})).status).toBe(200);
  const head = await client.send(
    new S3.HeadObjectCommand({ Bucket, Key: "k" }),
  );
  expect(head.Metadata).toEqual({ a: "1" });
});

test("a page of ours may read and write by presigned URL, and sign nothing itself", async () => {
  const origin = "http://127.0.0.1:4000";
  const { client, endpoint } = await serve({ origins: () => [origin] });
  const object = { Bucket, Key: "k" };
  const url = await getSignedUrl(client, new S3.PutObjectCommand(object));
  const { pathname, search } = new URL(url);
  const ask = (method: string, path = pathname + search, from = origin) =>
    raw(endpoint, path, {
      method: "OPTIONS",
      headers: {
        origin: from,
        "access-control-request-method": method,
        "access-control-request-headers": "content-type",
      },
    });
  for (const method of ["GET", "PUT"]) {
    const { status, headers } = await ask(method);
    expect(status).toBe(200);
    expect(headers["access-control-allow-origin"]).toBe(origin);
    expect(headers["access-control-allow-methods"]).toContain(method);
    expect(headers["access-control-allow-headers"]).toBe("content-type");
  }
  for (const refused of [
    await ask("DELETE"),
    await ask("PUT", pathname),
    await ask("PUT", pathname + search, "http://example.com"),
  ]) {
    expect(refused.status).toBe(403);
    expect(refused.headers).not.toHaveProperty("access-control-allow-methods");
  }
  const put = { method: "PUT", body: "v", headers: { origin } };
  const stored = await fetch(url, put);
  expect(stored.status).toBe(200);
  expect(stored.headers.get("access-control-allow-origin")).toBe(origin);
  expect(stored.headers.get("access-control-expose-headers")).toContain("ETag");
  const elsewhere = { ...put, headers: { origin: "http://example.com" } };
  const refused = await fetch(url, elsewhere);
  expect(refused.status).toBe(403);
  expect(refused.headers.get("access-control-allow-origin")).toBeNull();
});

test("a session token beside the keys is passed over", async () => {
  const { endpoint } = await serve();
  const client = connect(endpoint, {
    credentials: {
      accessKeyId: "local",
      secretAccessKey: "local",
      sessionToken: "t",
    },
  });
  const object = { Bucket, Key: "k" };
  await client.send(new S3.PutObjectCommand({ ...object, Body: "v" }));
  const url = await getSignedUrl(client, new S3.GetObjectCommand(object));
  expect(await (await fetch(url)).text()).toBe("v");
});

test("both styles of address reach the same object", async () => {
  const { client, endpoint, port } = await serve();
  await client.send(new S3.PutObjectCommand({ Bucket, Key: "a/k", Body: "v" }));
  const signer = new S3RequestPresigner({ ...client.config });
  // A slash may come encoded; it is signed as it came.
  for (const [hostname, path] of [
    ["127.0.0.1", "/mainstay/a%2Fk"],
    ["mainstay.127.0.0.1", "/a/k"],
    ["mainstay.localhost", "/a/k"],
    ["localhost", "/mainstay/a/k"],
    ["127.0.0.1", "/mainstay/a/k"],
  ]) {
    const host = `${hostname}:${port}`;
    const { query } = await signer.presign({
      method: "GET",
      protocol: "http:",
      hostname,
      port,
      path,
      query: {},
      headers: { host },
    } as any);
    const search = new URLSearchParams(query as Record<string, string>);
    const answer = await raw(endpoint, `${path}?${search}`, {
      headers: { host },
    });
    expect([answer.status, answer.body]).toEqual([200, "v"]);
  }
});

test.each(["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"] as const)(
  "a body that does not match its %s is refused, and one that does is kept with it",
  async (ChecksumAlgorithm) => {
    const { client } = await serve();
    const put = (more: object) =>
      client.send(
        new S3.PutObjectCommand({
          Bucket,
          Key: "k",
          Body: "123456789",
          ...more,
        }),
      );
    const name = `Checksum${ChecksumAlgorithm}` as const;
    // The digits 1 to 9 have the check values of the CRC catalogue, and FIPS 180-4 computed by OpenSSL.
    const right = Buffer.from(
      {
        CRC32: "cbf43926",
        CRC32C: "e3069283",
        CRC64NVME: "ae8b14860a799888",
        SHA1: "f7c3bc1d808e04732adf679965ccc34ca7ae3441",
        SHA256:
          "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225",
      }[ChecksumAlgorithm],
      "hex",
    );
    const wrong = Buffer.from(right);
    wrong[0] ^= 1;
    expect(await refusal(put({ [name]: wrong.toString("base64") }))).toEqual({
      code: "BadDigest",
      status: 400,
    });
    const stored = await put({ [name]: right.toString("base64") });
    expect(stored[name]).toBe(right.toString("base64"));
    const head = await client.send(
      new S3.HeadObjectCommand({ Bucket, Key: "k", ChecksumMode: "ENABLED" }),
    );
    expect(head[name]).toBe(right.toString("base64"));
  },
);

test("a body that does not match its trailing checksum is refused, and the old object stays", async () => {
  const { client, endpoint } = await serve();
  await client.send(new S3.PutObjectCommand({ Bucket, Key: "k", Body: "old" }));
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32("new"));
  const send = (body: string, trailer: string) => {
    const sender = connect(endpoint);
    sender.middlewareStack.add(
      (next) => async (args: any) => {
        args.request.headers = {
          ...args.request.headers,
          "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
          "content-encoding": "aws-chunked",
          "x-amz-decoded-content-length": "3",
          "x-amz-trailer": "x-amz-checksum-crc32",
        };
        for (const name of [
          "x-amz-checksum-crc32",
          "x-amz-sdk-checksum-algorithm",
          "content-length",
        ])
          delete args.request.headers[name];
        args.request.body = `3\r\n${body}\r\n0\r\n${trailer}\r\n`;
        args.request.headers["content-length"] = String(
          args.request.body.length,
        );
        return next(args);
      },
      { step: "build", priority: "low" },
    );
    return sender.send(
      new S3.PutObjectCommand({ Bucket, Key: "k", Body: "new" }),
    );
  };
  expect(
    await refusal(
      send("bad", `x-amz-checksum-crc32:${sum.toString("base64")}\r\n`),
    ),
  ).toEqual({ code: "BadDigest", status: 400 });
  expect(await refusal(send("new", ""))).toEqual({
    code: "MalformedTrailerError",
    status: 400,
  });
  const found = await client.send(get);
  expect(await found.Body!.transformToString()).toBe("old");
  await send("new", `x-amz-checksum-crc32:${sum.toString("base64")}\r\n`);
  const changed = await client.send(get);
  expect(await changed.Body!.transformToString()).toBe("new");
});

test("Content-MD5 is verified", async () => {
  const { client } = await serve();
  const put = (ContentMD5: string) =>
    client.send(
      new S3.PutObjectCommand({ Bucket, Key: "k", Body: "abc", ContentMD5 }),
    );
  // RFC 1321, appendix A.5.
  await put(
    Buffer.from("900150983cd24fb0d6963f7d28e17f72", "hex").toString("base64"),
  );
  expect(await refusal(put(Buffer.alloc(16).toString("base64")))).toEqual({
    code: "BadDigest",
    status: 400,
  });
  expect(await refusal(put("abc"))).toEqual({
    code: "InvalidDigest",
    status: 400,
  });
});

test("a body changed on its way is refused", async () => {
  const { client } = await serve();
  client.middlewareStack.add(
    (next) => async (args: any) => {
      if (args.request.method === "PUT") args.request.body = "evil";
      return next(args);
    },
    { step: "finalizeRequest", priority: "low" },
  );
  const sent = client.send(
    new S3.PutObjectCommand({ Bucket, Key: "k", Body: "good" }),
  );
  expect(await refusal(sent)).toEqual({
    code: "XAmzContentSHA256Mismatch",
    status: 400,
  });
  expect((await refusal(client.send(get))).code).toBe("NoSuchKey");
});

test("an older or newer kind of signature is refused by name", async () => {
  const { endpoint } = await serve();
  const ask = async (path: string, authorization?: string) => {
    const headers = authorization ? { authorization } : undefined;
    const answer = await raw(endpoint, path, { headers });
    return [answer.status, code(answer)];
  };
  const path = "/mainstay/k";
  expect(await ask(path, "AWS local:abc=")).toEqual([400, "InvalidRequest"]);
  expect(
    await ask(`${path}?AWSAccessKeyId=local&Expires=9999999999&Signature=abc`),
  ).toEqual([400, "InvalidRequest"]);
  expect(await ask(path, "AWS4-ECDSA-P256-SHA256 Credential=x")).toEqual([
    501,
    "NotImplemented",
  ]);
  expect(await ask(path, "Bearer x")).toEqual([
    400,
    "AuthorizationHeaderMalformed",
  ]);
});

test("a method that makes no sense where it is used is refused", async () => {
  const { client, endpoint, port } = await serve();
  const signer = new S3RequestPresigner({ ...client.config });
  for (const [method, path] of [
    ["POST", "/mainstay/k"],
    ["PATCH", "/mainstay/k"],
    ["PUT", "/"],
  ]) {
    const headers = { host: `127.0.0.1:${port}` };
    const { query } = await signer.presign({
      method,
      protocol: "http:",
      hostname: "127.0.0.1",
      port,
      path,
      query: {},
      headers: { ...headers },
    } as any);
    const search = new URLSearchParams(query as Record<string, string>);
    const answer = await raw(endpoint, `${path}?${search}`, {
      method,
      headers,
    });
    expect([answer.status, code(answer)]).toEqual([405, "MethodNotAllowed"]);
  }
});
