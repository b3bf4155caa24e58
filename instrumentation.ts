import { noteFailureOfPage } from "@/lib/server/unavailable-page";

/** The framework calls it with whatever a page or a route throws. */
export function onRequestError(err: unknown): void {
  noteFailureOfPage(err);
}
