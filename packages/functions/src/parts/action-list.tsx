// action-list: actions as a list, with the forms that accept, finish and dismiss them
import { Action } from "@mainstay/core/playbooks/action/action";
import { Link } from "./link";
import { FigureFormat } from "./figure-format";

// A form leads back to the page it stands on.
type Place = { next: string; may: boolean };

export const List = ({
  actions,
  customer = true,
  ...place
}: Place & { actions: Action.Info[]; customer?: boolean }) => (
  <ul class="todo">
    {actions.map((action) => (
      <li id={action.id}>
        <Details action={action} customer={customer} {...place} />
      </li>
    ))}
  </ul>
);

type OfAction = { action: Action.Info };

const Title = ({ action }: OfAction) => (
  <>
    <a href={Link.customer(action.dataset, action.customer)}>
      {action.name ?? action.customer}
    </a>
    : {action.title.en}
  </>
);

const Details = ({
  action,
  customer,
  next,
  may,
}: Place & { action: Action.Info; customer: boolean }) => (
  <>
    <div class="head">
      <h3>{customer ? <Title action={action} /> : action.title.en}</h3>
      <span class={`chip ${action.state}`}>{action.state}</span>
    </div>
    <p class="small">{action.why.en}</p>
    <ol class="steps">
      {action.steps.map(({ text, owner, due }) => (
        <li>
          {text.en}{" "}
          <span class="id">
            {owner.en}, by {due}
          </span>
        </li>
      ))}
    </ol>
    <Past action={action} period={!customer} />
    {may && <Forms action={action} next={next} />}
  </>
);

// The period is shown where actions of several periods stand together.
function Past({
  action: { history, outcome, measured, ...action },
  period,
}: OfAction & { period: boolean }) {
  const steps = history.slice(1).map(({ state, at, note }) => (
    <li>
      {FigureFormat.title(state)} {FigureFormat.day(at)}
      {note && `: ${note}`}
    </li>
  ));
  const written = ({ value }: Action.Outcome) => {
    if (typeof value === "number") return FigureFormat.cell(value);
    return value ? "yes" : "no";
  };
  return (
    <ul class="past">
      {period && <li>Proposed for {action.period}</li>}
      {steps}
      {outcome && <li>Helped: {written(outcome)}</li>}
      {measured && (
        <li>
          Measured {FigureFormat.day(measured.at)}: {written(measured)}
        </li>
      )}
    </ul>
  );
}
const Forms = ({ action, next }: OfAction & { next: string }) => {
  const open = action.state === "proposed" || action.state === "accepted";
  if (!open) return null;
  const place = { action, next };
  return (
    <div class="choices">
      {action.state === "proposed" && (
        <Form {...place} state="accepted">
          <button>Accept</button>
        </Form>
      )}
      {action.state === "accepted" && (
        <details>
          <summary>Done …</summary>
          <Form {...place} state="done">
            <fieldset>
              <legend>Did it help?</legend>
              <label>
                <input type="radio" name="outcome" value="yes" required /> yes
              </label>
              <label>
                <input type="radio" name="outcome" value="no" required /> no
              </label>
            </fieldset>
            <Note label="Outcome (optional)" />
            <button>Save as done</button>
          </Form>
        </details>
      )}
      <details>
        <summary>Dismiss …</summary>
        <Form {...place} state="dismissed">
          <Note label="Reason (optional)" />
          <button class="plain">Dismiss</button>
        </Form>
      </details>
    </div>
  );
};

const Note = ({ label }: { label: string }) => (
  <label>
    {label}
    <input name="note" maxlength={2000} />
  </label>
);

const Form = ({
  action: { id, dataset },
  state,
  next,
  children,
}: OfAction & { state: Action.State; next: string; children?: unknown }) => (
  <form class="row" method="post" action={`/actions/${encodeURIComponent(id)}`}>
    <input type="hidden" name="dataset" value={dataset} />
    <input type="hidden" name="next" value={next} />
    <input type="hidden" name="state" value={state} />
    {children as never}
  </form>
);

export const isOpen = ({ state, heldOut }: Action.Info) =>
  !heldOut && (state === "proposed" || state === "accepted");

/** The actions that are not held out, in the order of the API: most urgent first. */
export const byUrgency = (actions: Action.Info[]) =>
  actions
    .filter(({ heldOut }) => !heldOut)
    .sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1));

export * as ActionList from "./action-list";
