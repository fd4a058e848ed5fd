// multipart-list: what is under way, the unfinished uploads of a bucket and the parts of one
import { count, spelling } from "./list-objects";
import { mostParts } from "./multipart";
import { owner, xml, type Call, type Reply } from "./operation";

export async function parts({
  store,
  bucket,
  key,
  query,
}: Call): Promise<Reply> {
  const id = query.get("uploadId")!;
  store.bucket(bucket);
  const { checksum } = store.upload(bucket, key, id);
  const { type, spell } = spelling(query);
  const most = count(query, "max-parts");
  const marker = count(query, "part-number-marker", mostParts);
  const after = query.has("part-number-marker") ? marker : 0;
  const rest = (await store.parts(id)).filter(({ number }) => number > after);
  const page = rest.slice(0, most);
  const truncated = rest.length > page.length;
  return xml("ListPartsResult", {
    Bucket: bucket,
    Key: spell(key),
    UploadId: id,
    EncodingType: type,
    Initiator: owner,
    Owner: owner,
    StorageClass: "STANDARD",
    PartNumberMarker: after,
    NextPartNumberMarker: page.at(-1)?.number ?? after,
    MaxParts: most,
    IsTruncated: truncated,
    ChecksumAlgorithm: checksum?.algorithm,
    ChecksumType: checksum?.type,
    Part: page.map((part) => ({
      PartNumber: part.number,
      LastModified: new Date(part.modifiedMs).toISOString(),
      ETag: `"${part.etag}"`,
      Size: part.size,
      ...(part.checksum
        ? { [`Checksum${part.checksum.algorithm}`]: part.checksum.value }
        : {}),
    })),
  });
}

export async function all({ store, bucket, query }: Call): Promise<Reply> {
  store.bucket(bucket);
  const { type, spell } = spelling(query);
  const prefix = query.get("prefix") ?? "";
  const keyMarker = query.get("key-marker") ?? "";
  const idMarker = query.get("upload-id-marker") ?? "";
  const most = count(query, "max-uploads");
  const order = (a: { key: string }, b: { key: string }) =>
    Buffer.compare(Buffer.from(a.key), Buffer.from(b.key));
  const uploads = (await store.uploads(bucket))
    .filter(({ key }) => key.startsWith(prefix))
    .sort((a, b) => order(a, b) || a.initiatedMs - b.initiatedMs);
  const marked = uploads.findIndex(
    ({ key, id }) => key === keyMarker && id === idMarker,
  );
  const rest = idMarker
    ? uploads.slice(marked < 0 ? uploads.length : marked + 1)
    : uploads.filter((upload) => order(upload, { key: keyMarker }) > 0);
  const page = rest.slice(0, most);
  const last = page.at(-1);
  const truncated = last !== undefined && rest.length > page.length;
  return xml("ListMultipartUploadsResult", {
    Bucket: bucket,
    Prefix: spell(prefix),
    KeyMarker: spell(keyMarker),
    UploadIdMarker: idMarker,
    NextKeyMarker: truncated ? spell(last.key) : undefined,
    NextUploadIdMarker: truncated ? last.id : undefined,
    EncodingType: type,
    MaxUploads: most,
    IsTruncated: truncated,
    Upload: page.map(({ key, id, initiatedMs, checksum }) => ({
      Key: spell(key),
      UploadId: id,
      Initiator: owner,
      Owner: owner,
      StorageClass: "STANDARD",
      Initiated: new Date(initiatedMs).toISOString(),
      ChecksumAlgorithm: checksum?.algorithm,
      ChecksumType: checksum?.type,
    })),
  });
}

export * as MultipartList from "./multipart-list";
