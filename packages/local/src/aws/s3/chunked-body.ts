// chunked-body: the aws-chunked framing, whose chunks may be signed and whose end may carry a checksum
import { createHash } from "node:crypto";
import { S3Error } from "./s3-error";
import { chunkSigner, type Signed } from "./signature";

const longestLine = 8192; // bytes

export async function* decode(
  source: AsyncIterable<Buffer>,
  signed: Signed,
  trailers: Map<string, string>,
): AsyncGenerator<Buffer> {
  const input = new Input(source);
  const signer = signed.payload.startsWith("STREAMING-AWS4-")
    ? chunkSigner(signed)
    : undefined;
  for (;;) {
    const [, size, signature] =
      /^([0-9a-f]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/i.exec(
        await input.line(),
      ) ?? [];
    if (size === undefined || (signer && signature === undefined))
      throw new S3Error(
        "InvalidRequest",
        "Expected the head of an aws-chunked chunk",
      );
    const hash = createHash("sha256");
    for (let left = parseInt(size, 16); left > 0;) {
      const piece = await input.take(left);
      if (signer) hash.update(piece);
      left -= piece.length;
      yield piece;
    }
    signer?.chunk(hash.digest("hex"), signature);
    if (parseInt(size, 16) === 0) break;
    if ((await input.line()) !== "")
      throw new S3Error(
        "InvalidRequest",
        "Expected the end of an aws-chunked chunk",
      );
  }
  let text = "";
  let signature: string | undefined;
  for (
    let line = await input.line(true);
    line !== "";
    line = await input.line(true)
  ) {
    const colon = line.indexOf(":");
    if (colon < 1)
      throw new S3Error(
        "MalformedTrailerError",
        `Expected name:value but got ${line}`,
      );
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === "x-amz-trailer-signature") {
      signature = value;
      continue;
    }
    text += `${name}:${value}\n`;
    trailers.set(name, value);
  }
  if (!signer || !signed.payload.endsWith("-TRAILER")) return;
  if (signature === undefined)
    throw new S3Error(
      "MalformedTrailerError",
      "Expected x-amz-trailer-signature",
    );
  signer.trailer(text, signature);
}

class Input {
  #source: AsyncIterator<Buffer>;
  #buffer: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  async #more() {
    const { done, value } = await this.#source.next();
    if (done) return false;
    this.#buffer = this.#buffer.length
      ? Buffer.concat([this.#buffer, value])
      : value;
    return true;
  }

  // Some clients leave out the empty line after the last trailer; `last` takes the end of input for it.
  async line(last = false): Promise<string> {
    for (;;) {
      const end = this.#buffer.indexOf("\r\n");
      if (end >= 0) {
        const line = this.#buffer.toString("latin1", 0, end);
        this.#buffer = this.#buffer.subarray(end + 2);
        return line;
      }
      if (this.#buffer.length > longestLine)
        throw new S3Error(
          "InvalidRequest",
          `Expected a line of at most ${longestLine} bytes`,
        );
      if (await this.#more()) continue;
      if (last && this.#buffer.length === 0) return "";
      throw cut();
    }
  }

  async take(most: number) {
    if (this.#buffer.length === 0 && !(await this.#more())) throw cut();
    const piece = this.#buffer.subarray(0, most);
    this.#buffer = this.#buffer.subarray(piece.length);
    return piece;
  }
}

const cut = () =>
  new S3Error(
    "IncompleteBody",
    "You did not provide the number of bytes specified by the Content-Length HTTP header",
  );

export * as ChunkedBody from "./chunked-body";
