-- Who spoke is looked for among the account's users by name, with every import.
create index app_user_name on app_user (account_id, name);
