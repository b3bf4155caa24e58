/** What a form-encoded request of Stripe's says: `a[b][0][c]=d` as objects and lists of texts. */
export type Form = { [key: string]: string | Form | (string | Form)[] };

export function parseForm(text: string): Form {
  const form: Form = {};
  for (const [name, value] of new URLSearchParams(text)) put(form, keysOf(name), value);
  return listed(form) as Form;
}

export const textOf = (value: Form[string] | undefined): string | null =>
  typeof value === "string" ? value : null;

export const formOf = (value: Form[string] | undefined): Form =>
  value !== undefined && typeof value !== "string" && !Array.isArray(value) ? value : {};

export const listOf = (value: Form[string] | undefined): (string | Form)[] =>
  Array.isArray(value) ? value : [];

/** Where each text of a form stands: `line_items[][price_data][currency]`. */
export function placesOf(value: Form[string], place = ""): string[] {
  if (typeof value === "string") return [place];
  if (Array.isArray(value)) return value.flatMap((each) => placesOf(each, `${place}[]`));
  return Object.entries(value).flatMap(([key, each]) => placesOf(each, place ? `${place}[${key}]` : key));
}

function keysOf(name: string): string[] {
  const [first = "", ...rest] = name.split("[");
  return [first, ...rest.map((part) => part.replace(/\]$/, ""))];
}

function put(form: Form, [key = "", ...rest]: string[], value: string): void {
  if (rest.length === 0) {
    form[key] = value;
    return;
  }
  // An unnumbered item of a list comes after those there are.
  const next = formOf(form[key]);
  const [head = "", ...tail] = rest;
  put(next, [head === "" ? String(Object.keys(next).length) : head, ...tail], value);
  form[key] = next;
}

function listed(value: Form[string]): Form[string] {
  if (typeof value === "string" || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, listed(each)] as const);
  const isList = entries.length > 0 && entries.every(([key], at) => key === String(at));
  return isList ? entries.map(([, each]) => each as string | Form) : Object.fromEntries(entries);
}
