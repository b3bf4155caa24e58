/** A text as texts are searched: composed, without case. The database's `search_key` does the same. */
export function searchKey(text: string): string {
  return text.toLowerCase().normalize("NFC");
}

/** The pattern of SQL's LIKE for whatever contains a text. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, "\\$&")}%`;
}
