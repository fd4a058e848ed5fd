// The typed client against the API itself: what its types say is what comes.
import fc from "fast-check";
import { PathId } from "@mainstay/core/base/path-id";
import { ApiKey } from "@mainstay/core/aws/api-key";
import { connect, Refused, type Shape } from "@mainstay/client";
import { app } from "@mainstay/functions/api/index";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Cloud, start } from "../cloud";
import { clientSchema, stored } from "../docs/client-schema";

let cloud: Cloud;
beforeAll(async () => void (cloud = await start()));
afterAll(() => cloud.stop());

async function connected() {
  const key = ApiKey.random();
  await ApiKey.put({ key, name: "client", scopes: ApiKey.everything });
  const fetch = async (request: Request) => app.fetch(request);
  return connect({ url: "http://mainstay.test", key, fetch });
}

test("its types are those of the API (npm run map writes them anew)", async () => {
  expect(stored()).toBe(await clientSchema());
});

test("a dataset is defined, listed and asked for", async () => {
  const api = await connected();
  await api.PUT("/v1/datasets/{dataset}", {
    params: { path: { dataset: "accounts" } },
    body: { id: "account", roles: { revenue: "mrr" } },
  });
  const { data } = await api.GET("/v1/datasets");
  expect(data!.items.map(({ name }) => name)).toContain("accounts");
  const answer: Shape<"Dataset"> = (
    await api.GET("/v1/datasets/{dataset}", {
      params: { path: { dataset: "accounts" } },
    })
  ).data!;
  expect(answer.id).toBe("account");
});

test("a refused call throws its code, its status and what was expected", async () => {
  const api = await connected();
  const refused = api.GET("/v1/customers/{id}", {
    params: { path: { id: "A/1?#%" }, query: { dataset: "nowhere" } },
  });
  await expect(refused).rejects.toThrow(Refused);
  await expect(refused).rejects.toMatchObject({
    status: 404,
    code: "customer.unknown",
  });
});

test("an id goes into a path as the API reads it, whatever signs it holds", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: "grapheme", minLength: 1 }),
      async (id) => {
        let asked = "";
        const api = connect({
          ...{ url: "http://host", key: "k" },
          fetch: async ({ url }) => {
            asked = new URL(url).pathname;
            return Response.json({});
          },
        });
        await api.GET("/v1/customers/{id}", { params: { path: { id } } });
        expect(asked).toBe(`/v1/customers/${PathId.write(id)}`);
      },
    ),
  );
});
