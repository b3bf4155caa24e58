/** What it means to cancel a payment that has a link. */
export const LINK_STOPS = "Its link stops working at once. A cancelled payment cannot be brought back.";
