// import-control: one decision about a file as a choice, with the part of the definition that it changes

export type Choice = readonly [value: string, text: string];

// `data-key` is the part of the definition that a control changes, `data-was` what was decided without it.
export const Control = ({
  title,
  path,
  column,
  chosen,
  options,
  hidden,
}: {
  title: string;
  path: string;
  column?: string;
  chosen: string;
  options: Choice[];
  hidden?: boolean;
}) => (
  <label class={hidden ? "only" : undefined}>
    <span class={hidden ? "hidden" : undefined}>{title}</span>
    <select data-key={path} data-column={column} data-was={chosen}>
      {options.map(([value, text]) => (
        <option value={value} selected={value === chosen}>
          {text}
        </option>
      ))}
    </select>
  </label>
);

export * as ImportControl from "./import-control";
