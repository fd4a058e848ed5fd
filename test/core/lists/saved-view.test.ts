// Views of lists and assigned owners, as the table keeps them.
import { afterAll, beforeAll, expect, test } from "vitest";
import { AssignedOwner } from "@mainstay/core/customers/assigned-owner";
import { SavedView } from "@mainstay/core/lists/saved-view";
import { start, type Cloud } from "../../cloud";

let cloud: Cloud;
beforeAll(async () => void (cloud = await start()));
afterAll(() => cloud.stop());

const at = new Date("2026-01-02T00:00:00Z");
const names = async (person: string) =>
  (await SavedView.list("customers", person)).map(({ name }) => name);

test("a view is its maker's own until it is shared, and only its maker forgets it", async () => {
  const [ana, bo] = [
    { by: "ana", at },
    { by: "bo", at },
  ];
  await SavedView.save("customers", { name: "Mine", query: "band=high" }, ana);
  const shared = { name: "Ours", query: "sort=name", shared: true };
  const { id } = await SavedView.save("customers", shared, ana);
  expect(await names("ana")).toEqual(["Mine", "Ours"]);
  expect(await names("bo")).toEqual(["Ours"]);
  // The same name of the same person is one view.
  await SavedView.save("customers", { ...shared, query: "q=a" }, ana);
  expect((await SavedView.list("customers", "bo"))[0].query).toBe("q=a");
  const refused = SavedView.remove("customers", id, { ...bo, may: false });
  await expect(refused).rejects.toMatchObject({ code: "view.unknown" });
  await SavedView.remove("customers", id, { ...ana, may: false });
  expect(await names("bo")).toEqual([]);
});

test("an assigned owner holds until the files decide again, and its history stays", async () => {
  const say = (owner: string | null) =>
    AssignedOwner.assign("customers", { ids: ["a"], owner }, { by: "bo", at });
  await say("Ana");
  await say("Ana");
  expect([...(await AssignedOwner.all("customers"))]).toEqual([["a", "Ana"]]);
  await say(null);
  expect([...(await AssignedOwner.all("customers"))]).toEqual([]);
  const told = await AssignedOwner.history("customers", "a");
  expect(told.map(({ owner }) => owner)).toEqual(["Ana", null]);
  await expect(say("")).rejects.toMatchObject({ code: "owner.invalid" });
});
