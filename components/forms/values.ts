import { type FieldValues, get } from "react-hook-form";

/** A field's text, or nothing when the form does not show it. One of `Text` only if the form offers no other. */
export function textIn<Text extends string = string>(values: FieldValues, name: string): Text {
  const value: unknown = get(values, name);
  return (typeof value === "string" ? value : "") as Text;
}

/** The boxes that are ticked of a group. */
export function listIn<Text extends string = string>(values: FieldValues, name: string): Text[] {
  const value: unknown = get(values, name);
  return [value].flat().filter((each): each is Text => typeof each === "string");
}

/** Whether a box is ticked. */
export function isTicked(values: FieldValues, name: string): boolean {
  return get(values, name) === true;
}
