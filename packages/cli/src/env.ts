// env: what an AWS client must know to work on a local Mainstay, as lines of a shell
import { Credentials } from "@mainstay/local/runtime/credentials";
import { region } from "@mainstay/local/runtime/environment";

// The ports beside the one of HTTP.
const services = { S3: 1, DYNAMODB: 2, SQS: 3, BATCH: 3 };

export async function env({ url, data }: { url: string; data: string }) {
  const { hostname, port } = new URL(url);
  const { accessKeyId, secretAccessKey } = await Credentials.read(data);
  const variables = {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    ...Object.fromEntries(
      Object.entries(services).map(([name, n]) => [
        `AWS_ENDPOINT_URL_${name}`,
        `http://${hostname}:${Number(port) + n}`,
      ]),
    ),
  };
  return Object.entries(variables)
    .map((pair) => pair.join("="))
    .join("\n");
}
