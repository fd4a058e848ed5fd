// actions: the month's actions, the most urgent of them, and the measured effect of each playbook
import type { Action } from "../../playbooks/action/action";
import { Effect } from "../../playbooks/effect";
import type { Definition } from "../../metrics/estimate";
import { PlaybookConfig } from "../../playbooks/playbook-config";
import type { Info } from "../report";
import { clipped, customer, grid, html, type Html } from "../print-layout";
import { whole } from "../../text/format";
import type { Section } from "./section";
import { clause, difference, written } from "../figure-text";

type Unit = Definition["unit"];
type Actions = NonNullable<Info["actions"]>;

const states = {
  proposed: "proposed",
  accepted: "accepted",
  done: "done",
  dismissed: "dismissed",
  held: "held out as a control group",
} satisfies Record<Action.State, string>;

const maxActions = 20;
const maxReasonLetters = 200;

export function actions({ actions }: Info): Section | null {
  if (!actions) return null;
  const counted = Object.entries(states).filter(
    ([state]) => actions.counts[state] > 0,
  );
  if (counted.length === 0 && actions.effects.length === 0) return null;
  const open = actions.list.filter(
    ({ state, heldOut }) =>
      !heldOut && (state === "proposed" || state === "accepted"),
  );
  return {
    id: "todo",
    title: "Actions",
    body: html`<p>
        Actions of this month:
        ${counted.length > 0 ? counted.map(([state, name], k) => html`${k > 0 ? ", " : ""}<b>${whole(actions.counts[state])}</b> ${name}`) : "none"}.
      </p>
      ${open.length > 0 ? urgent(open) : null} ${effects(actions)}`,
  };
}

const urgent = (open: Action.Info[]) =>
  html`<h3>The most urgent</h3>
    ${grid(
      ["Customer", "Action and reason", "Owner and due date"],
      open
        .slice(0, maxActions)
        .map(({ customer: id, name, title, state, why, owner, due }) => [
          customer(id, name),
          html`<b>${title.en}</b
            >${state === "accepted" ? " (accepted)" : ""}<br />${clipped(why.en, maxReasonLetters)}`,
          html`${owner.en}<br /><span class="day">${due}</span>`,
        ]),
    )}`;

function effects({ effects, list }: Actions): Html | null {
  const name = (id: string) =>
    list.find(({ playbook }) => playbook === id)?.title.en ??
    PlaybookConfig.defaults.playbooks.find((playbook) => playbook.id === id)
      ?.name.en ??
    id;
  const tried = effects.filter(
    ({ treated, heldOut }) => treated.customers + heldOut.customers > 0,
  );
  if (tried.length === 0) return null;
  const measured = tried.filter(({ effect }) => effect.value !== null);
  const unmeasured = new Map<string, string[]>();
  for (const { playbook, effect } of tried) {
    if (effect.value !== null) continue;
    const names = unmeasured.get(effect.why) ?? [];
    unmeasured.set(effect.why, [...names, name(playbook)]);
  }
  return html`<h3>Playbook effects</h3>
    ${measured.length > 0 ? table(measured, name) : null}
    ${
      unmeasured.size > 0
        ? html`<ul>
            ${[...unmeasured].map(([why, names]) => html`<li><b>${names.join(", ")}</b> — ${clause(why)}.</li>`)}
          </ul>`
        : null
    }`;
}

function table(effects: Effect.Info[], name: (id: string) => string): Html {
  const arm = ({ outcome, known, customers }: Effect.Arm, unit: Unit) =>
    outcome.value === null
      ? "—"
      : html`${written(outcome.value, unit)}<br /><span class="id"
            >${whole(known)} of ${whole(customers)} known</span
          >`;
  return html`${grid(
      ["Playbook", "#Acted on", "#Held out", "#Effect", "#95 % interval"],
      effects.map(({ playbook, unit, treated, heldOut, effect }) => {
        const { size, between } = difference(effect, unit);
        return [
          name(playbook),
          arm(treated, unit),
          arm(heldOut, unit),
          html`<b>${size}</b>`,
          between ?? "",
        ];
      }),
    )}
    <p class="note">${Effect.definitions.effect.text}</p>`;
}
