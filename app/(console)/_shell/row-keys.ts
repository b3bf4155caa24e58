/**
 * Rows that keys can walk: each row has `data-row` and in it one link, which takes the focus (and so Enter), and
 * perhaps a checkbox, which x presses.
 */
export function moveToRow(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const to = at < 0 ? rows[step === 1 ? 0 : rows.length - 1] : rows[at + step];
  const link = to?.querySelector("a");
  link?.focus();
  to?.scrollIntoView({ block: "nearest" });
}

export function toggleRow(): void {
  const row = document.activeElement?.closest("[data-row]");
  row?.querySelector<HTMLInputElement>('input[type="checkbox"]')?.click();
}
