import type { FieldValues } from "react-hook-form";

/** A field's text, or nothing when the form does not show it. One of `Text` only if the form offers no other. */
export function textIn<Text extends string = string>(values: FieldValues, name: string): Text {
  const value = valueAt(values, name);
  return (typeof value === "string" ? value : "") as Text;
}

/** The boxes that are ticked of a group. */
export function listIn<Text extends string = string>(values: FieldValues, name: string): Text[] {
  const value = valueAt(values, name);
  return [value].flat().filter((each): each is Text => typeof each === "string");
}

/** Whether a box is ticked. */
export function isTicked(values: FieldValues, name: string): boolean {
  return valueAt(values, name) === true;
}

// A name with points is a place in what the fields make together, as react-hook-form reads it.
function valueAt(values: FieldValues, name: string): unknown {
  return name
    .split(".")
    .reduce<unknown>(
      (value, part) => (typeof value === "object" && value !== null ? Reflect.get(value, part) : undefined),
      values,
    );
}
