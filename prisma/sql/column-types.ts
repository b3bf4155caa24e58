/**
 * What the database cannot say of a column: the shape of a jsonb, the values of a text without a check. One entry a
 * column, for reading and for writing: whoever writes the column is held to what its readers expect.
 */
export interface ColumnTypes {
  "audit_entry.data": Record<string, unknown>;
  "outbox.data": Record<string, unknown>;
}
