-- Mentions are found whatever their case: @Claire.Martin and @claire.martin are one person.
create index person_mention on person (lower(user_name));
