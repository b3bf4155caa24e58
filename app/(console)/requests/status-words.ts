/** The classes of statuses, by what they say. */
export const HTTP_STATUS_WORDS: Readonly<Record<string, string>> = {
  "2xx": "Done (2xx)",
  "4xx": "Refused (4xx)",
  "5xx": "Failed (5xx)",
};
