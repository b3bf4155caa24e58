-- What a policy is paid with: the method chosen for it, else the one that its newest payment names.
CREATE FUNCTION method_of_policy(policy_id uuid, chosen_id uuid) RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(chosen_id, (
    SELECT y.payment_method_id FROM policy_payment y WHERE y.policy_id = $1
    ORDER BY y.created_at DESC, y.payment_id DESC LIMIT 1))
$$;
