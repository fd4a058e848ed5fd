// action-list: actions as a list, with the forms that accept, finish and dismiss them
import { Action } from "@mainstay/core/playbooks/action/action";
import { Link } from "./link";
import { FigureFormat } from "./figure-format";
import { Words, T, t } from "./words";

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
    : {Words.of(action.title)}
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
      <h3>{customer ? <Title action={action} /> : Words.of(action.title)}</h3>
      <span class={`chip ${action.state}`}>{t(`state.${action.state}`)}</span>
    </div>
    <p class="small">{Words.of(action.why)}</p>
    <ol class="steps">
      {action.steps.map(({ text, owner, due }) => (
        <li>
          {Words.of(text)}{" "}
          <span class="id">
            <T k="actionList.by" en={Words.of(owner)} due={due} />
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
      {FigureFormat.title(t(`state.${state}`))} {FigureFormat.day(at)}
      {note && `: ${note}`}
    </li>
  ));
  const written = ({ value }: Action.Outcome) => {
    if (typeof value === "number") return FigureFormat.cell(value);
    return t(value ? "actionList.yes" : "actionList.no");
  };
  return (
    <ul class="past">
      {period && (
        <li>
          <T k="actionList.proposedFor" period={action.period} />
        </li>
      )}
      {steps}
      {outcome && (
        <li>
          <T k="actionList.helped" outcome={written(outcome)} />
        </li>
      )}
      {measured && (
        <li>
          <T
            k="actionList.measured"
            at={FigureFormat.day(measured.at)}
            measured={written(measured)}
          />
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
          <button>{t("actionList.accept")}</button>
        </Form>
      )}
      {action.state === "accepted" && (
        <details>
          <summary>{t("actionList.done")}</summary>
          <Form {...place} state="done">
            <fieldset>
              <legend>{t("actionList.didItHelp")}</legend>
              <label>
                <input type="radio" name="outcome" value="yes" required />{" "}
                {t("actionList.yes")}
              </label>
              <label>
                <input type="radio" name="outcome" value="no" required />{" "}
                {t("actionList.no")}
              </label>
            </fieldset>
            <Note label={t("actionList.outcomeOptional")} />
            <button>{t("actionList.saveAsDone")}</button>
          </Form>
        </details>
      )}
      <details>
        <summary>{t("actionList.dismiss")}</summary>
        <Form {...place} state="dismissed">
          <Note label={t("actionList.reasonOptional")} />
          <button class="plain">{t("word.dismiss")}</button>
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
