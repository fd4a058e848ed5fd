// playbook-config: the settings of playbooks: the list of them and the capacity of the team
import * as z from "zod";
import { Wording } from "../text/wording";
import { DefaultPlaybooks } from "./default-playbooks";
import { Playbook } from "./playbook";

const unique = (list: { id: string }[]) =>
  new Set(list.map(({ id }) => id)).size === list.length;
export const Info = z.strictObject({
  playbooks: z
    .array(Playbook.Info)
    .refine(unique, "expected every playbook to have an id of its own")
    .prefault(DefaultPlaybooks.defaults),
  capacityPerWeek: Playbook.capacity
    .default(25)
    .describe("customers a team can see in a week, over all playbooks"),
  language: Wording.Lang.default("en"),
  seed: z
    .int()
    .default(42)
    .describe("draws who is held out; a new one draws anew"),
});
export type Info = z.infer<typeof Info>;

export const defaults: Info = Info.parse({});

export * as PlaybookConfig from "./playbook-config";
