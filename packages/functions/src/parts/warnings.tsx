// warnings: what was decided while a file was read, in a list that opens when it is long
import type { Warning } from "@mainstay/core/reading/warning";
import { Words, T } from "./words";

const shownAtOnce = 3;

export const Warnings = ({ warnings }: { warnings: Warning.Info[] }) => {
  if (!warnings.length) return null;
  const list = (
    <ul class="warned">
      {warnings.map((warning) => (
        <li>
          {Words.warning(warning)} <code>{warning.code}</code>
        </li>
      ))}
    </ul>
  );
  if (warnings.length <= shownAtOnce) return list;
  return (
    <details>
      <summary>
        <T k="warnings.warnings" n={warnings.length} />
      </summary>
      {list}
    </details>
  );
};
