/** Whether a modal stands over the page: what it is about is left as it is until it is closed. */
export function isDialogOpen(): boolean {
  return document.querySelector("dialog[open]") !== null;
}
