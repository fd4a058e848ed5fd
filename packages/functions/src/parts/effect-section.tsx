// effect-section: what playbooks changed, each figure with its interval or why there is none
import type { Effect as Measured } from "@mainstay/core/playbooks/effect";
import type { Estimate } from "@mainstay/core/metrics/estimate";
import { Absent } from "./components";
import { FigureFormat } from "./figure-format";

export const Section = ({
  effects,
  titles,
}: {
  effects: Measured.Info[];
  titles: Map<string, string>;
}) => {
  const used = effects.filter(
    ({ treated, heldOut }) => treated.customers + heldOut.customers > 0,
  );
  return (
    <section class="card">
      <h2>What playbooks changed</h2>
      {used.length ? (
        <table class="stack">
          <thead>
            <tr>
              <th scope="col">Playbook</th>
              <th scope="col" class="number">
                Proposed for
              </th>
              <th scope="col" class="number">
                Held out
              </th>
              <th scope="col">Effect</th>
              <th scope="col">Where it was done</th>
            </tr>
          </thead>
          <tbody>
            {used.map((one) => (
              <tr>
                <td>{titles.get(one.playbook) ?? one.playbook}</td>
                <td class="number" data-label="Proposed for">
                  {FigureFormat.whole(one.treated.customers)}
                </td>
                <td class="number" data-label="Held out">
                  {FigureFormat.whole(one.heldOut.customers)}
                </td>
                <td data-label="Effect">
                  <Difference value={one.effect} unit={one.unit} />
                </td>
                <td data-label="Where it was done">
                  <Difference value={one.perProtocol} unit={one.unit} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <Absent>No playbook has proposed anything yet.</Absent>
      )}
      <p class="note">
        The effect compares all customers a playbook was proposed for with those
        drawn to be left alone. A playbook holds nobody out unless its{" "}
        <code>holdOut</code> says so.
      </p>
    </section>
  );
};

const Difference = ({
  value,
  unit,
}: {
  value: Estimate.Value;
  unit: Estimate.Definition["unit"];
}) => {
  if (value.value === null) return <span class="id">{value.why}</span>;
  const points = (one: number) =>
    unit === "share"
      ? `${FigureFormat.signed(one * 100, 1)} points`
      : FigureFormat.signed(one, 2);
  return (
    <>
      <b>{points(value.value)}</b>{" "}
      {value.low !== undefined && value.high !== undefined && (
        <span class="id">
          95 % interval {points(value.low)} to {points(value.high)}
        </span>
      )}
    </>
  );
};

export * as EffectSection from "./effect-section";
