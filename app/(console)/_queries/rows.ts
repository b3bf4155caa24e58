/** Rows of one shape with the names of their fields said once: of fifty rows written out, most is names. */
export interface Rows<Row extends object> {
  names: readonly (keyof Row)[];
  values: readonly (readonly Row[keyof Row][])[];
}

/** Rows that all have the fields of the first. */
export function packRows<Row extends object>(rows: readonly Row[]): Rows<Row> {
  const names = Object.keys(rows[0] ?? {}) as (keyof Row)[];
  return { names, values: rows.map((row) => names.map((name) => row[name])) };
}

/** The rows that were packed. */
export function unpackRows<Row extends object>({ names, values }: Rows<Row>): Row[] {
  return values.map((of) => Object.fromEntries(names.map((name, index) => [name, of[index]])) as Row);
}
