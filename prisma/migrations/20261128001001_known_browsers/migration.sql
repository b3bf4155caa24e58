-- A browser somebody has signed in with: it holds a token, of which the hash is kept, and is not held up by what
-- strangers try elsewhere. session_id is the session it opened last, with which it ends.
CREATE TABLE known_browser (
  id uuid PRIMARY KEY,
  user_id text NOT NULL REFERENCES "user" (id) ON DELETE CASCADE,
  token_hash bytea NOT NULL UNIQUE,
  session_id text NOT NULL,
  signed_in_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL
);
CREATE INDEX known_browser_user_id ON known_browser (user_id, signed_in_at DESC);

-- A wrong password or code for somebody's account. What the throttle refuses is not tried, and not here.
CREATE TABLE failed_sign_in (
  id uuid PRIMARY KEY,
  user_id text NOT NULL REFERENCES "user" (id) ON DELETE CASCADE,
  step text NOT NULL CHECK (step IN ('password', 'second_factor')),
  network text NOT NULL,
  occurred_at timestamptz(3) NOT NULL,
  seen_at timestamptz(3)
);
CREATE INDEX failed_sign_in_user_id ON failed_sign_in (user_id, occurred_at DESC);
