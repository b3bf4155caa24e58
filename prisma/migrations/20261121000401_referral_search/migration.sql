-- A referral is found while its uid or e-mail is typed, however many there are.
CREATE INDEX referral_uid_words ON referral USING gin (uid gin_trgm_ops);
CREATE INDEX referral_email_words ON referral USING gin (email gin_trgm_ops);
