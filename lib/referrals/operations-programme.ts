import type { Operation } from "@/lib/http/operation";
import { commissionResource, data, partnerResource, partnershipResource, referralResource } from "./answers";
import {
  commissionsQuery,
  partnerBody,
  partnershipBody,
  partnershipStateBody,
  partnershipsQuery,
  partnersQuery,
  referralStateBody,
  referralsQuery,
} from "./wire";

const LIST = "Newest first, at most 50 on a page.";

/** Partners, partnerships, referrals and commissions. */
export const programmeOperations: readonly Operation[] = [
  {
    id: "listReferrals",
    method: "GET",
    path: "/api/v1/referrals",
    summary: "List referrals",
    description: LIST,
    query: referralsQuery,
    answers: { 200: { description: "A page of referrals.", schema: data(referralResource.array()) } },
    example: { query: { state_eq: "converted" } },
  },
  {
    id: "rejectReferral",
    method: "PATCH",
    path: "/api/v1/referrals/:id",
    summary: "Reject a referral",
    params: { id: "The referral's id, `ref_…`." },
    body: { schema: referralStateBody },
    answers: { 200: { description: "The rejected referral.", schema: data(referralResource) } },
    example: { params: { id: "$REFERRAL_ID" }, body: { state: "rejected" } },
  },
  {
    id: "listPartners",
    method: "GET",
    path: "/api/v1/partners",
    summary: "List partners",
    description: LIST,
    query: partnersQuery,
    answers: { 200: { description: "A page of partners.", schema: data(partnerResource.array()) } },
    example: { query: { per_page: "20" } },
  },
  {
    id: "createPartner",
    method: "POST",
    path: "/api/v1/partners",
    summary: "Add a partner",
    body: { schema: partnerBody },
    answers: { 201: { description: "The new partner.", schema: data(partnerResource) } },
    example: { body: { name: "Rosa Marques", email: "rosa@example.com", slug: "rosa" } },
  },
  {
    id: "listPartnerships",
    method: "GET",
    path: "/api/v1/partnerships",
    summary: "List partnerships",
    description: LIST,
    query: partnershipsQuery,
    answers: { 200: { description: "A page of partnerships.", schema: data(partnershipResource.array()) } },
    example: { query: { state_eq: "accepted" } },
  },
  {
    id: "createPartnership",
    method: "POST",
    path: "/api/v1/partnerships",
    summary: "Agree on terms with a partner",
    description:
      "A commission of type `percent` has `basis_points`, one of type `flat` an `amount` and a `currency`. " +
      "`referral_expiry_days` 0 means never.",
    body: { schema: partnershipBody },
    answers: { 201: { description: "The accepted partnership.", schema: data(partnershipResource) } },
    refuses: [404],
    example: {
      body: {
        partner_id: "$PARTNER_ID",
        commission: { type: "percent", basis_points: 1000, recurrence: "lifetime" },
        hold_days: 30,
        referral_expiry_days: 90,
        minimum_payout: 5000,
      },
    },
  },
  {
    id: "changePartnership",
    method: "PATCH",
    path: "/api/v1/partnerships/:id",
    summary: "Change a partnership's state",
    description: "`pending` becomes `accepted` or `declined`, `accepted` becomes `terminated`.",
    params: { id: "The partnership's id, `psh_…`." },
    body: { schema: partnershipStateBody },
    answers: { 200: { description: "The partnership.", schema: data(partnershipResource) } },
    example: { params: { id: "$PARTNERSHIP_ID" }, body: { state: "terminated" } },
  },
  {
    id: "listCommissions",
    method: "GET",
    path: "/api/v1/commissions",
    summary: "List commissions",
    description: LIST,
    query: commissionsQuery,
    answers: { 200: { description: "A page of commissions.", schema: data(commissionResource.array()) } },
    example: { query: { state_eq: "pending" } },
  },
];
