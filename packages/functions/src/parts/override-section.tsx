// override-section: somebody's word on a customer's health, and what contradicts it
import type { Customer } from "@mainstay/core/accounts/customer";
import { Health } from "@mainstay/core/health/health";
import { FigureFormat } from "./figure-format";
import { Panel } from "./panel";
import { Select } from "./select";

type Shown = {
  one: Pick<Customer.Info, "override" | "overrides" | "disagreement">;
  path: string;
  dataset: string;
  may: boolean;
};

export const Section = ({ one, path, dataset, may }: Shown) => {
  const { override, overrides, disagreement } = one;
  if (!may && !overrides.length && !disagreement) return null;
  return (
    <Panel title="Second opinion">
      {disagreement && (
        <p>
          Its {disagreement.said.en}, but{" "}
          {disagreement.signals.map(({ en }) => en).join(", and ")}. Look again.
        </p>
      )}
      {override && (
        <p>
          <span class={`band ${override.status}`}>{override.status}</span> until{" "}
          {override.until}, says {override.author}: {override.reason}
        </p>
      )}
      {may && override && (
        <form class="row" method="post" action={`${path}/override`}>
          <input type="hidden" name="dataset" value={dataset} />
          <input type="hidden" name="end" value="yes" />
          <button class="plain">Let the computed health stand again</button>
        </form>
      )}
      {may && (
        <details>
          <summary>Set another status …</summary>
          <form class="row" method="post" action={`${path}/override`}>
            <input type="hidden" name="dataset" value={dataset} />
            <Select
              title="Status"
              name="status"
              options={[...Health.Status.options]}
            />
            <label>
              Reason
              <input name="reason" maxlength={2000} required />
            </label>
            <label>
              Author
              <input name="author" maxlength={200} required />
            </label>
            <label>
              Last day
              <input type="date" name="until" required />
            </label>
            <button>Save</button>
          </form>
        </details>
      )}
      {overrides.length > (override ? 1 : 0) && (
        <details>
          <summary>
            {FigureFormat.count(overrides.length, "override")} in all
          </summary>
          <ul class="past">
            {overrides.toReversed().map((past) => (
              <li>
                {FigureFormat.day(past.at)} to{" "}
                {past.ended ? FigureFormat.day(past.ended) : past.until}:{" "}
                {past.status}, {past.author}: {past.reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
};

export * as OverrideSection from "./override-section";
