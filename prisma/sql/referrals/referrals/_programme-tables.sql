referral r JOIN partnership s ON s.id = r.partnership_id JOIN partner n ON n.id = s.partner_id
