import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { getRequest } from "@/lib/requests/get-request";
import { bodyText } from "./body-text";

/** A request's page, by its `id`; its bodies are for people. */
export const requestQuery = {
  permission: "requests:read",
  read: async ({ ctx, params }) => {
    const { request, ...made } = await getRequest({ ctx, input: { id: params.get("id") ?? "" } });
    const { requestBody, answerBody } = request;
    return {
      ...made,
      request: {
        ...request,
        requestBody: requestBody && bodyText(requestBody),
        answerBody: answerBody && bodyText(answerBody),
      },
    };
  },
} satisfies ConsoleQuery<unknown>;
