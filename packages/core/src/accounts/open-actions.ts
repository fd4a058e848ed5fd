// open-actions: what is to be done for customers, in the words and figures of today
import { Dataset } from "../dataset/dataset";
import { Roster } from "../periods/roster";
import { Action } from "../playbooks/action/action";
import { RenderAction } from "../playbooks/action/render-action";
import { PlaybookConfig } from "../playbooks/playbook-config";
import { Settings } from "../settings/settings";
import { CustomerRows } from "./customer-rows";

const isOpen = ({ state, heldOut }: Action.Info) =>
  !heldOut && (state === "proposed" || state === "accepted");

// Older actions that nobody took up are over.
const recentPeriods = 6;

const playbooksOf = async (dataset: string) => {
  const { playbooks } =
    (await Settings.get(dataset, "playbooks")) ?? PlaybookConfig.defaults;
  return new Map(playbooks.map((playbook) => [playbook.id, playbook]));
};

/** Open actions by customer, without those that were proposed but whose reason is gone, each playbook once, newest first. */
export async function byCustomer(
  dataset: string,
  tables: CustomerRows.Info[],
): Promise<Map<string, Action.Info[]>> {
  const [periods, playbooks] = await Promise.all([
    Dataset.periods(dataset),
    playbooksOf(dataset),
  ]);
  const actions = await Action.all(dataset, periods.slice(-recentPeriods));
  const open = new Map<string, Action.Info[]>();
  for (const action of actions.reverse()) {
    if (!isOpen(action)) continue;
    const found = CustomerRows.find(tables, action.customer);
    if (!found) continue;
    const own = open.get(action.customer) ?? [];
    if (own.some(({ playbook }) => playbook === action.playbook)) continue;
    const playbook = playbooks.get(action.playbook);
    const row = found.row.get(action.customer)!;
    const isOver =
      action.state === "proposed" &&
      playbook &&
      RenderAction.applies(playbook, found.table, row) === false;
    if (isOver) continue;
    own.push(
      playbook
        ? RenderAction.render(action, playbook, found.table, row)
        : action,
    );
    open.set(action.customer, own);
  }
  return open;
}

/** The actions, those still open in the words and figures of today. Closed ones keep what was said on the day. */
export async function render(
  dataset: string,
  actions: Action.Info[],
  now: Date,
): Promise<Action.Info[]> {
  const wanted = new Set(
    actions.filter(isOpen).map(({ customer }) => customer),
  );
  if (!wanted.size) return actions;
  const [rows, playbooks] = await Promise.all([
    Roster.read(dataset),
    playbooksOf(dataset),
  ]);
  const tables = await CustomerRows.read(
    dataset,
    rows.filter(({ state, row }) => wanted.has(state.id[row])),
    now,
  );
  return actions.map((action) => {
    const playbook = playbooks.get(action.playbook);
    const found = CustomerRows.find(tables, action.customer);
    if (!isOpen(action) || !playbook || !found) return action;
    const row = found.row.get(action.customer)!;
    return RenderAction.render(action, playbook, found.table, row);
  });
}

export * as OpenActions from "./open-actions";
